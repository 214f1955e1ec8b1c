"""In which form each kind of fact is claimed: the input schemas of the catalogue itself, so that no other exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.inputs import (
    CertificateInput,
    ClaimInput,
    DataCategoryInput,
    LocationInput,
    ProductInput,
    Sourcing,
    StandardInput,
    SubProcessorInput,
    VendorInput,
    VersionInput,
)
from swc.catalogue.kinds import ClaimAction
from swc.errors import InvalidInputError, Problem

SHAPES: Mapping[ClaimNoun, type[BaseModel]] = {
    ClaimNoun.CLAIM: ClaimInput,
    ClaimNoun.STANDARD: StandardInput,
    ClaimNoun.LOCATION: LocationInput,
    ClaimNoun.SUB_PROCESSOR: SubProcessorInput,
    ClaimNoun.DATA_CATEGORY: DataCategoryInput,
    ClaimNoun.CERTIFICATE: CertificateInput,
    ClaimNoun.VERSION: VersionInput,
    **dict.fromkeys(PRODUCT_FIELDS, ProductInput),
    **dict.fromkeys(VENDOR_FIELDS, VendorInput),
}
_FIXED: Mapping[type[BaseModel], dict[str, Any]] = {ProductInput: {"name": "-"}, VendorInput: {"name": "-"}}
_ON_REMOVAL: Mapping[type[BaseModel], dict[str, Any]] = {VersionInput: {"status": "-"}}


def fields_of(noun: ClaimNoun) -> tuple[str, ...]:
    """Return the fields that a claim of this kind holds; source, date and trust are not among them."""
    if noun in PRODUCT_FIELDS or noun in VENDOR_FIELDS:
        return (noun.value,)
    return tuple(name for name in SHAPES[noun].model_fields if name not in Sourcing.model_fields)


def parse(noun: ClaimNoun, payload: Mapping[str, Any], action: ClaimAction = ClaimAction.SET) -> BaseModel:
    """Return what is claimed as the input of the catalogue's own service.

    Source and trust are no part of it: the evidence of the claim is its source, and only the sector editor gives
    trust. Raises pydantic's `ValidationError` for what the schema refuses and `InvalidInputError` for a field that
    this kind of claim does not hold.
    """
    shape = SHAPES[noun]
    _demand_own_fields(noun, payload)
    filled = {**_FIXED.get(shape, {}), **(_ON_REMOVAL.get(shape, {}) if action is ClaimAction.REMOVE else {})}
    return shape.model_validate({**filled, **payload})


def plain_payload(noun: ClaimNoun, fact: BaseModel) -> dict[str, Any]:
    """Return a claim as JSON holds it, with the field names of the tables."""
    dumped = fact.model_dump(mode="json")
    return {name: dumped[name] for name in fields_of(noun)}


def _demand_own_fields(noun: ClaimNoun, payload: Mapping[str, Any]) -> None:
    """Refuse what this kind of claim does not hold, under its own name or its name in JSON."""
    info = SHAPES[noun].model_fields
    own = {name for field in fields_of(noun) for name in (field, info[field].alias or field)}
    problems = tuple(Problem(name, "Dit veld bestaat niet.") for name in payload if name not in own)
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=problems)

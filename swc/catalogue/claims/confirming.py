"""Making a claim a fact: the deeds of the catalogue itself, with the evidence as source and the editor's trust."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.present import Present
from swc.catalogue.claims.rules import fact_key
from swc.catalogue.claims.shapes import SHAPES, parse
from swc.catalogue.inputs import ProductInput, Sourcing, VendorInput, VersionInput
from swc.catalogue.kinds import ClaimAction, ClaimOrigin, Trust
from swc.catalogue.models import (
    Product,
    ProductAlias,
    ProductVersion,
    Vendor,
    VendorAlias,
)
from swc.catalogue.service.facts import add_fact, remove_fact
from swc.catalogue.service.fields import note_sources, plain
from swc.catalogue.service.products import change_product
from swc.catalogue.service.vendors import change_vendor
from swc.catalogue.service.versions import add_version, change_version, remove_version
from swc.errors import NotFoundError


def make_fact(session: Session, claim: VendorClaim, held: Present, *, by: Act) -> None:
    """Write what a claim says into the catalogue, by the service that an editor uses for it.

    Its source is the evidence, looked at on the day of the claim, and it is confirmed: the editor vouches for it.
    Raises what that service refuses, and `NotFoundError` for a fact to take away that is gone already.
    """
    noun = ClaimNoun(claim.noun)
    source = Sourcing(source_url=claim.evidence_url, checked_on=claim.dated, trust=Trust.CONFIRMED)
    fact = parse(noun, claim.payload, claim.action)
    if noun in PRODUCT_FIELDS or noun in VENDOR_FIELDS:
        _set_field(session, claim, noun, _value(noun, fact, claim.action), source, by=by)
    elif claim.action is ClaimAction.REMOVE:
        _remove(session, claim, noun, held, by=by)
    elif isinstance(fact, VersionInput):
        _set_version(session, claim, fact, held, by=by)
    else:
        sourced: Any = fact.model_copy(update=source.model_dump())
        add_fact(session, claim.product_key or "", sourced, by=by, origin=ClaimOrigin.VENDOR)


def _value(noun: ClaimNoun, fact: BaseModel, action: ClaimAction) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value that a field gets; what is taken away becomes unknown."""
    if action is ClaimAction.REMOVE:
        return SHAPES[noun].model_fields[noun.value].get_default(call_default_factory=True)
    return getattr(fact, noun.value)


def _set_field(
    session: Session,
    claim: VendorClaim,
    noun: ClaimNoun,
    value: Any,  # noqa: ANN401 - the value of any field
    source: Sourcing,
    *,
    by: Act,
) -> None:
    """Set one field of a product or vendor and leave the others as they are, with their own sources."""
    of_product = noun in PRODUCT_FIELDS
    row = session.get(Product, claim.product_key) if of_product else session.get(Vendor, claim.vendor_key)
    if row is None:
        raise NotFoundError("Deze vermelding is niet gevonden in de catalogus.")
    if plain(getattr(row, noun.value)) == plain(value):
        _vouch(session, row, noun, source, by=by)
        return
    aliases = _aliases(session, row)
    if noun is ClaimNoun.NAME:
        aliases = tuple(dict.fromkeys((*aliases, row.name)))
    change = {**_standing(row), "aliases": aliases, noun.value: value, **source.model_dump()}
    if isinstance(row, Product):
        change_product(session, row.key, ProductInput.model_construct(**change), by=by)
    else:
        change_vendor(session, row.key, VendorInput.model_construct(**change), by=by)


def _vouch(session: Session, row: Product | Vendor, noun: ClaimNoun, source: Sourcing, *, by: Act) -> None:
    """Note source and trust of a field whose value stood there already."""
    subject = SubjectKind.PRODUCT if isinstance(row, Product) else SubjectKind.VENDOR
    note_sources(session, subject.value, row.key, fields=(noun.value,), data=source, by=by)
    row.row_version += 1
    session.add(row)
    session.flush()
    told = {noun.value: plain(getattr(row, noun.value))}
    record(session, by=by, kind=f"{subject.value}.changed", subject=subject, key=row.key, before=told, after=told)


def _standing(row: Product | Vendor) -> dict[str, Any]:
    """Return the fields of a form as they stand."""
    form: type[BaseModel] = ProductInput if isinstance(row, Product) else VendorInput
    return {name: getattr(row, name) for name in form.model_fields if name in type(row).model_fields}


def _aliases(session: Session, row: Product | Vendor) -> tuple[str, ...]:
    if isinstance(row, Product):
        return tuple(session.exec(select(ProductAlias.name).where(ProductAlias.product_key == row.key)).all())
    return tuple(session.exec(select(VendorAlias.name).where(VendorAlias.vendor_key == row.key)).all())


def _rows(claim: VendorClaim, noun: ClaimNoun, held: Present) -> list[SQLModel]:
    return held.rows.get(fact_key(claim.vendor_key, claim.product_key, noun, claim.payload), [])


def _set_version(session: Session, claim: VendorClaim, data: VersionInput, held: Present, *, by: Act) -> None:
    """Add a version or change the one of that name; a version keeps no source, so its event tells it."""
    standing = next((one for one in _rows(claim, ClaimNoun.VERSION, held) if isinstance(one, ProductVersion)), None)
    key = claim.product_key or ""
    if standing is None or standing.id is None:
        add_version(session, key, data, by=by)
    else:
        change_version(session, key, standing.id, data, by=by)


def _remove(session: Session, claim: VendorClaim, noun: ClaimNoun, held: Present, *, by: Act) -> None:
    """Take a fact away, whoever said so before: that a product suits a component may be said by several."""
    rows = _rows(claim, noun, held)
    if not rows:
        raise NotFoundError("Dit gegeven staat niet (meer) in de catalogus.")
    for row in rows:
        if isinstance(row, ProductVersion):
            remove_version(session, row.product_key, row.id or 0, by=by)
        else:
            identity = inspect(row).identity or ()
            remove_fact(session, claim.product_key or "", noun.value, identity[1:], by=by)

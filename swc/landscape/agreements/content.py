"""What stands in an agreement as one set of values: to compare, to write with all that hangs under it, and to tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col, select

from swc.landscape.agreements.schemas import SubProcessor
from swc.landscape.models import (
    Agreement,
    AgreementCategory,
    AgreementLocation,
    AgreementProduct,
    AgreementSubProcessor,
)
from swc.landscape.schemas import AgreementInput

REPLACED: Final = ("presence", "model_version", "signed_on", "valid_until", "note")
"""The fields that every statement about an agreement replaces."""

COLUMNS: Final = (
    *REPLACED,
    "title",
    "signer_role",
    "signer_authorised",
    "document_url",
    "annex_recorded",
    "annex_retention",
)
"""The fields of an agreement itself."""

PARTS: Final = ("categories", "sub_processors", "locations")
"""What the annexes name."""

OF_VENDOR: Final = ("vendor_key", "vendor_name", "products")
"""What only an agreement with a vendor has."""

Content = dict[str, Any]
"""Values by field: sub-processors as texts (`Naam (NL)`), every list sorted."""


def stored_content(session: Session, agreement: Agreement) -> Content:
    """Return what stands in an agreement."""
    mine = agreement.id
    found: Content = {name: getattr(agreement, name) for name in COLUMNS}
    found["categories"] = _sorted(session, AgreementCategory.category, AgreementCategory.agreement_id, mine)
    found["locations"] = _sorted(session, AgreementLocation.country, AgreementLocation.agreement_id, mine)
    rows = session.exec(select(AgreementSubProcessor).where(AgreementSubProcessor.agreement_id == mine))
    found["sub_processors"] = tuple(sorted(SubProcessor(name=row.name, country=row.country).text for row in rows))
    if agreement.use_id is None:
        found["vendor_key"], found["vendor_name"] = agreement.vendor_key, agreement.vendor_name
        found["products"] = _sorted(session, AgreementProduct.product_key, AgreementProduct.agreement_id, mine)
    return found


def _sorted(session: Session, value: Any, owner: Any, mine: UUID) -> tuple[str, ...]:  # noqa: ANN401 - columns
    return tuple(sorted(session.exec(select(value).where(col(owner) == mine)).all()))


def wanted(data: AgreementInput, before: Mapping[str, Any]) -> Content:
    """Return what should stand in an agreement: what was given over what stood there.

    The annex counts as recorded as soon as something of it is told.
    """
    given = data.model_fields_set
    after: Content = dict(before)
    for name in REPLACED:
        after[name] = getattr(data, name)
    for name in (*COLUMNS[len(REPLACED) :], "vendor_key", "vendor_name"):
        if name in given:
            after[name] = getattr(data, name)
    for name in ("categories", "locations", "products"):
        if name in given:
            after[name] = tuple(sorted(set(getattr(data, name))))
    if "sub_processors" in given:
        after["sub_processors"] = _texts(data)
    if any(after.get(name) for name in (*PARTS, "annex_retention")):
        after["annex_recorded"] = True
    return after


def _texts(data: AgreementInput) -> tuple[str, ...]:
    """Return the sub-processors, each name once; a country that is told goes before one that is not."""
    found: dict[str, SubProcessor] = {}
    for one in data.sub_processors:
        known = found.get(one.name)
        if known is None or known.country is None:
            found[one.name] = SubProcessor(name=one.name, country=one.country)
    return tuple(sorted(one.text for one in found.values()))


def write(session: Session, agreement: Agreement, after: Content) -> None:
    """Put the values in the agreement and its parts."""
    for name in COLUMNS:
        setattr(agreement, name, after[name])
    if agreement.use_id is None:
        agreement.vendor_key, agreement.vendor_name = after["vendor_key"], after["vendor_name"]
    session.add(agreement)
    session.flush()
    mine = agreement.id
    _replace(session, AgreementCategory, mine, ({"category": code} for code in after["categories"]))
    _replace(session, AgreementLocation, mine, ({"country": code} for code in after["locations"]))
    _replace(session, AgreementProduct, mine, ({"product_key": key} for key in after.get("products", ())))
    named = (SubProcessor.read(text) for text in after["sub_processors"])
    _replace(session, AgreementSubProcessor, mine, ({"name": one.name, "country": one.country} for one in named))


def _replace(
    session: Session,
    table: type[AgreementCategory | AgreementLocation | AgreementProduct | AgreementSubProcessor],
    mine: UUID,
    rows: Iterable[dict[str, str | None]],
) -> None:
    session.execute(delete(table).where(col(table.agreement_id) == mine))
    made: list[SQLModel] = [table.model_validate({"agreement_id": mine, **row}) for row in rows]
    session.add_all(made)
    session.flush()


EMPTY: Final[Mapping[str, Any]] = {
    "model_version": "",
    "signed_on": None,
    "valid_until": None,
    "note": "",
    "title": "",
    "signer_role": "",
    "signer_authorised": None,
    "document_url": "",
    "annex_recorded": False,
    "annex_retention": "",
    "categories": (),
    "sub_processors": (),
    "locations": (),
}
"""What an agreement holds of which nothing is known yet."""

EMPTY_OF_VENDOR: Final[Mapping[str, Any]] = {**EMPTY, "vendor_key": None, "vendor_name": "", "products": ()}
"""The same for an agreement with a vendor."""

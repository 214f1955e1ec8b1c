"""Adding and removing the facts that hang under a product: claims, standards, places, sub-processors, categories."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.inputs import (
    CertificateInput,
    ClaimInput,
    DataCategoryInput,
    FactInput,
    LocationInput,
    Sourcing,
    StandardInput,
    SubProcessorInput,
)
from swc.catalogue.kinds import ClaimOrigin
from swc.catalogue.models import (
    ComponentClaim,
    Product,
    ProductCategoryOfData,
    ProductCertificate,
    ProductLocation,
    ProductStandard,
    SubProcessor,
    Vendor,
)
from swc.catalogue.service.fields import demand_codes, found, plain
from swc.errors import InvalidInputError, NotFoundError, Problem

_KEYS: dict[type[Sourcing], tuple[type[SQLModel], str, Callable[[Any], tuple[Any, ...]]]] = {
    ClaimInput: (ComponentClaim, "claim", lambda data: (data.component_guid,)),
    StandardInput: (ProductStandard, "standard", lambda data: (data.standard,)),
    LocationInput: (ProductLocation, "location", lambda data: (data.country, data.kind)),
    SubProcessorInput: (SubProcessor, "sub_processor", lambda data: (data.name,)),
    DataCategoryInput: (ProductCategoryOfData, "data_category", lambda data: (data.category,)),
    CertificateInput: (ProductCertificate, "certificate", lambda data: (data.certificate,)),
}
_ASPECTS = ("availability", "integrity", "confidentiality")
TABLES: dict[str, type[SQLModel]] = {noun: table for table, noun, _key in _KEYS.values()}
"""The table of each kind of fact by the noun that forms and events use."""


def add_fact(
    session: Session, product_key: str, data: FactInput, *, by: Act, origin: ClaimOrigin = ClaimOrigin.SECTOR
) -> None:
    """Add a fact to a product, or change what is said of it when it is there already.

    `origin` is who says that a product suits a component; other facts have none. Refuses a code that no list holds and
    a sub-processor that points to an unknown vendor.
    """
    by.demand(Right.EDIT_CATALOGUE)
    product = found(session, Product, product_key)
    check_fact(session, data)
    table, noun, key = _KEYS[type(data)]
    values = data.model_dump()
    values["checked_on"] = data.checked_on or (by.today if data.source_url else None)
    rest = key(data)
    if isinstance(data, ClaimInput):
        values["origin"], rest = origin, (*rest, origin)
    row = session.get(table, (product_key, *rest))
    if row is None:
        row = table(product_key=product_key, **values)
    else:
        for field, value in values.items():
            setattr(row, field, value)
    session.add(row)
    product.row_version += 1
    session.flush()
    record(
        session,
        by=by,
        kind=f"product.{noun}_set",
        subject=SubjectKind.PRODUCT,
        key=product_key,
        after={noun: {field: plain(value) for field, value in values.items()}},
    )


def remove_fact(session: Session, product_key: str, noun: str, key: tuple[str, ...], *, by: Act) -> None:
    """Remove a fact of a product by the rest of its key; raises `NotFoundError` when there is no such fact."""
    by.demand(Right.EDIT_CATALOGUE)
    product = found(session, Product, product_key)
    table = TABLES.get(noun)
    whole = table is not None and len(inspect(table).primary_key) == 1 + len(key)
    row = session.get(table, (product_key, *key)) if table is not None and whole else None
    if row is None:
        raise NotFoundError("Dit gegeven van %(name)s is niet gevonden.", name=product.name)
    before = {field: plain(value) for field, value in row.model_dump().items()}
    session.delete(row)
    product.row_version += 1
    session.flush()
    record(
        session,
        by=by,
        kind=f"product.{noun}_removed",
        subject=SubjectKind.PRODUCT,
        key=product_key,
        before={noun: before},
    )


def check_fact(session: Session, data: FactInput) -> None:
    """Refuse a code that no list holds and a sub-processor that points to an unknown vendor."""
    if isinstance(data, StandardInput):
        demand_codes(session, {"standard": ("standards", data.standard)})
    if isinstance(data, DataCategoryInput):
        demand_codes(session, {"category": ("data-categories", data.category)})
    if isinstance(data, CertificateInput):
        levels = {aspect: ("biv-levels", getattr(data, aspect)) for aspect in _ASPECTS}
        demand_codes(session, {"certificate": ("certificates", data.certificate), **levels})
    if isinstance(data, SubProcessorInput) and data.vendor_key and session.get(Vendor, data.vendor_key) is None:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("vendor_key", "Deze leverancier staat niet in de catalogus.", "Voeg hem eerst toe."),),
        )

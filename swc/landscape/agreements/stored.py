"""The rows of agreements with all that hangs under them, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from swc.catalogue.models import Product, Vendor
from swc.landscape.agreements.schemas import AgreementFacts, ProductRef, SubProcessor
from swc.landscape.models import (
    Agreement,
    AgreementCategory,
    AgreementLocation,
    AgreementProduct,
    AgreementSubProcessor,
    Use,
)

_PLAIN = (
    "id",
    "board_number",
    "use_id",
    "vendor_key",
    "title",
    "presence",
    "model_version",
    "signed_on",
    "valid_until",
    "signer_role",
    "signer_authorised",
    "document_url",
    "annex_recorded",
    "annex_retention",
    "note",
    "row_version",
    "updated_at",
)


def of_board(session: Session, board_number: str, only: Collection[UUID] | None = None) -> tuple[AgreementFacts, ...]:
    """Return every agreement of a board (or some), in five statements."""
    mine = col(Agreement.board_number) == board_number
    return _read(session, mine if only is None else mine & col(Agreement.id).in_(only))


def of_use(session: Session, use_id: UUID) -> AgreementFacts | None:
    """Return the agreement of one use alone, or nothing."""
    return next(iter(_read(session, col(Agreement.use_id) == use_id)), None)


def one(session: Session, agreement_id: UUID) -> AgreementFacts | None:
    """Return one agreement, or nothing."""
    return next(iter(_read(session, col(Agreement.id) == agreement_id)), None)


def _read(session: Session, where: ColumnElement[bool]) -> tuple[AgreementFacts, ...]:
    mine = select(col(Agreement.id)).where(where)
    products = _grouped(
        (row[0], ProductRef(key=row[1], name=row[2]))
        for row in session.execute(
            select(col(AgreementProduct.agreement_id), col(Product.key), col(Product.name))
            .join(Product, col(Product.key) == col(AgreementProduct.product_key))
            .where(col(AgreementProduct.agreement_id).in_(mine))
            .order_by(col(Product.name), col(Product.key))
        )
    )
    sub_processors = _grouped(
        (row[0], SubProcessor(name=row[1], country=row[2]))
        for row in session.execute(
            select(
                col(AgreementSubProcessor.agreement_id),
                col(AgreementSubProcessor.name),
                col(AgreementSubProcessor.country),
            )
            .where(col(AgreementSubProcessor.agreement_id).in_(mine))
            .order_by(col(AgreementSubProcessor.name))
        )
    )
    categories = _values(session, AgreementCategory.agreement_id, AgreementCategory.category, mine)
    locations = _values(session, AgreementLocation.agreement_id, AgreementLocation.country, mine)
    return tuple(
        AgreementFacts(
            **{name: getattr(row.Agreement, name) for name in _PLAIN},
            use_name=row.own_name or row.product_name or "",
            vendor_name=row.vendor_name or row.use_vendor_name or row.Agreement.vendor_name,
            products=tuple(products[row.Agreement.id]),
            categories=tuple(categories[row.Agreement.id]),
            sub_processors=tuple(sub_processors[row.Agreement.id]),
            locations=tuple(locations[row.Agreement.id]),
        )
        for row in session.execute(_query().where(where))
    )


def _query() -> Any:  # noqa: ANN401 - a statement of many columns
    """Return the agreements with the names of their vendor and use."""
    of_product = Vendor.__table__.alias("use_vendor")  # type: ignore[attr-defined]
    return (
        select(
            Agreement,
            col(Vendor.name).label("vendor_name"),
            col(Use.own_name),
            col(Product.name).label("product_name"),
            of_product.c.name.label("use_vendor_name"),
        )
        .join(Vendor, col(Vendor.key) == col(Agreement.vendor_key), isouter=True)
        .join(Use, col(Use.id) == col(Agreement.use_id), isouter=True)
        .join(Product, col(Product.key) == col(Use.product_key), isouter=True)
        .join(of_product, of_product.c.key == col(Product.vendor_key), isouter=True)
        .order_by(col(Agreement.id))
    )


def _values(session: Session, owner: Any, value: Any, mine: Any) -> dict[UUID, list[str]]:  # noqa: ANN401 - columns
    query = select(col(owner), col(value)).where(col(owner).in_(mine)).order_by(col(value))
    return _grouped((row[0], row[1]) for row in session.execute(query))


def _grouped(pairs: Iterable[tuple[UUID, Any]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

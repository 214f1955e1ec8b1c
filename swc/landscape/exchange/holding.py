"""Everything of a board that goes into its model, read in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.boards.models import Board
from swc.catalogue.models import ComponentClaim, Product, ProductStandard, ProductVersion, Vendor
from swc.errors import NotFoundError
from swc.landscape import queries
from swc.landscape.exchange.reference import Reference, reference
from swc.landscape.models import Coupling, Use, UseDataCategory
from swc.landscape.schemas import CouplingDetail, UseSummary

Facts = Mapping[UUID, Mapping[str, str]]
"""More properties by the id of a use, for who may see them."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A board's uses and couplings, what the catalogue says of their products, and the published release."""

    number: str
    name: str
    uses: Sequence[UseSummary]
    notes: Mapping[UUID, str]
    own_categories: Mapping[UUID, Sequence[str]]
    products: Mapping[str, Any]
    vendors: Mapping[str, Any]
    versions: Mapping[int, Any]
    claims: Sequence[Any]
    supports: Sequence[Any]
    couplings: Sequence[CouplingDetail]
    up_to: datetime | None
    reference: Reference


def holding(session: Session, number: str, *, on: date) -> Holding:
    """Return what goes into the model of a board; raises `NotFoundError` for a board that is not there."""
    board = session.get(Board, number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=number)
    uses = sorted(queries.use_summaries(session, number, on=on), key=lambda one: (one.name.casefold(), one.id))
    rows = session.execute(
        select(col(Use.id), col(Use.notes), col(Use.created_at)).where(col(Use.board_number) == number)
    )
    stored = rows.all()
    made = session.execute(select(col(Coupling.created_at)).where(col(Coupling.board_number) == number)).scalars().all()
    keys = sorted({one.product_key for one in uses})
    products = _by_key(session, Product, keys)
    return Holding(
        number=number,
        name=board.name,
        uses=uses,
        notes={row.id: row.notes for row in stored},
        own_categories=_own_categories(session, number),
        products=products,
        vendors=_by_key(session, Vendor, sorted({one.vendor_key for one in products.values() if one.vendor_key})),
        versions=_versions(session, keys),
        claims=_of_products(session, ComponentClaim, keys),
        supports=_of_products(session, ProductStandard, keys),
        couplings=sorted(queries.couplings(session, number), key=lambda one: one.id),
        up_to=max([*(row.created_at for row in stored), *made], default=None),
        reference=reference(session),
    )


def _by_key(session: Session, model: Any, keys: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - a table
    rows = session.execute(select(model).where(model.key.in_(keys)).order_by(model.key)).scalars()
    return {row.key: row for row in rows}


def _of_products(session: Session, model: Any, keys: Sequence[str]) -> Sequence[Any]:  # noqa: ANN401 - a table
    table = model.__table__
    rows = session.execute(select(table).where(table.c.product_key.in_(keys)).order_by(*table.primary_key.columns))
    return rows.all()


def _versions(session: Session, keys: Sequence[str]) -> dict[int, Any]:
    rows = session.execute(select(ProductVersion).where(col(ProductVersion.product_key).in_(keys))).scalars()
    return {row.id or 0: row for row in rows}


def _own_categories(session: Session, number: str) -> dict[UUID, list[str]]:
    query = select(col(UseDataCategory.use_id), col(UseDataCategory.category)).join(
        Use, col(Use.id) == col(UseDataCategory.use_id)
    )
    found: dict[UUID, list[str]] = {}
    for use_id, category in session.execute(
        query.where(col(Use.board_number) == number).order_by(col(UseDataCategory.category))
    ):
        found.setdefault(use_id, []).append(category)
    return found

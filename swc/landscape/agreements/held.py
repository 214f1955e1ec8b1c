"""Which agreement counts for each use of a board, read in one statement: what every summary of a use carries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlmodel import Session, col

from swc.catalogue.models import Product
from swc.landscape.agreements.coverage import Asking, Coverage, Scope
from swc.landscape.models import Agreement, AgreementCategory, AgreementProduct, Use
from swc.landscape.schemas import AgreementFact
from vocab.kept import Kept

_KEPT: Kept[AgreementFact] = Kept()


class Counted(NamedTuple):
    """A use with its vendor and the agreement that counts for it."""

    id: UUID
    vendor_key: str | None
    agreement_id: UUID | None


def counted(session: Session, board_number: str) -> tuple[Counted, ...]:
    """Return which agreement counts for each use of a board, in two statements."""
    uses = [Asking(*row) for row in session.execute(_asking(), {"board": board_number})]
    held_by = held(session, board_number, uses)
    found = ((use, held_by.get(use.id)) for use in uses)
    return tuple(Counted(use.id, use.vendor_key, fact.agreement_id if fact else None) for use, fact in found)


@cache
def _asking() -> Select[*tuple[Any, ...]]:
    query = select(col(Use.id), col(Use.product_key), col(Product.vendor_key))
    query = query.join(Product, col(Product.key) == col(Use.product_key))
    return query.where(col(Use.board_number) == bindparam("board"))


def held(
    session: Session, board_number: str, uses: Iterable[Asking], only: Collection[UUID] | None = None
) -> dict[UUID, AgreementFact]:
    """Return the agreement that counts by use; a use that has none has no entry.

    With `only` no more is read than what can count for those uses.
    """
    known: dict[UUID, Row[Any]] = {}
    products: dict[UUID, set[str]] = {}
    categories: dict[UUID, set[str]] = {}
    for row in _rows(session, board_number, only):
        known[row.id] = row
        if row.product_key is not None:
            products.setdefault(row.id, set()).add(row.product_key)
        if row.category is not None:
            categories.setdefault(row.id, set()).add(row.category)
    coverage = Coverage(cast("Iterable[Scope]", known.values()), products)
    counting = [(use.id, found.id) for use in uses if (found := coverage.counting(use)) is not None]
    facts = {
        key: _kept_fact(known[key], tuple(sorted(categories.get(key, ())))) for key in {key for _, key in counting}
    }
    return {use: facts[key] for use, key in counting}


def _rows(session: Session, board_number: str, only: Collection[UUID] | None) -> Sequence[Row[Any]]:
    """Return every agreement once for each product and category that it names."""
    if only is None:
        return session.execute(_of_board(), {"board": board_number}).all()
    return session.execute(_for_uses(), {"board": board_number, "uses": tuple(only)}).all()


@cache
def _for_uses() -> Select[*tuple[Any, ...]]:
    mine = col(Agreement.use_id)
    return _of_board().where(or_(mine.in_(bindparam("uses", expanding=True)), mine.is_(None)))


@cache
def _of_board() -> Select[*tuple[Any, ...]]:
    """Return the statement, put together once: every page of a board reads its agreements."""
    return (
        select(
            col(Agreement.id),
            col(Agreement.use_id),
            col(Agreement.vendor_key),
            col(Agreement.presence),
            col(Agreement.model_version),
            col(Agreement.signed_on),
            col(Agreement.valid_until),
            col(Agreement.signer_authorised),
            col(Agreement.annex_recorded),
            col(Agreement.note),
            col(AgreementProduct.product_key),
            col(AgreementCategory.category),
        )
        .join(AgreementProduct, col(AgreementProduct.agreement_id) == col(Agreement.id), isouter=True)
        .join(AgreementCategory, col(AgreementCategory.agreement_id) == col(Agreement.id), isouter=True)
        .where(col(Agreement.board_number) == bindparam("board"))
    )


def _kept_fact(row: Row[Any], categories: tuple[str, ...]) -> AgreementFact:
    """Return what an agreement says, made again only where it differs; the last two columns are the rows beneath it."""
    return _KEPT.of(row.id, (tuple(row)[:-2], categories), lambda: _fact(row, categories))


def _fact(row: Row[Any], categories: tuple[str, ...]) -> AgreementFact:
    return AgreementFact(
        presence=row.presence,
        model_version=row.model_version,
        signed_on=row.signed_on,
        valid_until=row.valid_until,
        note=row.note,
        agreement_id=row.id,
        with_vendor=row.use_id is None,
        signer_authorised=row.signer_authorised,
        annex_categories=categories if row.annex_recorded else None,
    )

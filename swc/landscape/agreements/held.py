"""Which agreement counts for each use of a board, read in one statement: what every summary of a use carries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, or_, select
from sqlmodel import Session, col

from swc.landscape.agreements.coverage import Asking, Coverage, Scope
from swc.landscape.models import Agreement, AgreementCategory, AgreementProduct
from swc.landscape.schemas import AgreementFact
from vocab.kept import Kept

_KEPT: Kept[AgreementFact] = Kept()


def held(
    session: Session, board_number: str, uses: Iterable[Asking], use_id: UUID | None = None
) -> dict[UUID, AgreementFact]:
    """Return the agreement that counts by use; a use that has none has no entry.

    With `use_id` only what can count for that use is read.
    """
    known: dict[UUID, Row[Any]] = {}
    products: dict[UUID, set[str]] = {}
    categories: dict[UUID, set[str]] = {}
    for row in _rows(session, board_number, use_id):
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


def _rows(session: Session, board_number: str, use_id: UUID | None) -> Sequence[Row[Any]]:
    """Return every agreement once for each product and category that it names."""
    if use_id is None:
        return session.execute(_of_board(), {"board": board_number}).all()
    query = _of_board().where(or_(col(Agreement.use_id) == use_id, col(Agreement.use_id).is_(None)))
    return session.execute(query, {"board": board_number}).all()


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

"""Reads of model files that were read in: the batches of a board, and one with what it would do."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from fora import queries as fora
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.exchange.ground import ground
from swc.landscape.exchange.models import ExchangeBatch
from swc.landscape.exchange.plan import plan
from swc.landscape.exchange.schemas import ExchangePreview, ExchangeResult, ExchangeSummary, ItemChoice, StateCount
from swc.landscape.exchange.told import Told
from swc.landscape.imports import batches as batches_of
from swc.landscape.imports.batches import PAGE, preview_page
from swc.landscape.imports.kinds import RowState


def own_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ExchangeBatch:
    """Return a batch of the board; another board's does not exist. Demands the right to edit the landscape."""
    return batches_of.own_batch(session, ExchangeBatch, board_number, batch_id, by=by, right=Right.EDIT_LANDSCAPE)


def batches(session: Session, board_number: str, *, by: Act, limit: int = PAGE) -> tuple[ExchangeSummary, ...]:
    """Return the files that a board read, newest first, in one statement."""
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    wanted = [getattr(ExchangeBatch, name) for name in ExchangeSummary.model_fields]
    rows = session.execute(
        sa_select(*(col(one) for one in wanted))
        .where(col(ExchangeBatch.board_number) == board_number)
        .order_by(col(ExchangeBatch.created_at).desc(), col(ExchangeBatch.id))
        .limit(limit)
    )
    return tuple(ExchangeSummary.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - the public name


def told_of(batch: ExchangeBatch) -> Told:
    """Return what a batch keeps of its file; one that was carried out keeps nothing."""
    return Told.model_validate(batch.told)


def choices_of(batch: ExchangeBatch) -> dict[str, ItemChoice]:
    """Return the choices of a batch by the identifier of the item."""
    return {ref: ItemChoice.model_validate(one) for ref, one in batch.choices.items()}


def preview(
    session: Session,
    board_number: str,
    batch_id: UUID,
    *,
    by: Act,
    state: RowState | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> ExchangePreview:
    """Return a batch with one page of items, those that need attention first; planned on what stands now."""
    batch = own_batch(session, board_number, batch_id, by=by)
    waiting = batch.committed_at is None
    told = told_of(batch)
    published = fora.published(session)
    planned = plan(told, choices_of(batch), ground(session, board_number, by.today)) if waiting else ()
    page = preview_page([one.item for one in planned], state=state, offset=offset, limit=limit, waiting=waiting)
    return ExchangePreview(
        id=batch.id,
        board_number=board_number,
        release=told.release,
        published_release=published.version if published else "",
        file_name=batch.file_name,
        created_at=batch.created_at,
        committed_at=batch.committed_at,
        result=ExchangeResult.model_validate(batch.result) if batch.result else None,
        counts=tuple(StateCount(state=one, count=count) for one, count in page.counts.items()),
        total=page.total,
        shown=page.shown,
        offset=offset,
        limit=limit,
        state=state,
        may_commit=page.ready,
        warnings=page.warnings,
        rows=page.rows,
    )

"""Reads of model files that were read in: the batches of a board, and one with what it would do."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from fora import queries as fora
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.exchange.ground import ground
from swc.landscape.exchange.models import ExchangeBatch
from swc.landscape.exchange.plan import plan
from swc.landscape.exchange.schemas import ExchangePreview, ExchangeSummary, ItemChoice
from swc.landscape.exchange.told import Told
from swc.landscape.imports.batches import PAGE, Batches, previewed
from swc.landscape.imports.kinds import RowState

BATCHES = Batches(ExchangeBatch, ExchangeSummary, Right.EDIT_LANDSCAPE)


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
    batch = BATCHES.own(session, board_number, batch_id, by=by)
    told, published = told_of(batch), fora.published(session)
    waiting = batch.committed_at is None
    planned = plan(told, choices_of(batch), ground(session, board_number, by.today)) if waiting else ()
    return previewed(
        ExchangePreview,
        batch,
        [one.item for one in planned],
        state=state,
        offset=offset,
        limit=limit,
        release=told.release,
        published_release=published.version if published else "",
    )

"""Reads of lists of agreements that were read in: the lists of a board, and one with what it would do."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.agreements.imports.ground import ground
from swc.landscape.agreements.imports.plan import plan
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealBatchSummary, DealRow
from swc.landscape.imports.batches import PAGE, Batches, previewed
from swc.landscape.imports.kept import about_of, rows_of
from swc.landscape.imports.kinds import RowState
from swc.landscape.models import AgreementBatch

BATCHES = Batches(AgreementBatch, DealBatchSummary, Right.EDIT_LANDSCAPE)


def preview(
    session: Session,
    board_number: str,
    batch_id: UUID,
    *,
    by: Act,
    state: RowState | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> DealBatchPreview:
    """Return a batch with one page of rows, those that need attention first; planned on what stands now."""
    batch = BATCHES.own(session, board_number, batch_id, by=by)
    rows = rows_of(batch.rows, DealRow)
    plans = [one.plan for one in plan(rows, ground(session, board_number, by.today))] if rows else []
    return previewed(
        DealBatchPreview,
        batch,
        plans,
        state=state,
        offset=offset,
        limit=limit,
        layout=batch.layout,
        **about_of(batch.rows),
    )

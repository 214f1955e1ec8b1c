"""Reads of lists of contracts that were read in: the lists of a board, and one with what it would do."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.contracts.imports.ground import ground
from swc.landscape.contracts.imports.plan import plan
from swc.landscape.contracts.imports.schemas import ContractBatchPreview, ContractBatchSummary, ContractRow
from swc.landscape.imports.batches import PAGE, Batches, previewed
from swc.landscape.imports.kept import about_of, rows_of
from swc.landscape.imports.kinds import RowState
from swc.landscape.models import ContractBatch

BATCHES = Batches(ContractBatch, ContractBatchSummary, Right.EDIT_CONTRACT)


def preview(
    session: Session,
    board_number: str,
    batch_id: UUID,
    *,
    by: Act,
    state: RowState | None = None,
    offset: int = 0,
    limit: int = PAGE,
) -> ContractBatchPreview:
    """Return a batch with one page of rows, those that need attention first; planned on what stands now."""
    batch = BATCHES.own(session, board_number, batch_id, by=by)
    rows = rows_of(batch.rows, ContractRow)
    plans = [one.plan for one in plan(rows, ground(session, board_number, by.today))] if rows else []
    return previewed(
        ContractBatchPreview,
        batch,
        plans,
        state=state,
        offset=offset,
        limit=limit,
        **about_of(batch.rows),
    )

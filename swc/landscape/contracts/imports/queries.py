"""Reads of lists of contracts that were read in: the batches of a board, and one with what it would do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.contracts.imports.ground import ground
from swc.landscape.contracts.imports.plan import plan
from swc.landscape.contracts.imports.schemas import (
    ContractBatchPreview,
    ContractBatchSummary,
    ContractListResult,
    ContractRow,
    ContractStateCount,
)
from swc.landscape.imports import batches as batches_of
from swc.landscape.imports.batches import PAGE, preview_page
from swc.landscape.imports.kinds import RowState
from swc.landscape.models import ContractBatch


def own_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractBatch:
    """Return a batch of the board; another board's does not exist. Demands the right to edit contracts."""
    return batches_of.own_batch(session, ContractBatch, board_number, batch_id, by=by, right=Right.EDIT_CONTRACT)


def batches(session: Session, board_number: str, *, by: Act, limit: int = PAGE) -> tuple[ContractBatchSummary, ...]:
    """Return the lists that a board read, newest first, in one statement."""
    by.demand(Right.EDIT_CONTRACT, board_number)
    wanted = [getattr(ContractBatch, name) for name in ContractBatchSummary.model_fields]
    rows = session.execute(
        select(*(col(one) for one in wanted))
        .where(col(ContractBatch.board_number) == board_number)
        .order_by(col(ContractBatch.created_at).desc(), col(ContractBatch.id))
        .limit(limit)
    )
    return tuple(ContractBatchSummary.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - public name


def about_of(batch: ContractBatch) -> dict[str, Any]:
    """Return what a batch keeps of its sheet: the first of its rows."""
    return dict(batch.rows[0]) if batch.rows else {}


def rows_of(batch: ContractBatch) -> tuple[ContractRow, ...]:
    """Return the rows that a batch keeps; one that was carried out has none any more."""
    return tuple(ContractRow.model_validate(row) for row in batch.rows[1:])


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
    batch = own_batch(session, board_number, batch_id, by=by)
    rows = rows_of(batch)
    plans = [one.plan for one in plan(rows, ground(session, board_number, by.today))] if rows else []
    page = preview_page(plans, state=state, offset=offset, limit=limit, waiting=batch.committed_at is None)
    about = about_of(batch)
    return ContractBatchPreview(
        id=batch.id,
        board_number=board_number,
        file_name=batch.file_name,
        sheet=about.get("sheet", ""),
        header_row=about.get("header_row", 0),
        unread=tuple(about.get("unread", ())),
        created_at=batch.created_at,
        committed_at=batch.committed_at,
        result=ContractListResult.model_validate(batch.result) if batch.result else None,
        counts=tuple(ContractStateCount(state=one, count=count) for one, count in page.counts.items()),
        total=page.total,
        shown=page.shown,
        offset=offset,
        limit=limit,
        state=state,
        may_commit=page.ready,
        warnings=page.warnings,
        rows=page.rows,
    )

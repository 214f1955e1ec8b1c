"""Reads of lists of agreements that were read in: the batches of a board, and one with what it would do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.agreements.imports.ground import ground
from swc.landscape.agreements.imports.kinds import Layout
from swc.landscape.agreements.imports.plan import plan
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealBatchSummary, DealCount, DealResult, DealRow
from swc.landscape.imports import batches as batches_of
from swc.landscape.imports.batches import PAGE, preview_page
from swc.landscape.imports.kinds import RowState
from swc.landscape.models import AgreementBatch


def own_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> AgreementBatch:
    """Return a batch of the board; another board's does not exist. Demands the right to edit the landscape."""
    return batches_of.own_batch(session, AgreementBatch, board_number, batch_id, by=by, right=Right.EDIT_LANDSCAPE)


def batches(session: Session, board_number: str, *, by: Act, limit: int = PAGE) -> tuple[DealBatchSummary, ...]:
    """Return the lists that a board read, newest first, in one statement."""
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    wanted = [getattr(AgreementBatch, name) for name in DealBatchSummary.model_fields]
    rows = session.execute(
        sa_select(*(col(one) for one in wanted))
        .where(col(AgreementBatch.board_number) == board_number)
        .order_by(col(AgreementBatch.created_at).desc(), col(AgreementBatch.id))
        .limit(limit)
    )
    return tuple(DealBatchSummary.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - the public name


def about_of(batch: AgreementBatch) -> dict[str, Any]:
    """Return what a batch keeps of its sheet: the first of its rows."""
    return dict(batch.rows[0]) if batch.rows else {}


def rows_of(batch: AgreementBatch) -> tuple[DealRow, ...]:
    """Return the rows that a batch keeps; one that was carried out has none any more."""
    return tuple(DealRow.model_validate(row) for row in batch.rows[1:])


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
    batch = own_batch(session, board_number, batch_id, by=by)
    rows = rows_of(batch)
    planned = plan(rows, ground(session, board_number, by.today)) if rows else ()
    page = preview_page(
        [one.plan for one in planned],
        state=state,
        offset=offset,
        limit=limit,
        waiting=batch.committed_at is None,
    )
    about = about_of(batch)
    return DealBatchPreview(
        id=batch.id,
        board_number=board_number,
        file_name=batch.file_name,
        layout=Layout(batch.layout),
        sheet=about.get("sheet", ""),
        header_row=about.get("header_row", 0),
        unread=tuple(about.get("unread", ())),
        created_at=batch.created_at,
        committed_at=batch.committed_at,
        result=DealResult.model_validate(batch.result) if batch.result else None,
        counts=tuple(DealCount(state=one, count=count) for one, count in page.counts.items()),
        total=page.total,
        shown=page.shown,
        offset=offset,
        limit=limit,
        state=state,
        may_commit=page.ready,
        warnings=page.warnings,
        rows=page.rows,
    )

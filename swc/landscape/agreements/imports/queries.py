"""Reads of lists of agreements that were read in: the lists of a board, and one with what it would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.agreements.imports.ground import ground
from swc.landscape.agreements.imports.plan import plan
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealBatchSummary, DealRow
from swc.landscape.imports.batches import Batches, PlannedRow
from swc.landscape.imports.kept import about_of, rows_of
from swc.landscape.models import AgreementBatch


def _weigh(session: Session, batch: AgreementBatch, by: Act) -> tuple[Sequence[PlannedRow], dict[str, Any]]:
    rows = rows_of(batch.rows, DealRow)
    planned = plan(rows, ground(session, batch.board_number, by.today)) if rows else ()
    return [one.plan for one in planned], about_of(batch.rows)


BATCHES = Batches(AgreementBatch, DealBatchSummary, DealBatchPreview, Right.EDIT_LANDSCAPE, _weigh)
preview = BATCHES.preview

"""What reading in agreements stores and shows: values of a row, what it is about, and what the commit would do."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.landscape.agreements.imports.kinds import DealChoiceKind, DealField, DealTargetKind, Layout
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.schemas import FieldChange
from swc.landscape.imports.shapes import (
    CellRemark,
    Choices,
    FilePreview,
    FileSummary,
    KeyedChoice,
    Undoable,
)
from swc.landscape.kinds import AgreementPresence


class DealProblem(CellRemark[DealField]):
    """One thing wrong with a row: the column by letter and heading (empty for the whole row) and a Dutch sentence."""


class DealValues(ReadModel):
    """What was read of one row; `None` or empty where the list says nothing clear.

    `names` are applications or products as they are written; `sub_processors` are texts (`Naam (NL)`).
    """

    key: UUID | None = None
    vendor: str = ""
    names: tuple[str, ...] = ()
    presence: AgreementPresence | None = None
    model_version: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    signer_role: str = ""
    signer_authorised: bool | None = None
    document_url: str = ""
    annex_recorded: bool | None = None
    categories: tuple[str, ...] = ()
    sub_processors: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    annex_retention: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """Return how the row names what it is about."""
        return ": ".join(part for part in (self.vendor, "; ".join(self.names)) if part)


class DealChoice(ReadModel):
    """What a person chose for a row: a use (id), product or vendor (key), the name as it stands, or skip."""

    kind: DealChoiceKind
    key: str = ""


class DealRow(ReadModel):
    """One row as the batch keeps it."""

    number: int
    values: DealValues
    problems: tuple[DealProblem, ...] = ()
    choice: DealChoice | None = None


class Option(ReadModel):
    """Something that a row may be about."""

    kind: DealChoiceKind
    key: str
    name: str
    score: int = 0


class DealPlan(ReadModel):
    """What the commit would do with one row, and with which agreement."""

    number: int
    name: str
    state: RowState
    target: DealTargetKind | None = None
    target_name: str = ""
    agreement_id: UUID | None = None
    options: tuple[Option, ...] = ()
    choice: DealChoice | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[DealProblem, ...] = ()


class Done(ReadModel):
    """An agreement that a commit made or changed: its version since, and what stood there before."""

    agreement_id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class DealResult(Undoable[Done]):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""


class DealBatchSummary(FileSummary[DealResult]):
    """A list that was read: when, and what came of it (`None` while it waits)."""

    layout: Layout


class DealBatchPreview(FilePreview[DealResult, DealPlan]):
    """A list that was read with its counts and one page of rows; `unread` are headings kept in the note."""

    layout: Layout
    sheet: str
    header_row: int
    unread: tuple[str, ...]


class DealChoiceInput(KeyedChoice[DealChoiceKind]):
    """A choice for one row; no kind takes an earlier choice back."""


class DealChoicesInput(Choices[DealChoiceInput]):
    """Choices for rows, saved together; `skip` then skips every row that still is in one of the states."""

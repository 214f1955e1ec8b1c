"""What reading in agreements stores and shows: values of a row, what it is about, and what the commit would do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field, computed_field

from swc.access.schemas import Input, ReadModel
from swc.landscape.agreements.imports.kinds import DealChoiceKind, DealField, DealTargetKind, Layout
from swc.landscape.imports.kinds import Level, RowState
from swc.landscape.kinds import AgreementPresence


class DealProblem(ReadModel):
    """One thing wrong with a row: the column by letter and heading (empty for the whole row) and a Dutch sentence."""

    row: int
    column: str = ""
    header: str = ""
    field: DealField | None = None
    level: Level
    message: str
    remedy: str = ""
    params: dict[str, Any] = Field(default_factory=dict)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """Return the Dutch sentence with its remedy, filled in."""
        parts = (self.message, self.remedy)
        return " ".join(part % self.params if self.params else part for part in parts if part)


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


class DealChange(ReadModel):
    """One field that the commit would fill or change, as texts; codes as they are stored."""

    field: str
    before: str = ""
    after: str


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
    changes: tuple[DealChange, ...] = ()
    problems: tuple[DealProblem, ...] = ()


class DealCount(ReadModel):
    """How many rows are in a state."""

    state: RowState
    count: int


class Done(ReadModel):
    """An agreement that a commit made or changed: its version since, and what stood there before."""

    agreement_id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class DealResult(ReadModel):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""

    created: int
    changed: int
    unchanged: int
    skipped: int
    done: tuple[Done, ...] = ()
    undone_at: datetime | None = None
    taken_back: int = 0
    left: int = 0


class DealBatchSummary(ReadModel):
    """A list that was read: when, and what came of it (`None` while it waits)."""

    id: UUID
    file_name: str
    layout: Layout
    created_at: datetime
    committed_at: datetime | None
    result: DealResult | None = None


class DealBatchPreview(DealBatchSummary):
    """A list that was read with its counts and one page of rows; `unread` are headings kept in the note."""

    board_number: str
    sheet: str
    header_row: int
    unread: tuple[str, ...]
    counts: tuple[DealCount, ...]
    total: int
    shown: int
    offset: int
    limit: int
    state: RowState | None = None
    may_commit: bool
    warnings: int
    rows: tuple[DealPlan, ...]

    def count(self, state: RowState) -> int:
        """Return how many rows are in a state."""
        return next((one.count for one in self.counts if one.state == state), 0)


class DealChoiceInput(Input):
    """A choice for one row; no kind takes an earlier choice back."""

    row: int
    kind: DealChoiceKind | None = None
    key: str = Field(default="", max_length=120)


class DealChoicesInput(Input):
    """Choices for rows, saved together; `skip` then skips every row that still is in one of the states."""

    rows: tuple[DealChoiceInput, ...] = ()
    skip: tuple[RowState, ...] = ()

"""The shapes that every file has which a board reads in, whatever it is about: remarks, choices, counts and results.

Each kind of file names what is its own: the field a column holds, the plan of a row, what a commit did.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field, computed_field

from swc.access.schemas import Input, ReadModel
from swc.landscape.imports.columns import ListColumn
from swc.landscape.imports.kinds import Level, RowState
from swc.landscape.imports.parsed import CellProblem

FieldT = TypeVar("FieldT", bound=StrEnum)
KindT = TypeVar("KindT", bound=StrEnum)
DoneT = TypeVar("DoneT", bound=BaseModel)
ResultT = TypeVar("ResultT", bound=BaseModel)
PlanT = TypeVar("PlanT", bound=BaseModel)
ChoiceT = TypeVar("ChoiceT", bound=BaseModel)


class Remark(ReadModel):
    """One thing wrong with a part of a file; `message` and `remedy` are message ids, filled from `params`."""

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


class CellRemark(Remark, Generic[FieldT]):
    """One thing wrong with a row of a list: the column by letter and heading, empty for the whole row."""

    row: int
    column: str = ""
    header: str = ""
    field: FieldT | None = None

    @classmethod
    def at(cls, number: int, column: ListColumn[FieldT] | None, one: CellProblem) -> Self:
        """Return what is wrong with the cell of a row in a column, or with the row where no column is to blame."""
        place = {"column": column.letter, "header": column.header, "field": column.field} if column else {}
        return cls(row=number, level=one.level, message=one.message, remedy=one.remedy, params=one.params, **place)


class StateCount(ReadModel):
    """How many rows are in a state."""

    state: RowState
    count: int


class Counted(ReadModel):
    """How many rows of a file were carried out, and how."""

    created: int
    changed: int
    unchanged: int
    skipped: int


class Undoable(Counted, Generic[DoneT]):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""

    done: tuple[DoneT, ...] = ()
    undone_at: datetime | None = None
    taken_back: int = 0
    left: int = 0


class FileSummary(ReadModel, Generic[ResultT]):
    """A file that was read: when, and what came of it (`None` while it waits)."""

    id: UUID
    file_name: str
    created_at: datetime
    committed_at: datetime | None
    result: ResultT | None = None


class FilePreview(FileSummary[ResultT], Generic[ResultT, PlanT]):
    """A file that was read with its counts and one page of what it would do."""

    board_number: str
    counts: tuple[StateCount, ...]
    total: int
    shown: int
    offset: int
    limit: int
    state: RowState | None = None
    may_commit: bool
    warnings: int
    rows: tuple[PlanT, ...]

    def count(self, state: RowState) -> int:
        """Return how many rows are in a state."""
        return next((one.count for one in self.counts if one.state == state), 0)


class KeyedChoice(Input, Generic[KindT]):
    """A choice for one row; no kind takes an earlier choice back."""

    row: int
    kind: KindT | None = None
    key: str = Field(default="", max_length=120)


class Choices(Input, Generic[ChoiceT]):
    """Choices for rows, saved together; `skip` then skips every row that still is in one of the states."""

    rows: tuple[ChoiceT, ...] = ()
    skip: tuple[RowState, ...] = ()

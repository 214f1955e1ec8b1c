"""What reading a model in shows: an item for each application and coupling, with what would be done and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field, computed_field

from swc.access.schemas import Input, ReadModel
from swc.landscape.exchange.kinds import Deed, ExchangeChoice, Subject
from swc.landscape.imports.kinds import Level, RowState


class ItemProblem(ReadModel):
    """One remark on an item; `message` and `remedy` are message ids, filled from `params`."""

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


class ItemChange(ReadModel):
    """One thing that would change, as texts; `field` is the property or relation as the file names it."""

    field: str
    before: str = ""
    after: str = ""


class ItemOption(ReadModel):
    """Something that a person can choose for an item."""

    kind: ExchangeChoice
    key: str = ""
    name: str = ""


class ItemChoice(ReadModel):
    """What a person chose for an item."""

    kind: ExchangeChoice
    key: str = ""


class Item(ReadModel):
    """One application, coupling or other part of the file: what would be done with it, and what stands in the way."""

    number: int
    ref: str
    subject: Subject
    name: str
    state: RowState
    deed: Deed
    changes: tuple[ItemChange, ...] = ()
    problems: tuple[ItemProblem, ...] = ()
    options: tuple[ItemOption, ...] = ()
    choice: ItemChoice | None = None
    use_id: UUID | None = None
    coupling_id: UUID | None = None


class StateCount(ReadModel):
    """How many items are in a state."""

    state: RowState
    count: int


class Done(ReadModel):
    """An application or coupling that was added (`before` is `None`), changed, or removed (`row_version` is 0).

    `before` is what stood there, and `row_version` the version since.
    """

    subject: Subject
    id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class ExchangeResult(ReadModel):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""

    created: int
    changed: int
    unchanged: int
    skipped: int
    done: tuple[Done, ...] = ()
    undone_at: datetime | None = None
    taken_back: int = 0
    left: int = 0


class ExchangeSummary(ReadModel):
    """A file that was read: when, and what came of it (`None` while it waits)."""

    id: UUID
    file_name: str
    created_at: datetime
    committed_at: datetime | None
    result: ExchangeResult | None = None


class ExchangePreview(ExchangeSummary):
    """A file that was read with its counts and one page of items; `release` is that of FORA it was made with."""

    board_number: str
    release: str = ""
    published_release: str = ""
    unread: tuple[str, ...] = ()
    counts: tuple[StateCount, ...]
    total: int
    shown: int
    offset: int
    limit: int
    state: RowState | None = None
    may_commit: bool
    warnings: int
    rows: tuple[Item, ...]

    def count(self, state: RowState) -> int:
        """Return how many items are in a state."""
        return next((one.count for one in self.counts if one.state == state), 0)


class ItemChoiceInput(Input):
    """A choice for one item; no kind takes an earlier choice back."""

    row: int
    kind: ExchangeChoice | None = None
    key: str = Field(default="", max_length=120)


class ExchangeChoicesInput(Input):
    """Choices for items, saved together; `skip` then skips every item that still is in one of the states."""

    rows: tuple[ItemChoiceInput, ...] = ()
    skip: tuple[RowState, ...] = ()

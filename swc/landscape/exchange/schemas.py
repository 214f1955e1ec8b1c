"""What reading a model in shows: an item for each application and coupling, with what would be done and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.landscape.exchange.kinds import Deed, ExchangeChoice, Subject
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.shapes import Choices, FilePreview, FileSummary, KeyedChoice, Remark, Undoable


class ItemProblem(Remark):
    """One remark on an item; `message` and `remedy` are message ids, filled from `params`."""


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


class Done(ReadModel):
    """An application or coupling that was added (`before` is `None`), changed, or removed (`row_version` is 0).

    `before` is what stood there, and `row_version` the version since.
    """

    subject: Subject
    id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class ExchangeResult(Undoable[Done]):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""


class ExchangeSummary(FileSummary[ExchangeResult]):
    """A file that was read: when, and what came of it (`None` while it waits)."""


class ExchangePreview(FilePreview[ExchangeResult, Item]):
    """A file that was read with its counts and one page of items; `release` is that of FORA it was made with."""

    release: str = ""
    published_release: str = ""
    unread: tuple[str, ...] = ()


class ItemChoiceInput(KeyedChoice[ExchangeChoice]):
    """A choice for one item; no kind takes an earlier choice back."""


class ExchangeChoicesInput(Choices[ItemChoiceInput]):
    """Choices for items, saved together; `skip` then skips every item that still is in one of the states."""

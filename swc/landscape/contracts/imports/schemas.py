"""What reading in contracts stores and shows: values of a row, what is to be chosen, and what the commit would do."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from pydantic import Field, computed_field, model_validator

from swc.access.schemas import Input, ReadModel
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, ContractField, NameKind
from swc.landscape.contracts.schemas import DocumentFact
from swc.landscape.imports.kinds import Level, RowState
from swc.landscape.kinds import LegalForm, PartyRole, Renewal


class ContractProblem(ReadModel):
    """One thing wrong with a row: the column by letter and heading (empty for the whole row) and a Dutch sentence."""

    row: int
    column: str = ""
    header: str = ""
    field: ContractField | None = None
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


class ContractValues(ReadModel):
    """What was read of one row; `None` or empty where the list says nothing clear. Names are as they are written."""

    key: UUID | None = None
    title: str = ""
    reference: str = ""
    parties: tuple[tuple[PartyRole, str], ...] = ()
    products: tuple[str, ...] = ()
    legal_form: LegalForm | None = None
    signed_on: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    notice_days: int | None = None
    notice_months: int | None = None
    renewal: Renewal | None = None
    renewal_months: int | None = None
    yearly_price: Decimal | None = None
    price_index: str = ""
    data_processing_service: bool | None = None
    switching_clause: bool | None = None
    ended_on: date | None = None
    documents: tuple[DocumentFact, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """Return how the row names its contract: by title, else by products or parties, else by number."""
        parties = (name for _, name in self.parties[:1])
        return self.title or "; ".join(self.products) or next(parties, "") or self.reference


class NameChoice(ReadModel):
    """What a person chose for one name of a row: the key of a product or vendor, or nothing to keep the name."""

    kind: NameKind
    name: str
    key: str = ""


class ContractRow(ReadModel):
    """One row as the batch keeps it."""

    number: int
    values: ContractValues
    problems: tuple[ContractProblem, ...] = ()
    choices: tuple[NameChoice, ...] = ()
    skip: bool = False


class NameOption(ReadModel):
    """A product or vendor that a name may mean."""

    key: str
    name: str
    score: int = 0


class OpenName(ReadModel):
    """A name of a row of which it is not sure what it means, with what it may be."""

    kind: NameKind
    name: str
    options: tuple[NameOption, ...] = ()


class ContractChange(ReadModel):
    """One field that the commit would fill or change, as texts: products by name, codes as they are stored."""

    field: str
    before: str = ""
    after: str


class ContractPlan(ReadModel):
    """What the commit would do with one row, and with which contract; `open` names are to be chosen first."""

    number: int
    name: str
    state: RowState
    contract_id: UUID | None = None
    open: tuple[OpenName, ...] = ()
    choices: tuple[NameChoice, ...] = ()
    changes: tuple[ContractChange, ...] = ()
    problems: tuple[ContractProblem, ...] = ()


class ContractStateCount(ReadModel):
    """How many rows are in a state."""

    state: RowState
    count: int


class ContractDone(ReadModel):
    """A contract that a commit made or changed: its version since, and what stood there before (as a form of input)."""

    contract_id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class ContractListResult(ReadModel):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""

    created: int
    changed: int
    unchanged: int
    skipped: int
    done: tuple[ContractDone, ...] = ()
    undone_at: datetime | None = None
    taken_back: int = 0
    left: int = 0


class ContractBatchSummary(ReadModel):
    """A list that was read: when, and what came of it (`None` while it waits)."""

    id: UUID
    file_name: str
    created_at: datetime
    committed_at: datetime | None
    result: ContractListResult | None = None


class ContractBatchPreview(ContractBatchSummary):
    """A list that was read with its counts and one page of rows; `unread` are headings kept in the note."""

    board_number: str
    sheet: str
    header_row: int
    unread: tuple[str, ...]
    counts: tuple[ContractStateCount, ...]
    total: int
    shown: int
    offset: int
    limit: int
    state: RowState | None = None
    may_commit: bool
    warnings: int
    rows: tuple[ContractPlan, ...]

    def count(self, state: RowState) -> int:
        """Return how many rows are in a state."""
        return next((one.count for one in self.counts if one.state == state), 0)


class ContractChoiceInput(Input):
    """A choice for one name of a row (product, vendor or keep), or for the row (skip).

    No kind takes earlier choices of the name back, or without a name all of the row. Keeping a product's name puts it
    in the note, keeping a vendor's leaves it as it is written. A name needs no `of` where the row has it once.
    """

    row: int
    kind: ContractChoiceKind | None = None
    of: NameKind | None = None
    name: str = Field(default="", max_length=200)
    key: str = Field(default="", max_length=120)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind in (ContractChoiceKind.PRODUCT, ContractChoiceKind.VENDOR) and not (self.name and self.key):
            raise ValueError("Kies waar de naam voor staat.")
        if self.kind is ContractChoiceKind.KEEP and not self.name:
            raise ValueError("Kies welke naam blijft staan.")
        return self


class ContractChoicesInput(Input):
    """Choices for rows, saved together; `skip` then skips every row that still is in one of the states."""

    rows: tuple[ContractChoiceInput, ...] = ()
    skip: tuple[RowState, ...] = ()

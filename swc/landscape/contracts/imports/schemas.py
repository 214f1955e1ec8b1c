"""What reading in contracts stores and shows: values of a row, what is to be chosen, and what the commit would do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from swc.access.schemas import Input, ReadModel
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, ContractField, NameKind
from swc.landscape.contracts.schemas import DocumentFact
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.schemas import FieldChange
from swc.landscape.imports.shapes import CellRemark, Choices, FilePreview, FileSummary, Undoable
from swc.landscape.kinds import LegalForm, PartyRole, Renewal


class ContractProblem(CellRemark[ContractField]):
    """One thing wrong with a row: the column by letter and heading (empty for the whole row) and a Dutch sentence."""


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


class ContractPlan(ReadModel):
    """What the commit would do with one row, and with which contract; `open` names are to be chosen first."""

    number: int
    name: str
    state: RowState
    contract_id: UUID | None = None
    open: tuple[OpenName, ...] = ()
    choices: tuple[NameChoice, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[ContractProblem, ...] = ()


class ContractDone(ReadModel):
    """A contract that a commit made or changed: its version since, and what stood there before (as a form of input)."""

    contract_id: UUID
    row_version: int
    before: dict[str, Any] | None = None


class ContractListResult(Undoable[ContractDone]):
    """What a commit did, and after `undone_at` what was taken back; `left` had been changed again and were left."""


class ContractBatchSummary(FileSummary[ContractListResult]):
    """A list that was read: when, and what came of it (`None` while it waits)."""


class ContractBatchPreview(FilePreview[ContractListResult, ContractPlan]):
    """A list that was read with its counts and one page of rows; `unread` are headings kept in the note."""

    sheet: str
    header_row: int
    unread: tuple[str, ...]


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


class ContractChoicesInput(Choices[ContractChoiceInput]):
    """Choices for rows, saved together; `skip` then skips every row that still is in one of the states."""

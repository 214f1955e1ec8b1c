"""What an import stores and shows: values of a row, its problems, candidates, choice, and what the commit would do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import Field, model_validator

from swc.access.schemas import Input, ReadModel
from swc.landscape.imports.kinds import Cell, ChoiceKind, ColumnUse, ImportField, MatchKind, RowState
from swc.landscape.imports.shapes import CellRemark, Choices, Counted, FilePreview, FileSummary
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus


class RowProblem(CellRemark[ImportField]):
    """One thing wrong with a row: the column by letter and heading (empty for the whole row) and a Dutch sentence.

    `message` and `remedy` are message ids, filled from `params`.
    """


class RowValues(ReadModel):
    """What was read of one row; `None` (or empty text) where the list says nothing clear.

    `schools` is empty for the whole board and `None` when the list does not say. `version` is the name of a version as
    it was written; only when the product is known can it become one of its versions.
    """

    name: str = ""
    vendor: str = ""
    version: str = ""
    own_name: str = ""
    status: UsageStatus | None = None
    status_since: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    owner_role: str = ""
    hosting: str | None = None
    users: int | None = None
    yearly_cost: Decimal | None = None
    criticality: Criticality | None = None
    schools: tuple[str, ...] | None = None
    components: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    agreement: AgreementPresence | None = None
    agreement_model: str = ""
    agreement_signed_on: date | None = None
    agreement_valid_until: date | None = None
    notes: tuple[str, ...] = ()


class Candidate(ReadModel):
    """A product that a row may mean, with its likeness (0–100)."""

    key: str
    name: str
    vendor: str
    score: int


class RowMatch(ReadModel):
    """Which product the name of a row means, as far as that is sure."""

    kind: MatchKind
    product_key: str | None = None
    product_name: str = ""
    candidates: tuple[Candidate, ...] = ()


class RowChoice(ReadModel):
    """What a person chose for a row: this product, a new concept product with this name, or skip."""

    kind: ChoiceKind
    product_key: str | None = None
    name: str = ""


class StoredRow(ReadModel):
    """One row as the batch keeps it."""

    number: int
    cells: tuple[Cell, ...]
    values: RowValues
    problems: tuple[RowProblem, ...] = ()
    match: RowMatch
    choice: RowChoice | None = None


class StoredColumn(ReadModel):
    """One column as the batch keeps it; `otherwise` says what happens to a column without a field."""

    index: int
    letter: str
    header: str
    field: ImportField | None = None
    score: int = 0
    otherwise: ColumnUse = ColumnUse.KEEP
    examples: tuple[str, ...] = ()


class FieldChange(ReadModel):
    """One field that the commit would fill or change; codes as they are stored, lists separated by `; `."""

    field: str
    before: str = ""
    after: str


class RowPlan(ReadModel):
    """What the commit would do with one row."""

    number: int
    name: str
    vendor: str
    state: RowState
    match: RowMatch
    choice: RowChoice | None = None
    product_key: str | None = None
    product_name: str = ""
    concept_name: str = ""
    use_id: UUID | None = None
    changes: tuple[FieldChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()


class ProposedProduct(ReadModel):
    """A concept product that a commit proposed."""

    key: str
    name: str


class BatchResult(Counted):
    """What a commit did."""

    concepts: tuple[ProposedProduct, ...] = ()
    use_ids: tuple[UUID, ...] = ()


class BatchSummary(FileSummary[BatchResult]):
    """A list that was read: when, and what came of it (`None` while it waits for choices)."""


class BatchPreview(FilePreview[BatchResult, RowPlan]):
    """A list that was read, with its columns, counts and one page of rows."""

    sheet: str
    header_row: int
    other_sheets: tuple[str, ...] = ()
    columns: tuple[StoredColumn, ...]


class RowChoiceInput(Input):
    """A choice for one row: a product by key or name; no kind takes an earlier choice back."""

    row: int
    kind: ChoiceKind | None = None
    product_key: str = Field(default="", max_length=120)
    name: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is ChoiceKind.PRODUCT and not (self.product_key or self.name):
            raise ValueError("Kies een product.")
        return self


class ColumnChoiceInput(Input):
    """What a column (by index from 0) holds: a field, `keep` (in the notes) or `drop`."""

    index: int
    meaning: ImportField | ColumnUse


class ChoicesInput(Choices[RowChoiceInput]):
    """Choices for rows and columns, saved together; `skip` then skips every row that still is in one of the states."""

    columns: tuple[ColumnChoiceInput, ...] = ()

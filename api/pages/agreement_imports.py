"""Reading in a list of processor agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.datastructures import FormData

from api.pages.list_imports import BatchPage, ListDoor, UploadPage, list_routes, skipped
from swc.access.roles import Right
from swc.landscape.agreements.imports import commit, queries, service
from swc.landscape.agreements.imports.kinds import DealChoiceKind
from swc.landscape.agreements.imports.names import FIELD_NAMES, LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import DealChoiceInput, DealChoicesInput, DealPlan
from swc.landscape.imports.kinds import RowState

ROW = "rij-"
"""The beginning of the names of fields that hold a choice; the number of the row follows."""

AS_PROPOSED = "voorstel"
_DIGITS = 8
LAYOUTS = {one.value: name for one, name in LAYOUT_NAMES.items()}


@dataclass(frozen=True, slots=True)
class DealUploadPage(UploadPage):
    """The form for a file, and the lists that were read before with their layout."""

    layouts: ClassVar[dict[str, str]] = LAYOUTS


@dataclass(frozen=True, slots=True)
class DealBatchPage(BatchPage):
    """A list of agreements that was read."""

    field_names: ClassVar[dict[str, str]] = {field.value: name for field, name in FIELD_NAMES.items()}
    state_names: ClassVar[dict[str, str]] = {one.value: name for one, name in STATE_NAMES.items()}
    schemes: ClassVar[dict[str, str]] = {"presence": "agreement-presence", "model_version": "agreement-models"}
    days: ClassVar[frozenset[str]] = frozenset({"signed_on", "valid_until"})
    layouts: ClassVar[dict[str, str]] = LAYOUTS

    def ticked(self, row: DealPlan) -> str:
        """Return which choice stands ticked for a row; nothing while something has to be chosen."""
        if row.choice is None:
            return "" if row.state is RowState.CHOOSE else AS_PROPOSED
        return f"{row.choice.kind.value}:{row.choice.key}"


def choices_of(form: FormData) -> DealChoicesInput:
    """Return the choices in a form: `kind:key` for each row that it names."""
    rows = []
    for name, value in form.multi_items():
        number = name.removeprefix(ROW)
        if isinstance(value, str) and name.startswith(ROW) and number.isdecimal() and len(number) < _DIGITS:
            kind, _, key = value.partition(":")
            chosen = DealChoiceKind(kind) if kind in set(DealChoiceKind) else None
            rows.append(DealChoiceInput(row=int(number), kind=chosen, key=key[:120]))
    return DealChoicesInput(rows=tuple(rows), skip=skipped(form))


DOOR = ListDoor(
    part="overeenkomsten",
    right=Right.EDIT_LANDSCAPE,
    templates="agreements",
    upload_page=DealUploadPage,
    batch_page=DealBatchPage,
    read=service.read_file,
    keep=service.keep_file,
    choices_of=choices_of,
    choose=service.choose,
    commit=commit.commit,
    undo=commit.undo,
    discard=queries.BATCHES.discard,
    batches=queries.BATCHES.listed,
    preview=queries.preview,
)

router = list_routes(DOOR)

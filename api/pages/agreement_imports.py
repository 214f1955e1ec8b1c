"""Reading in a list of processor agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter
from starlette.datastructures import FormData

from api.list_choices import keyed, skipped
from api.pages.list_imports import KeyedBatchPage, ListDoor, UploadPage, add_list
from swc.landscape.agreements.imports.kinds import DealChoiceKind
from swc.landscape.agreements.imports.names import FIELD_NAMES, LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import DealChoiceInput, DealChoicesInput
from swc.landscape.agreements.imports.steps import STEPS

LAYOUTS = {one.value: name for one, name in LAYOUT_NAMES.items()}


@dataclass(frozen=True, slots=True)
class DealUploadPage(UploadPage):
    """The form for a file, and the lists that were read before with their layout."""

    layouts: ClassVar[dict[str, str]] = LAYOUTS


@dataclass(frozen=True, slots=True, kw_only=True)
class DealBatchPage(KeyedBatchPage):
    """A list of agreements that was read."""

    field_names: ClassVar[dict[str, str]] = {field.value: name for field, name in FIELD_NAMES.items()}
    state_names: ClassVar[dict[str, str]] = {one.value: name for one, name in STATE_NAMES.items()}
    schemes: ClassVar[dict[str, str]] = {"presence": "agreement-presence", "model_version": "agreement-models"}
    days: ClassVar[frozenset[str]] = frozenset({"signed_on", "valid_until"})
    layouts: ClassVar[dict[str, str]] = LAYOUTS


def choices_of(form: FormData) -> DealChoicesInput:
    """Return the choices in a form."""
    return DealChoicesInput(rows=keyed(form, DealChoiceInput, DealChoiceKind), skip=skipped(form))


DOOR = ListDoor(
    path="overeenkomsten/inlezen",
    templates="agreements",
    steps=STEPS,
    upload_page=DealUploadPage,
    batch_page=DealBatchPage,
    choices_of=choices_of,
)

router = APIRouter()
add_list(router, DOOR)

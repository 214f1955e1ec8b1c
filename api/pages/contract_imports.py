"""Reading in a list of contracts, and the contracts as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.contract_sheet import contracts_sheet, contracts_template
from api.deps import SessionDep
from api.list_choices import skipped
from api.pages.list_imports import BatchPage, ListDoor, add_list, workbook
from swc.landscape.agreements.queries import vendor_names
from swc.landscape.contracts import stored
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, NameKind
from swc.landscape.contracts.imports.names import FIELD_NAMES, STATE_NAMES
from swc.landscape.contracts.imports.schemas import ContractChoiceInput, ContractChoicesInput
from swc.landscape.contracts.imports.steps import STEPS

CHOICE = "keuze"
"""The field that holds choices: row, what is chosen, key and name, parted by bars; the name comes last."""

_PARTS = 4
_DIGITS = 8
_LONGEST = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractBatchPage(BatchPage):
    """A list of contracts that was read."""

    field_names: ClassVar[dict[str, str]] = {field.value: name for field, name in FIELD_NAMES.items()}
    state_names: ClassVar[dict[str, str]] = {one.value: name for one, name in STATE_NAMES.items()}
    schemes: ClassVar[dict[str, str]] = {"legal_form": "contract-forms", "renewal": "contract-renewals"}
    days: ClassVar[frozenset[str]] = frozenset({"signed_on", "start_date", "end_date", "ended_on"})
    amounts: ClassVar[frozenset[str]] = frozenset({"yearly_price"})

    def chosen(self, value: str) -> bool:
        """Say whether a choice was ticked in a form that came back."""
        return value in self.form.chosen(CHOICE)


def choices_of(form: FormData) -> ContractChoicesInput:
    """Return the choices in a form; what is no choice of ours is left out."""
    given = [one for one in form.getlist(CHOICE) if isinstance(one, str) and len(one) <= _LONGEST]
    return ContractChoicesInput(rows=tuple(_choices(given)), skip=skipped(form))


def _choices(given: list[str]) -> Iterator[ContractChoiceInput]:
    for one in given:
        row, *rest = one.split("|", _PARTS - 1)
        if len(rest) != _PARTS - 1 or not row.isdecimal() or len(row) >= _DIGITS:
            continue
        what, key, name = rest
        kind, _, of = what.partition(":")
        yield ContractChoiceInput(
            row=int(row),
            kind=ContractChoiceKind(kind) if kind in set(ContractChoiceKind) else None,
            of=NameKind(of) if of in set(NameKind) else None,
            name=name,
            key=key,
        )


DOOR = ListDoor(
    path="contracten/inlezen",
    templates="contracts",
    steps=STEPS,
    batch_page=ContractBatchPage,
    choices_of=choices_of,
)

router = APIRouter()


@router.get("/besturen/{number}/contracten/lijst.xlsx")
def export(number: BoardNumber, session: SessionDep) -> Response:
    """Return the contracts as a workbook that reads back as it stands."""
    return workbook(contracts_sheet(stored.of_board(session, number)), f"contracten-{number}.xlsx")


@router.get("/besturen/{number}/contracten/sjabloon.xlsx")
def template(number: BoardNumber, session: SessionDep) -> Response:
    """Return an empty list with every column and drop-downs."""
    return workbook(contracts_template(vendor_names(session)), f"contracten-sjabloon-{number}.xlsx")


add_list(router, DOOR)

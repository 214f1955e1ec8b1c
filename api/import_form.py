"""The form under a preview: what was ticked for each row and column, as choices for the import."""

from __future__ import annotations

from dataclasses import replace

from pydantic import ValidationError
from starlette.datastructures import FormData

from api.list_choices import AS_PROPOSED, ROW, skipped
from api.validation import validation_problems
from swc.errors import InvalidInputError, Problem
from swc.landscape.imports.kinds import ChoiceKind, ColumnUse, ImportField, RowState
from swc.landscape.imports.schemas import ChoicesInput, ColumnChoiceInput, RowChoiceInput, RowPlan

OTHER, CONCEPT, COLUMN = "ander-", "nieuw-", "kolom-"
"""The beginnings of field names; the row number or column index follows."""

ANOTHER, NEW, SKIP, PRODUCT = "ander", "nieuw", "overslaan", "product:"
"""What can be ticked for a row; `product:` is followed by the key of a candidate."""


def choices_of(form: FormData) -> ChoicesInput:
    """Return the choices in a form; a row or column that the form does not name stays as it is.

    Raises `InvalidInputError` with the field of a row for which another product was wanted but not named.
    """
    rows, columns = [], []
    for name, value in form.multi_items():
        if not isinstance(value, str):
            continue
        if name.startswith(ROW) and name.removeprefix(ROW).isdecimal():
            rows.append(_row(int(name.removeprefix(ROW)), value, form))
        elif name.startswith(COLUMN) and name.removeprefix(COLUMN).isdecimal():
            columns.append(_column(int(name.removeprefix(COLUMN)), value))
    return ChoicesInput(rows=tuple(rows), columns=tuple(columns), skip=skipped(form))


def ticked(row: RowPlan) -> str:
    """Return which choice stands ticked for a row; nothing while a product has to be chosen."""
    if row.choice is None:
        return "" if row.state is RowState.CHOOSE else AS_PROPOSED
    if row.choice.kind is ChoiceKind.SKIP:
        return SKIP
    if row.choice.kind is ChoiceKind.CONCEPT:
        return NEW
    offered = {one.key for one in row.match.candidates}
    return f"{PRODUCT}{row.choice.product_key}" if row.choice.product_key in offered else ANOTHER


def _row(number: int, value: str, form: FormData) -> RowChoiceInput:
    if value == SKIP:
        return _made(number, kind=ChoiceKind.SKIP)
    if value == NEW:
        return _made(number, kind=ChoiceKind.CONCEPT, name=_text(form, f"{CONCEPT}{number}"))
    if value.startswith(PRODUCT):
        return _made(number, kind=ChoiceKind.PRODUCT, product_key=value.removeprefix(PRODUCT))
    if value != ANOTHER:
        return _made(number)
    wanted = _text(form, f"{OTHER}{number}")
    if not wanted:
        problem = Problem(f"{OTHER}{number}", "Noem het product.", "Typ de naam zoals die in de catalogus staat.")
        raise InvalidInputError("De keuzes zijn niet bewaard.", problems=(problem,))
    return _made(number, kind=ChoiceKind.PRODUCT, name=wanted)


def _made(number: int, **fields: object) -> RowChoiceInput:
    """Return a choice; what its schema refuses (a name that is too long) is a problem of that row."""
    try:
        return RowChoiceInput.model_validate({"row": number, **fields})
    except ValidationError as error:
        found = validation_problems(error.errors())
        problems = tuple(replace(one, where=f"{OTHER}{number}") for one in found)
        raise InvalidInputError("De keuzes zijn niet bewaard.", problems=problems) from error


def _column(index: int, value: str) -> ColumnChoiceInput:
    known: dict[str, ImportField | ColumnUse] = {
        **{one.value: one for one in ImportField},
        **{one.value: one for one in ColumnUse},
    }
    if value not in known:
        problem = Problem(f"{COLUMN}{index}", "Deze keuze bestaat niet.", "Kies een betekenis uit de lijst.")
        raise InvalidInputError("De keuzes zijn niet bewaard.", problems=(problem,))
    return ColumnChoiceInput(index=index, meaning=known[value])


def _text(form: FormData, name: str) -> str:
    found = form.get(name, "")
    return found.strip()[:200] if isinstance(found, str) else ""

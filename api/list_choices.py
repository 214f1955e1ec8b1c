"""What a form of choices says, whatever file it is about: a choice for each row, and which rows are all skipped."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from starlette.datastructures import FormData

from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.shapes import KeyedChoice

ROW = "rij-"
"""The beginning of the names of fields that hold a choice; the number of the row follows."""

AS_PROPOSED = "voorstel"
"""What is ticked for a row that is taken as it was read."""

_DIGITS = 8
_KEY = 120

Choice = TypeVar("Choice", bound=KeyedChoice[Any])


def skipped(form: FormData) -> tuple[RowState, ...]:
    """Return the states of which a form asks to skip every row."""
    return tuple(state for state in (RowState.ERROR, RowState.CHOOSE) if f"alles-{state.value}" in form)


def keyed(form: FormData, choice: type[Choice], kinds: type[StrEnum]) -> tuple[Choice, ...]:
    """Return the choices in a form: `kind:key` for each row that it names; another word takes a choice back."""
    rows = []
    for name, value in form.multi_items():
        number = name.removeprefix(ROW)
        if isinstance(value, str) and name.startswith(ROW) and number.isdecimal() and len(number) < _DIGITS:
            kind, _, key = value.partition(":")
            rows.append(choice(row=int(number), kind=kinds(kind) if kind in set(kinds) else None, key=key[:_KEY]))
    return tuple(rows)


def ticked(row: Any) -> str:  # noqa: ANN401 - the plan of a row with a choice of a kind and a key
    """Return which choice stands ticked for a row; nothing while something has to be chosen."""
    if row.choice is None:
        return "" if row.state is RowState.CHOOSE else AS_PROPOSED
    return f"{row.choice.kind.value}:{row.choice.key}"

"""What the forms of the catalogue share: reading what was typed, and the choices every form offers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel
from starlette.datastructures import FormData

from api.catalogue_door import Named, level_name
from api.forms import Entered, parsed
from api.rendering import label
from swc.catalogue.codelists import Choice
from swc.catalogue.kinds import DataLevel, Trust
from swc.errors import InvalidInputError, Problem

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class FormPage(Named):
    """A page with a form; every form asks source and trust."""

    form: Entered
    trusts: tuple[Trust, ...] = tuple(Trust)

    def labelled(self, codes: Iterable[StrEnum], scheme: str) -> tuple[tuple[str, str], ...]:
        """Return code and label of some states, for a choice."""
        return tuple((code.value, label(code.value, scheme)) for code in codes)

    def pairs(self, choices: Iterable[Choice]) -> tuple[tuple[str, str], ...]:
        """Return code and label of a code list, for a choice."""
        return tuple((one.code, label(one.code, one.scheme)) for one in choices)

    def level_choices(self) -> tuple[tuple[str, str], ...]:
        """Return code and label of the data levels; unknown is one of them."""
        return tuple((one.value, level_name(one)) for one in DataLevel)

    def truth(self, value: bool | None) -> str:  # noqa: FBT001 - a value of three
        """Return the choice that a truth value stands for; nothing for unknown."""
        return "" if value is None else str(value).lower()


def named(form: FormData, name: str) -> str:
    """Return the one value of a field, or the empty text."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def with_aliases(model: type[Model], form: FormData) -> Model:
    """Return the input of a form whose other names stand one to a line."""
    lines = [line.strip() for line in named(form, "aliases").splitlines()]
    return parsed(model, form, aliases=tuple(line for line in lines if line))


def version_of(form: FormData) -> int | None:
    """Return the version that the form was made from; a form without one guards nothing."""
    text = named(form, "row_version")
    if not text:
        return None
    try:
        return int(text)
    except ValueError as error:
        problem = Problem("row_version", "Dit is geen versie van ons.", "Haal de pagina opnieuw op.")
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,)) from error


def prefilled(name: str) -> Entered:
    """Return an empty form, with a name when one came along in the address."""
    return Entered({"name": [name[:200]]} if name else {})

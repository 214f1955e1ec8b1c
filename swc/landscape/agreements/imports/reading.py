"""Turning the cells of a row into values and problems, each with its column, in words that say how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from swc.landscape.agreements.imports import countries
from swc.landscape.agreements.imports.headings import DealColumn
from swc.landscape.agreements.imports.kinds import DealField
from swc.landscape.agreements.imports.schemas import DealProblem, DealRow, DealValues
from swc.landscape.imports import dates, values, words
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import CellProblem, Parsed, problem, remark
from swc.landscape.imports.reading import labels_of
from swc.landscape.imports.rules import TOTALS
from swc.landscape.kinds import AgreementPresence
from swc.landscape.service.agreement_checks import is_web_address

_F = DealField
_NAMES = re.compile(r"[;\n]")
_NOTE_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of code lists, folded, with their codes."""

    models: Mapping[str, str]
    categories: Mapping[str, str]
    presences: Mapping[str, str]


def labels() -> Labels:
    """Return the labels that rows are read against."""
    return Labels(labels_of("agreement-models"), labels_of("data-categories"), labels_of("agreement-presence"))


def read_deal(number: int, cells: Sequence[Cell], columns: Sequence[DealColumn], known: Labels) -> DealRow:
    """Return one row as it was read; a row that names nobody is an error."""
    found: dict[str, Any] = {}
    problems: list[DealProblem] = []
    notes: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        if cell is None:
            continue
        if column.field is None or column.field is _F.MANAGER:
            if "@" in str(cell):
                problems.append(DealProblem.at(number, column, _person(cell)))
            else:
                notes.append(_labelled(column, cell))
            continue
        parsed = _READERS[column.field](cell, known)
        problems += [DealProblem.at(number, column, one) for one in parsed.problems]
        notes += _noted(column, cell, parsed)
        _put(found, column.field, parsed.value)
    row = DealRow(number=number, values=DealValues(**found, notes=tuple(notes)), problems=tuple(problems))
    if row.values.vendor or row.values.names or row.values.key:
        return row
    return row.model_copy(update={"problems": (*row.problems, _nobody(number, columns))})


def _person(cell: Cell) -> CellProblem:
    """Return the remark on an address of a person: registers name functions."""
    (found,) = remark("“%(value)s” is een persoon en is niet bewaard.", "Noem de functie.", value=str(cell)[:60])
    return found


def is_total(row: DealRow) -> bool:
    """Say whether a row is the foot of the list."""
    return fold(row.values.vendor or "".join(row.values.names)) in TOTALS


def _put(found: dict[str, Any], field: DealField, value: Any) -> None:  # noqa: ANN401 - what a reader of any field gives
    if value is None or field is _F.NOTE:
        return
    if isinstance(value, values.AgreementCell):
        found["presence"] = value.presence
        if value.signed_on:
            found.setdefault("signed_on", value.signed_on)
        return
    found["names" if field is _F.APPLICATION else field.value] = value


def _noted(column: DealColumn, cell: Cell, parsed: Parsed[Any]) -> list[str]:
    """Keep in the note what a field cannot hold; the note itself as it is."""
    if column.field is _F.NOTE:
        return [str(parsed.value)]
    unread = any(one.level is Level.WARNING for one in parsed.problems) and column.field in _KEPT
    return [_labelled(column, cell)] if unread else []


_KEPT = frozenset({_F.PRESENCE, _F.MODEL, _F.SIGNED_ON, _F.VALID_UNTIL, _F.CATEGORIES, _F.LOCATIONS})


def _labelled(column: DealColumn, cell: Cell) -> str:
    return f"{column.header}: {values.as_text(cell)}"


def _text(limit: int) -> Callable[[Cell, Labels], Parsed[str]]:
    def read(cell: Cell, _: Labels) -> Parsed[str]:
        return Parsed() if countries.is_vague(cell) else Parsed(values.as_text(cell, limit=limit))

    return read


def _names(cell: Cell, _: Labels) -> Parsed[tuple[str, ...]]:
    parts = (values.as_text(part, limit=200) for part in _NAMES.split(str(cell)))
    found = tuple(dict.fromkeys(part for part in parts if fold(part) not in words.UNKNOWN | words.WHOLE_BOARD))
    return Parsed(found or None)


def _presence(cell: Cell, known: Labels) -> Parsed[Any]:
    """Return what the cell says of the agreement: our own labels, a word, or the date of signing."""
    code = known.presences.get(fold(values.as_text(cell)))
    if code == AgreementPresence.UNKNOWN:
        return Parsed()
    return Parsed(values.AgreementCell(AgreementPresence(code))) if code else values.agreement(cell)


def _signer(cell: Cell, _: Labels) -> Parsed[str]:
    text = values.as_text(cell, limit=200)
    if "@" in text:
        return Parsed(None, (_person(cell),))
    return Parsed() if countries.is_vague(cell) else Parsed(text)


def _document(cell: Cell, _: Labels) -> Parsed[str]:
    text = values.as_text(cell, limit=1_000)
    if countries.is_vague(cell):
        return Parsed()
    if not is_web_address(text):
        return problem(
            Level.ERROR,
            "“%(value)s” is geen webadres.",
            "Gebruik een adres dat met https:// begint, of laat de cel leeg.",
            value=text[:60],
        )
    return Parsed(text)


def _key(cell: Cell, _: Labels) -> Parsed[UUID]:
    try:
        return Parsed(UUID(str(cell).strip()))
    except ValueError:
        return Parsed(
            None, remark("“%(value)s” is geen kenmerk van een overeenkomst.", "Laat de cel leeg.", value=str(cell)[:60])
        )


_READERS: dict[DealField, Callable[[Cell, Labels], Parsed[Any]]] = {
    _F.VENDOR: _text(200),
    _F.APPLICATION: _names,
    _F.PRESENCE: _presence,
    _F.MODEL: lambda cell, known: values.agreement_model(cell, known.models),
    _F.SIGNED_ON: lambda cell, _: dates.day(cell),
    _F.VALID_UNTIL: lambda cell, _: dates.day(cell),
    _F.SIGNER_ROLE: _signer,
    _F.SIGNER_AUTHORISED: lambda cell, _: values.yes_no(cell),
    _F.DOCUMENT: _document,
    _F.ANNEX: lambda cell, _: values.yes_no(cell),
    _F.CATEGORIES: lambda cell, known: values.data_categories(cell, known.categories),
    _F.SUB_PROCESSORS: lambda cell, _: countries.sub_processors(cell),
    _F.LOCATIONS: lambda cell, _: countries.countries(cell),
    _F.RETENTION: _text(2_000),
    _F.TITLE: _text(300),
    _F.NOTE: lambda cell, _: Parsed("\n".join(line.strip() for line in str(cell).splitlines())[:_NOTE_LIMIT]),
    _F.KEY: _key,
}
"""How each field is read; `manager` is no field of an agreement and goes to the note."""


def _nobody(number: int, columns: Sequence[DealColumn]) -> DealProblem:
    naming = next((one for one in columns if one.field in (_F.VENDOR, _F.APPLICATION)), None)
    found = CellProblem(
        Level.ERROR,
        message="De rij noemt geen leverancier en geen applicatie.",
        remedy="Vul de leverancier in, of sla de rij over.",
    )
    return DealProblem.at(number, naming, found)

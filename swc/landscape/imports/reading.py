"""Turning the cells of a row into values and problems, column by column, with what the board and catalogue know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from swc.landscape.imports import dates, numbers, parties, values, words
from swc.landscape.imports.columns import Column
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, ColumnUse, ImportField, Level
from swc.landscape.imports.matching import NameIndex
from swc.landscape.imports.parsed import Parsed, remark
from swc.landscape.imports.schemas import RowProblem, RowValues
from swc.landscape.kinds import AgreementPresence
from vocab.errors import NotFoundError
from vocab.schemes import scheme

_F = ImportField
_OWNER_LIMIT = 120
_NAME_LIMIT = 200
_VERSION_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are read against: products, components, the board's schools and the labels of code lists."""

    products: NameIndex
    components: NameIndex
    schools: parties.SchoolNames
    hosting: Mapping[str, str]
    models: Mapping[str, str]
    categories: Mapping[str, str]


@cache
def labels_of(name: str) -> Mapping[str, str]:
    """Return folded labels, other names and notations of a concept scheme with their codes; empty when unknown."""
    try:
        concepts = scheme(name).concepts
    except NotFoundError:
        return {}
    return {
        fold(label): one.code
        for one in concepts
        for label in (one.code, one.notation, one.label_nl, one.label_en, *one.alternates_nl, *one.alternates_en)
        if fold(label)
    }


def read_row(
    number: int, cells: Sequence[Cell], columns: Sequence[Column], known: Known
) -> tuple[RowValues, tuple[RowProblem, ...]]:
    """Return the values and problems of one row."""
    found: dict[str, Any] = {}
    problems: list[RowProblem] = []
    notes: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        if cell is None:
            continue
        if column.field is None:
            notes += _kept(column, cell)
            continue
        parsed = _parse(column.field, cell, known)
        problems += [RowProblem.at(number, column, one) for one in parsed.problems]
        notes += _noted(column, cell, parsed)
        _put(found, column.field, parsed.value)
    _name(found)
    return RowValues(**found, notes=tuple(notes)), tuple(problems)


def _name(found: dict[str, Any]) -> None:
    """Let a product column name the row; what the board calls it is then its own name, when that differs."""
    product, called = found.pop(_F.PRODUCT.value, ""), found.get(_F.NAME.value, "")
    if not product:
        return
    found[_F.NAME.value] = product
    if called and fold(called) != fold(product):
        found.setdefault(_F.OWN_NAME.value, called)


def _parse(field: ImportField, cell: Cell, known: Known) -> Parsed[Any]:
    reader = _READERS[field]
    return reader(cell, known)


def _text(limit: int) -> Callable[[Cell, Known], Parsed[str]]:
    return lambda cell, _: Parsed(values.as_text(cell, limit=limit))


def _owner(cell: Cell, _: Known) -> Parsed[str]:
    text = values.as_text(cell, limit=_OWNER_LIMIT)
    if fold(text) in words.UNKNOWN:
        return Parsed()
    if "@" in text:
        return Parsed(
            text, remark("“%(value)s” is een persoon.", "Noem liever de functie, zoals coördinator ICT.", value=text)
        )
    return Parsed(text)


def _version(cell: Cell, _: Known) -> Parsed[str]:
    text = values.as_text(cell, limit=_VERSION_LIMIT)
    return Parsed() if fold(text) in words.UNKNOWN or fold(text) in words.NOT_APPLICABLE else Parsed(text)


def _dpia(cell: Cell, _: Known) -> Parsed[str]:
    return Parsed(
        values.as_text(cell),
        remark(
            "“%(value)s” is bewaard als notitie: een DPIA-status volgt uit stappen, niet uit een lijst.",
            "Leg de status vast op de pagina van de applicatie.",
            value=values.as_text(cell),
        ),
    )


def _schools_from(cell: Cell, known: Known) -> Parsed[tuple[str, ...]]:
    return parties.schools(cell, known.schools)


_READERS: dict[ImportField, Callable[[Cell, Known], Parsed[Any]]] = {
    _F.NAME: _text(_NAME_LIMIT),
    _F.PRODUCT: _text(_NAME_LIMIT),
    _F.OWN_NAME: _text(_NAME_LIMIT),
    _F.VENDOR: _text(_NAME_LIMIT),
    _F.VERSION: _version,
    _F.STATUS: lambda cell, _: values.status(cell),
    _F.STATUS_SINCE: lambda cell, _: dates.day(cell, first_of=True),
    _F.START_DATE: lambda cell, _: dates.day(cell, first_of=True),
    _F.END_DATE: lambda cell, _: dates.day(cell),
    _F.OWNER_ROLE: _owner,
    _F.HOSTING: lambda cell, known: values.hosting(cell, known.hosting),
    _F.USERS: lambda cell, _: numbers.whole_number(cell),
    _F.YEARLY_COST: lambda cell, _: numbers.yearly_amount(cell),
    _F.CRITICALITY: lambda cell, _: values.criticality(cell),
    _F.SCHOOLS: _schools_from,
    _F.COMPONENTS: lambda cell, known: parties.components(cell, known.components),
    _F.CATEGORIES: lambda cell, known: values.data_categories(cell, known.categories),
    _F.PERSONAL_DATA: lambda cell, _: Parsed(values.as_text(cell)),
    _F.AGREEMENT: lambda cell, _: values.agreement(cell),
    _F.AGREEMENT_MODEL: lambda cell, known: values.agreement_model(cell, known.models),
    _F.AGREEMENT_SIGNED_ON: lambda cell, _: dates.day(cell),
    _F.AGREEMENT_VALID_UNTIL: lambda cell, _: dates.day(cell),
    _F.DPIA: _dpia,
    _F.NOTES: lambda cell, _: Parsed(" ".join(str(cell).split())),
}
"""How each field is read; a test holds this table complete."""

_NOTED = frozenset({_F.PERSONAL_DATA, _F.DPIA})
_PLAIN_NOTES = frozenset({_F.NOTES})


def _put(found: dict[str, Any], field: ImportField, value: Any) -> None:  # noqa: ANN401 - what a reader of any field gives
    """Lay a value where it belongs; a date of signing says that there is an agreement."""
    if value is None or field in _NOTED or field in _PLAIN_NOTES:
        return
    if isinstance(value, values.AgreementCell):
        found["agreement"] = value.presence
        if value.signed_on:
            found.setdefault("agreement_signed_on", value.signed_on)
        return
    found[field.value] = value
    if field is _F.AGREEMENT_SIGNED_ON:
        found.setdefault("agreement", AgreementPresence.PRESENT)


def _noted(column: Column, cell: Cell, parsed: Parsed[Any]) -> list[str]:
    """Keep in the notes what a field cannot hold: labelled, or as it is when the column holds notes."""
    if column.field in _PLAIN_NOTES:
        return [str(parsed.value)]
    unread = parsed.value is None and any(one.level is Level.WARNING for one in parsed.problems)
    if column.field in _NOTED or unread:
        return [_labelled(column, cell)]
    return []


def _kept(column: Column, cell: Cell) -> list[str]:
    return [_labelled(column, cell)] if column.otherwise is ColumnUse.KEEP else []


def _labelled(column: Column, cell: Cell) -> str:
    return f"{column.header}: {values.as_text(cell)}"

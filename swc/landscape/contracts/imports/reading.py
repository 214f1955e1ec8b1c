"""Turning the cells of a row into values and problems, each with its column, in words that say how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from swc.landscape.contracts.imports.headings import ContractColumn
from swc.landscape.contracts.imports.kinds import ContractField
from swc.landscape.contracts.imports.names import ROLES
from swc.landscape.contracts.imports.schemas import ContractProblem, ContractRow, ContractValues
from swc.landscape.contracts.imports.terms import legal_form, notice, renewal, renewal_months, renewal_within
from swc.landscape.contracts.schemas import DocumentFact
from swc.landscape.imports import dates, numbers, values, words
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import CellProblem, Parsed, problem, remark
from swc.landscape.imports.reading import labels_of
from swc.landscape.imports.rules import TOTALS
from swc.landscape.service.agreement_checks import is_web_address

_F = ContractField
_NAMES = re.compile(r"[;\n]")
_NOTE_LIMIT = 2_000
_GUARDED = re.compile(r"'[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of code lists, folded, with their codes."""

    forms: Mapping[str, str]
    renewals: Mapping[str, str]


def labels() -> Labels:
    """Return the labels that rows are read against."""
    return Labels(labels_of("contract-forms"), labels_of("contract-renewals"))


def read_contract(number: int, cells: Sequence[Cell], columns: Sequence[ContractColumn], known: Labels) -> ContractRow:
    """Return one row as it was read; a row that names nothing is an error."""
    found: dict[str, Any] = {}
    problems: list[ContractProblem] = []
    notes: list[str] = []
    for column, cell in zip(columns, map(_unguarded, cells), strict=True):
        if cell is None:
            continue
        if column.field is None:
            told, note = _unread(column, cell)
            problems += [ContractProblem.at(number, column, one) for one in told]
            notes += note
            continue
        parsed = _READERS[column.field](_with_unit(column, cell), known)
        problems += [ContractProblem.at(number, column, one) for one in parsed.problems]
        notes += _noted(column, cell, parsed)
        _put(found, column.field, parsed.value)
        if column.field is _F.RENEWAL and parsed.value is not None:
            found.setdefault(_F.RENEWAL_MONTHS.value, renewal_within(cell))
    row = ContractRow(number=number, values=ContractValues(**found, notes=tuple(notes)), problems=tuple(problems))
    if row.values.about or row.values.key:
        return row
    return row.model_copy(update={"problems": (*row.problems, _nothing(number, columns))})


def is_total(row: ContractRow) -> bool:
    """Say whether a row is the foot of the list."""
    return fold(row.values.about) in TOTALS


def _unread(column: ContractColumn, cell: Cell) -> tuple[tuple[CellProblem, ...], list[str]]:
    """Return what becomes of a cell without a field: kept in the note, but an address of a person is not."""
    if "@" in str(cell):
        return remark("“%(value)s” is een persoon en is niet bewaard.", "Noem de functie.", value=str(cell)[:60]), []
    return (), [_labelled(column, cell)]


def _unguarded(cell: Cell) -> Cell:
    """Return a cell without the apostrophe that an export puts before what a spreadsheet would run."""
    return cell[1:] if isinstance(cell, str) and _GUARDED.match(cell) else cell


def _with_unit(column: ContractColumn, cell: Cell) -> Cell:
    """Return a bare notice term with the unit that its heading tells, as `Opzegtermijn (maanden)` does."""
    bare = values.as_text(cell)
    if column.field is not _F.NOTICE or not bare.isdigit():
        return cell
    heading = fold(column.header)
    unit = next((one for one in ("maanden", "dagen", "weken") if one[:3] in heading), "")
    return f"{bare} {unit}".strip()


def _put(found: dict[str, Any], field: ContractField, value: Any) -> None:  # noqa: ANN401 - what any reader gives
    if value is None or field is _F.NOTE:
        return
    if field in ROLES:
        found["parties"] = (*found.get("parties", ()), *((ROLES[field], name) for name in value))
    elif field is _F.NOTICE:
        found.update(value)
    else:
        found[field.value] = value


def _noted(column: ContractColumn, cell: Cell, parsed: Parsed[Any]) -> list[str]:
    """Keep in the note what a field cannot hold; the note itself as it is."""
    if column.field is _F.NOTE:
        return [str(parsed.value)]
    unread = parsed.value is None and any(one.level is Level.WARNING for one in parsed.problems)
    return [_labelled(column, cell)] if unread and column.field is not _F.KEY else []


def _labelled(column: ContractColumn, cell: Cell) -> str:
    return f"{column.header}: {values.as_text(cell)}"


def _text(limit: int) -> Callable[[Cell, Labels], Parsed[str]]:
    def read(cell: Cell, _: Labels) -> Parsed[str]:
        text = values.as_text(cell, limit=limit)
        return Parsed() if fold(text) in words.UNKNOWN else Parsed(text)

    return read


def _names(cell: Cell, _: Labels) -> Parsed[tuple[str, ...]]:
    parts = (values.as_text(part, limit=200) for part in _NAMES.split(str(cell)))
    found = tuple(dict.fromkeys(part for part in parts if fold(part) not in words.UNKNOWN | words.NOT_APPLICABLE))
    people = tuple(one for one in found if "@" in one)
    told = remark("“%(value)s” is een persoon en is niet bewaard.", "Noem de functie.", value=", ".join(people)[:60])
    return Parsed(tuple(one for one in found if one not in people) or None, told if people else ())


def _documents(cell: Cell, _: Labels) -> Parsed[tuple[DocumentFact, ...]]:
    """Return the documents: one on a line, `Titel | adres | datum`, or only the address."""
    found = []
    for line in str(cell).splitlines():
        if fold(line) in words.UNKNOWN:
            continue
        found.append(_document(line))
    wrong = next((one for one in found if not is_web_address(one.url)), None)
    if wrong is not None:
        return problem(
            Level.ERROR,
            "“%(value)s” is geen webadres.",
            "Gebruik een adres dat met https:// begint, of laat de cel leeg.",
            value=wrong.url[:60],
        )
    return Parsed(tuple(found) or None)


def _document(line: str) -> DocumentFact:
    parts = [part.strip() for part in line.split("|")]
    at = next((place for place, part in enumerate(parts) if part.lower().startswith(("http://", "https://"))), 0)
    url, dated = parts[at], parts[at + 1 :]
    title = " | ".join(parts[:at]) or url
    return DocumentFact(title=title[:300], url=url[:1000], dated=dates.day(dated[0]).value if dated else None)


def _key(cell: Cell, _: Labels) -> Parsed[UUID]:
    try:
        return Parsed(UUID(str(cell).strip()))
    except ValueError:
        told = remark("“%(value)s” is geen kenmerk van een contract.", "Laat de cel leeg.", value=str(cell)[:60])
        return Parsed(None, told)


_READERS: dict[ContractField, Callable[[Cell, Labels], Parsed[Any]]] = {
    _F.TITLE: _text(300),
    _F.REFERENCE: _text(120),
    **dict.fromkeys(ROLES, _names),
    _F.PRODUCTS: _names,
    _F.LEGAL_FORM: lambda cell, known: legal_form(cell, known.forms),
    _F.SIGNED_ON: lambda cell, _: dates.day(cell),
    _F.START_DATE: lambda cell, _: dates.day(cell),
    _F.END_DATE: lambda cell, _: dates.day(cell),
    _F.NOTICE: lambda cell, _: notice(cell),
    _F.RENEWAL: lambda cell, known: renewal(cell, known.renewals),
    _F.RENEWAL_MONTHS: lambda cell, _: renewal_months(cell),
    _F.YEARLY_PRICE: lambda cell, _: numbers.yearly_amount(cell),
    _F.PRICE_INDEX: _text(200),
    _F.DATA_SERVICE: lambda cell, _: values.yes_no(cell),
    _F.SWITCHING: lambda cell, _: values.yes_no(cell),
    _F.ENDED_ON: lambda cell, _: dates.day(cell),
    _F.DOCUMENTS: _documents,
    _F.NOTE: lambda cell, _: Parsed("\n".join(line.strip() for line in str(cell).splitlines())[:_NOTE_LIMIT]),
    _F.KEY: _key,
}
"""How each field is read."""


def _nothing(number: int, columns: Sequence[ContractColumn]) -> ContractProblem:
    naming = next((one for one in columns if one.field in (_F.TITLE, _F.SUPPLIER, _F.PRODUCTS)), None)
    found = CellProblem(
        Level.ERROR,
        message="De rij noemt geen contract, leverancier of product.",
        remedy="Vul de naam van het contract in, of sla de rij over.",
    )
    return ContractProblem.at(number, naming, found)

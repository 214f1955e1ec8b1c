"""Finding the list of agreements in a file: the sheet, its header row and what each column says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from swc.landscape.agreements.imports.kinds import DealField, Layout
from swc.landscape.agreements.imports.names import FIELD_NAMES, KNOWN
from swc.landscape.imports.columns import FUZZY_FROM, letter
from swc.landscape.imports.folding import fold, fold_header, without_brackets
from swc.landscape.imports.kinds import Cell
from swc.landscape.imports.sheet import RawSheet

_HEADER_WITHIN = 40
_SHORT = 5
_TELLING = frozenset({DealField.SIGNED_ON, DealField.LOCATIONS, DealField.PRESENCE, DealField.MODEL})
"""The columns by which a list of agreements differs from a register of processing activities."""

_SHEET_BONUS = 5
_OWN_NAMES = frozenset(fold_header(name) for name in FIELD_NAMES.values())
_REGISTERS = ("register", "verwerking", "partij")


@dataclass(frozen=True, slots=True)
class DealColumn:
    """One column: where it is, what it is called and what it is read as (`None`: kept in the note)."""

    index: int
    letter: str
    header: str
    field: DealField | None = None


@dataclass(frozen=True, slots=True)
class DealTable:
    """The list that was found: its layout, sheet, header row, columns and filled rows."""

    layout: Layout
    sheet: str
    header_row: int
    columns: tuple[DealColumn, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@lru_cache(maxsize=2_048)
def meaning(text: str) -> DealField | None:
    """Return what a heading says: by name, then without brackets, then by likeness; nothing when it says no field."""
    for folded in (fold_header(text), fold_header(without_brackets(text))):
        if folded in KNOWN:
            return KNOWN[folded]
    folded = fold_header(text)
    if len(folded) < _SHORT:
        return None
    best = process.extractOne(folded, KNOWN.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY_FROM)
    return KNOWN[best[0]] if best else None


def find_deals(sheets: Sequence[RawSheet]) -> DealTable | None:
    """Return the list of agreements: the sheet that looks most like one; nothing when none names a party or product."""
    scored = [(_score(sheet, row), sheet, at) for sheet in sheets for at, row in enumerate(sheet.rows[:_HEADER_WITHIN])]
    scored = [one for one in scored if one[0] > 0]
    if not scored:
        return None
    _, sheet, at = max(scored, key=lambda one: (one[0], -one[2]))
    columns = _columns(sheet, at)
    places = [column.index - sheet.first_column for column in columns]
    rows = tuple(
        (sheet.first_row + offset, cells)
        for offset, row in enumerate(sheet.rows)
        if offset > at
        for cells in [tuple(row[place] if place < len(row) else None for place in places)]
        if any(cell is not None for cell in cells)
    )
    return DealTable(_layout(sheet, sheets), sheet.name, sheet.first_row + at, columns, rows)


def _score(sheet: RawSheet, row: Sequence[Cell]) -> int:
    """Return how much a row looks like the headings of a list of agreements, and its sheet like the tab of one."""
    fields = {found for cell in row if isinstance(cell, str) for found in [meaning(cell)] if found}
    if not fields & {DealField.VENDOR, DealField.APPLICATION}:
        return 0
    return len(fields) + 2 * len(fields & _TELLING) + (_SHEET_BONUS if _of_agreements(sheet.name) else 0)


def _of_agreements(name: str) -> bool:
    """Say whether a sheet is named after processors or agreements; `Verwerkingen` is a register, not their list."""
    words = fold(name).split()
    return any(word.startswith(("verwerkers", "overeenkomst")) or word == "verwerker" for word in words)


def _layout(sheet: RawSheet, sheets: Sequence[RawSheet]) -> Layout:
    others = [fold(one.name) for one in sheets if one is not sheet]
    beside = any(word in name for name in others for word in _REGISTERS)
    return Layout.KENNISNET if beside and _of_agreements(sheet.name) else Layout.SIMPLE


def _columns(sheet: RawSheet, at: int) -> tuple[DealColumn, ...]:
    """Return every column with a heading or content; a field goes to its own name, else to the first that says it."""
    heads = dict(enumerate(sheet.rows[at]))
    meant = {place: meaning(head) for place, head in heads.items() if isinstance(head, str)}
    winners: dict[DealField, int] = {}
    for place, field in sorted(meant.items(), key=lambda item: (_other_name(heads[item[0]]), item[0])):
        if field is not None:
            winners.setdefault(field, place)
    found = []
    for place in range(max(len(row) for row in sheet.rows)):
        head = heads.get(place)
        if head is None and not any(place < len(row) and row[place] is not None for row in sheet.rows[at + 1 :]):
            continue
        index = sheet.first_column + place
        text = " ".join(str(head).split()) if head is not None else f"kolom {letter(index)}"
        field = meant.get(place)
        found.append(DealColumn(index, letter(index), text, field if field and winners[field] == place else None))
    return tuple(found)


def _other_name(head: Cell) -> bool:
    """Say whether a heading is not the very name that this product gives a column."""
    return fold_header(str(head)) not in _OWN_NAMES

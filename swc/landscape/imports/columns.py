"""Recognising columns by their heading, and finding the header row of the sheet that holds the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

from rapidfuzz import fuzz, process

from swc.landscape.imports.folding import fold_header, without_brackets
from swc.landscape.imports.headings import DERIVED, EXACT, EXPORT_MARKS, NEVER
from swc.landscape.imports.kinds import Cell, ColumnUse, ImportField
from swc.landscape.imports.sheet import RawSheet

Field = TypeVar("Field", bound=StrEnum)
Column_co = TypeVar("Column_co", bound="ListColumn[Any]", covariant=True)

Row = tuple[int, tuple[Cell, ...]]
"""A filled row with its number as the person sees it."""

FUZZY_FROM = 86
"""Least likeness (0–100) at which a heading with a spelling mistake still counts."""

NAMING = frozenset({ImportField.NAME, ImportField.PRODUCT})
"""The fields that say which application a row is about."""

_HEADER_WITHIN = 40
_BRACKET_SCORE = 98
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading means: the field, how sure (0–100), and its place among the names of that field."""

    field: ImportField
    score: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class ListColumn(Generic[Field]):
    """One column of a list: where it is, what it is called and what it is read as (`None`: no field)."""

    index: int
    letter: str
    header: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class FoundList(Generic[Column_co]):
    """A list in a file: its sheet, header row (number as the person sees it), columns and filled rows."""

    sheet: str
    header_row: int
    columns: tuple[Column_co, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column(ListColumn[ImportField]):
    """One column of an application list, with how sure it is what it holds."""

    score: int = 0
    otherwise: ColumnUse = ColumnUse.KEEP


@dataclass(frozen=True, slots=True)
class ListTable(FoundList[Column]):
    """The application list that was found, and the sheets that were not read."""

    other_sheets: tuple[str, ...] = ()


@lru_cache(maxsize=2_048)
def heading(text: str) -> Heading | None:
    """Return what a heading means, or `None`: first by name, then without brackets, then by likeness."""
    folded = fold_header(text)
    if not folded:
        return None
    if folded in EXACT:
        field, place = EXACT[folded]
        return Heading(field, 100, place)
    bare = fold_header(without_brackets(text))
    if bare in EXACT and not _forbidden(folded, EXACT[bare][0]):
        field, place = EXACT[bare]
        return Heading(field, _BRACKET_SCORE, place)
    return _likeness(folded)


def _likeness(folded: str) -> Heading | None:
    """Return the field whose name looks most like the heading; short headings have no room for mistakes."""
    if len(folded) < _SHORT:
        return None
    best = process.extractOne(folded, EXACT.keys(), scorer=fuzz.ratio, score_cutoff=FUZZY_FROM)
    sorted_best = process.extractOne(folded, EXACT.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY_FROM)
    found = max((hit for hit in (best, sorted_best) if hit), key=lambda hit: hit[1], default=None)
    if found is None:
        return None
    field, place = EXACT[found[0]]
    return None if _forbidden(folded, field) else Heading(field, int(found[1]), place)


def _forbidden(folded: str, field: ImportField) -> bool:
    return any(field in NEVER.get(word, frozenset()) for word in folded.split())


def recognise(headers: Sequence[tuple[int, str]]) -> tuple[Column, ...]:
    """Return a column for each (index, heading); a field goes to the one heading that names it best."""
    folded = {index: fold_header(text) for index, text in headers}
    own_export = set(folded.values()) >= EXPORT_MARKS
    dropped = {index for index, text in folded.items() if own_export and text in DERIVED}
    meant = {index: None if index in dropped else heading(text) for index, text in headers}
    taken: dict[ImportField, tuple[tuple[int, int, int], int]] = {}
    for index, found in meant.items():
        if found is None:
            continue
        rank = (-found.score, found.place, index)
        if found.field not in taken or rank < taken[found.field][0]:
            taken[found.field] = (rank, index)
    winners = {index: field for field, (_, index) in taken.items()}
    return tuple(
        Column(
            index=index,
            letter=letter(index),
            header=text,
            field=winners.get(index),
            score=found.score if (found := meant[index]) and index in winners else 0,
            otherwise=ColumnUse.DROP if index in dropped else ColumnUse.KEEP,
        )
        for index, text in headers
    )


def remapped(columns: Sequence[Column], wishes: Mapping[int, ImportField | ColumnUse]) -> tuple[Column, ...]:
    """Return the columns as a person wants them; a field given to one column is taken from the other."""
    given = {wish for wish in wishes.values() if isinstance(wish, ImportField)}
    changed = []
    for column in columns:
        wish = wishes.get(column.index)
        if isinstance(wish, ImportField):
            changed.append(replace(column, field=wish, score=100))
        elif wish is not None:
            changed.append(replace(column, field=None, score=0, otherwise=wish))
        elif column.field in given:
            changed.append(replace(column, field=None, score=0))
        else:
            changed.append(column)
    return tuple(changed)


def find_list(sheets: Sequence[RawSheet]) -> ListTable | None:
    """Return the list in the sheet with the most recognised headings, or `None` when every sheet is empty."""
    found = [(score, sheet, at) for sheet in sheets for score, at in [_header_at(sheet)] if at is not None]
    if not found:
        return None
    _, sheet, at = max(found, key=lambda item: (item[0], len(item[1].rows)))
    columns = recognise(_headers(sheet, at))
    indexes = [column.index - sheet.first_column for column in columns]
    rows = tuple(
        (sheet.first_row + offset, cells)
        for offset, row in enumerate(sheet.rows)
        if offset > at
        for cells in [tuple(row[index] if index < len(row) else None for index in indexes)]
        if any(cell is not None for cell in cells)
    )
    others = tuple(other.name for other in sheets if other is not sheet)
    return ListTable(sheet.name, sheet.first_row + at, columns, rows, others)


def _header_at(sheet: RawSheet) -> tuple[int, int | None]:
    """Return how well the best header row scores and which it is; without any heading the first filled row."""
    best, at = 0, None
    for offset, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
        if at is None and any(cell is not None for cell in row):
            at = offset
        fields = {found.field for cell in row if isinstance(cell, str) for found in [heading(cell)] if found}
        score = len(fields) + 2 * bool(NAMING & fields)
        if score > best:
            best, at = score, offset
    return best, at


def _headers(sheet: RawSheet, at: int) -> list[tuple[int, str]]:
    """Return (index, heading) of every column that has a heading or any content below it."""
    width = max(len(row) for row in sheet.rows)
    found = []
    for index in range(width):
        head = sheet.rows[at][index] if index < len(sheet.rows[at]) else None
        if head is not None or any(index < len(row) and row[index] is not None for row in sheet.rows[at + 1 :]):
            place = sheet.first_column + index
            found.append((place, " ".join(str(head).split()) if head is not None else f"kolom {letter(place)}"))
    return found


def letter(index: int) -> str:
    """Return the letters of a column as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters

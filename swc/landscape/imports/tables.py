"""Finding a list in a file by the names of its columns, whatever it is about: its sheet, header row and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic

from rapidfuzz import fuzz, process

from swc.landscape.imports.columns import FUZZY_FROM, Field, ListColumn, Row, letter
from swc.landscape.imports.folding import fold_header, without_brackets
from swc.landscape.imports.kinds import Cell
from swc.landscape.imports.sheet import RawSheet

_HEADER_WITHIN = 40
_SHORT = 5


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The row of headings that a list has: its sheet, and its place among the rows of that sheet."""

    sheet: RawSheet
    at: int

    @property
    def number(self) -> int:
        """Return the number of the row as the person sees it."""
        return self.sheet.first_row + self.at


class Headings(Generic[Field]):
    """The names that people give the columns of a list; `own` are those that this product gives them."""

    def __init__(self, known: Mapping[str, Field], own: Iterable[str]) -> None:
        self._known = dict(known)
        self._own = frozenset(fold_header(name) for name in own)
        self.meaning = lru_cache(maxsize=2_048)(self._meaning)

    def _meaning(self, text: str) -> Field | None:
        """Return what a heading says: by name, then without brackets, then by likeness; or nothing."""
        for folded in (fold_header(text), fold_header(without_brackets(text))):
            if folded in self._known:
                return self._known[folded]
        folded = fold_header(text)
        if len(folded) < _SHORT:
            return None
        best = process.extractOne(folded, self._known.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=FUZZY_FROM)
        return self._known[best[0]] if best else None

    def said(self, row: Sequence[Cell]) -> frozenset[Field]:
        """Return the fields that the cells of a row name."""
        return frozenset(found for cell in row if isinstance(cell, str) for found in [self.meaning(cell)] if found)

    def best(self, sheets: Sequence[RawSheet], score: Callable[[RawSheet, frozenset[Field]], int]) -> HeaderRow | None:
        """Return the row that looks most like the headings of the list; nothing when none scores at all."""
        scored = [
            (score(sheet, self.said(row)), sheet, at)
            for sheet in sheets
            for at, row in enumerate(sheet.rows[:_HEADER_WITHIN])
        ]
        scored = [one for one in scored if one[0] > 0]
        if not scored:
            return None
        _, sheet, at = max(scored, key=lambda one: (one[0], -one[2]))
        return HeaderRow(sheet, at)

    def columns(self, header: HeaderRow) -> tuple[ListColumn[Field], ...]:
        """Return every column with a heading or content; a field goes to its own name, else to the first with it."""
        sheet, at = header.sheet, header.at
        heads = dict(enumerate(sheet.rows[at]))
        meant = {place: self.meaning(head) for place, head in heads.items() if isinstance(head, str)}
        winners: dict[Field, int] = {}
        for place, field in sorted(meant.items(), key=lambda item: (self._is_other(heads[item[0]]), item[0])):
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
            found.append(ListColumn(index, letter(index), text, field if field and winners[field] == place else None))
        return tuple(found)

    def _is_other(self, head: Cell) -> bool:
        """Say whether a heading is not the very name that this product gives a column."""
        return fold_header(str(head)) not in self._own


def rows_below(header: HeaderRow, columns: Sequence[ListColumn[Field]]) -> tuple[Row, ...]:
    """Return the filled rows below the headings, each with its number as the person sees it."""
    sheet = header.sheet
    places = [column.index - sheet.first_column for column in columns]
    return tuple(
        (sheet.first_row + offset, cells)
        for offset, row in enumerate(sheet.rows)
        if offset > header.at
        for cells in [tuple(row[place] if place < len(row) else None for place in places)]
        if any(cell is not None for cell in cells)
    )

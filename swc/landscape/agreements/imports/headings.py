"""Finding the list of agreements in a file: the sheet that looks most like one, and its layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from swc.landscape.agreements.imports.kinds import DealField, Layout
from swc.landscape.agreements.imports.names import FIELD_NAMES, KNOWN
from swc.landscape.imports.columns import FoundList, ListColumn
from swc.landscape.imports.folding import fold
from swc.landscape.imports.sheet import RawSheet
from swc.landscape.imports.tables import Headings, rows_below

_TELLING = frozenset({DealField.SIGNED_ON, DealField.LOCATIONS, DealField.PRESENCE, DealField.MODEL})
"""The columns by which a list of agreements differs from a register of processing activities."""

_SHEET_BONUS = 5
_REGISTERS = ("register", "verwerking", "partij")
_HEADINGS = Headings(KNOWN, FIELD_NAMES.values())

DealColumn = ListColumn[DealField]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealTable(FoundList[DealColumn]):
    """The list that was found, with its layout."""

    layout: Layout


def find_deals(sheets: Sequence[RawSheet]) -> DealTable | None:
    """Return the list of agreements: the sheet that looks most like one; nothing when none names a party or product."""
    header = _HEADINGS.best(sheets, _score)
    if header is None:
        return None
    columns = _HEADINGS.columns(header)
    rows, layout = rows_below(header, columns), _layout(header.sheet, sheets)
    return DealTable(header.sheet.name, header.number, columns, rows, layout=layout)


def _score(sheet: RawSheet, fields: frozenset[DealField]) -> int:
    """Return how much a row looks like the headings of a list of agreements, and its sheet like the tab of one."""
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

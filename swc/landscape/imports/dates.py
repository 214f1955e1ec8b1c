"""Reading of dates: Dutch, ISO and Excel serial dates; a bare year or month counts only where that is harmless."""

from __future__ import annotations

import re
from datetime import date, timedelta

from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import NOTHING, Parsed, problem, remark

EARLIEST, LATEST = 1980, 2100
"""The years a date in an application list can lie in."""

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIAL = range(29_221, 73_416)  # 1 January 1980 up to the end of 2100
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.+Z-]*)?$")
_DUTCH = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$")
_WORDS = re.compile(r"^(?:(\d{1,2})\s+)?([a-z]{3,9})\s+(\d{4})$")
_MONTH = re.compile(r"^(?:(\d{1,2})[-/](\d{4})|(\d{4})[-/](\d{1,2}))$")
_UNKNOWN = frozenset(
    {"", "onbekend", "nvt", "n v t", "niet bekend", "doorlopend", "onbepaald", "onbepaalde tijd", "geen", "tbd"}
)
_MONTHS = (
    ("januari", "jan", "january"),
    ("februari", "feb", "february"),
    ("maart", "mrt", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("augustus", "aug", "august"),
    ("september", "sep", "sept"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def day(cell: Cell, *, first_of: bool = False) -> Parsed[date]:
    """Return a calendar day.

    With `first_of` a bare year or month becomes its first day, with a remark (the start of a use); without, such a
    value stays unknown, because the end of an agreement may not be guessed.
    """
    if cell is None or (isinstance(cell, str) and fold(cell) in _UNKNOWN):
        return NOTHING
    if isinstance(cell, bool):
        return _unreadable(cell)
    if isinstance(cell, float):
        return _from_number(cell, first_of=first_of)
    text = " ".join(cell.split())
    found = _whole_date(text)
    if found is not None:
        return _checked(found, text)
    start = _start_of_period(text)
    return _unreadable(cell) if start is None else _period(start, text, first_of=first_of)


def _from_number(number: float, *, first_of: bool) -> Parsed[date]:
    """Read an Excel serial date, or a year that was typed as a number."""
    if number.is_integer() and EARLIEST <= number <= LATEST:
        return _period(date(int(number), 1, 1), str(int(number)), first_of=first_of)
    if int(number) in _SERIAL:
        return Parsed(_EXCEL_EPOCH + timedelta(days=int(number)))
    return _unreadable(number)


def _whole_date(text: str) -> tuple[int, int, int] | None:
    """Return (year, month, day) as written, not yet checked; day before month, unless only the reverse can be."""
    if found := _ISO.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DUTCH.match(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)  # noqa: PLR2004 - a year of two digits
        first, second = int(found[1]), int(found[2])
        american = "/" in text and second > 12 >= first  # noqa: PLR2004 - months in a year
        return (year, first, second) if american else (year, second, first)
    found = _WORDS.match(fold(text))
    if found and found[1] and found[2] in _MONTH_NUMBER:
        return int(found[3]), _MONTH_NUMBER[found[2]], int(found[1])
    if text.isdigit() and len(text) == 5 and int(text) in _SERIAL:  # noqa: PLR2004 - digits of a serial date
        serial = _EXCEL_EPOCH + timedelta(days=int(text))
        return serial.year, serial.month, serial.day
    return None


def _start_of_period(text: str) -> date | None:
    """Return the first day of a bare year or month, or `None`."""
    if text.isascii() and text.isdigit() and EARLIEST <= int(text[:5]) <= LATEST:
        return date(int(text), 1, 1)
    if found := _MONTH.match(text):
        year, month = (int(found[2]), int(found[1])) if found[1] else (int(found[3]), int(found[4]))
    elif (found := _WORDS.match(fold(text))) and not found[1] and found[2] in _MONTH_NUMBER:
        year, month = int(found[3]), _MONTH_NUMBER[found[2]]
    else:
        return None
    return date(year, month, 1) if 1 <= month <= 12 and EARLIEST <= year <= LATEST else None  # noqa: PLR2004


def _period(start: date, text: str, *, first_of: bool) -> Parsed[date]:
    if first_of:
        return Parsed(start, remark("“%(value)s” is gelezen als %(day)s.", value=text, day=f"{start:%d-%m-%Y}"))
    return problem(
        Level.WARNING,
        "“%(value)s” is geen hele datum; het veld blijft leeg.",
        "Vul dag, maand en jaar in, zoals 31-12-2027.",
        value=text,
    )


def _checked(found: tuple[int, int, int], text: str) -> Parsed[date]:
    try:
        value = date(*found)
    except ValueError:
        return _unreadable(text)
    if not EARLIEST <= value.year <= LATEST:
        return problem(
            Level.ERROR,
            "De datum “%(value)s” ligt niet tussen %(first)s en %(last)s.",
            "Verbeter het jaartal.",
            value=text,
            first=EARLIEST,
            last=LATEST,
        )
    return Parsed(value)


def _unreadable(cell: Cell) -> Parsed[date]:
    return problem(
        Level.ERROR,
        "“%(value)s” is geen datum.",
        "Schrijf de datum als dag-maand-jaar, zoals 31-12-2027, of laat de cel leeg.",
        value=str(cell),
    )

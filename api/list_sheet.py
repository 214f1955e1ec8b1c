"""Lists as a workbook or CSV with the columns that reading in knows: filled with what stands, or empty to fill in."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Final, Generic, TypeVar

import xlsxwriter

from api.i18n import translate
from api.landscape_export import guarded

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"
Cell = str | date | Decimal | None

Field = TypeVar("Field", bound=StrEnum)
Thing = TypeVar("Thing")

_WIDTH: Final = 24
_ROWS: Final = 500
_CHOICES: Final = "Keuzes"


@dataclass(frozen=True, slots=True)
class Layout(Generic[Field, Thing]):
    """How a list looks: its Dutch title, the names and values of its columns, and what people should know of them.

    The headings are Dutch in every language because reading in knows those. `mark` is the column that only an export
    has, by which a list reads back to the very same things.
    """

    title: str
    names: Mapping[Field, str]
    values: Mapping[Field, Callable[[Thing], Cell]]
    explained: Mapping[Field, str]
    mark: Field
    dates: frozenset[Field] = field(default_factory=frozenset)


def as_workbook(layout: Layout[Field, Thing], rows: Iterable[Thing]) -> bytes:
    """Return the list as a workbook with typed dates and amounts; texts are written as texts, never as formulas."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate(layout.title))
        day = _headings(book, sheet, layout, tuple(layout.values))
        last = 0
        for last, one in enumerate(rows, start=1):
            for at, read in enumerate(layout.values.values()):
                _write(sheet, last, at, read(one), day)
        sheet.autofilter(0, 0, last, len(layout.values) - 1)
    return content.getvalue()


def as_csv(layout: Layout[Field, Thing], rows: Iterable[Thing]) -> bytes:
    """Return the list as CSV: semicolons, decimal comma and a byte order mark, as Dutch Excel opens it.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([layout.names[one] for one in layout.values])
    for row in rows:
        writer.writerow([_as_text(read(row)) for read in layout.values.values()])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_template(layout: Layout[Field, Thing], choices: Mapping[Field, Sequence[str]]) -> bytes:
    """Return an empty list with drop-downs, and a sheet that says what the columns mean."""
    fields = tuple(one for one in layout.values if one is not layout.mark)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate(layout.title))
        _headings(book, sheet, layout, fields)
        _explain(book, layout)
        hidden = book.add_worksheet(_CHOICES)
        hidden.hide()
        for at, one in enumerate(fields):
            _offer(sheet, hidden, at, choices.get(one, ()))
    return content.getvalue()


def yes_no(value: bool | None) -> str | None:  # noqa: FBT001 - the value of a cell
    """Return how a list says yes or no; unknown is an empty cell."""
    return None if value is None else "ja" if value else "nee"


def _headings(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    layout: Layout[Field, Thing],
    fields: Sequence[Field],
) -> xlsxwriter.format.Format:
    """Write the headings; return the format of a date."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    for at, one in enumerate(fields):
        sheet.write_string(0, at, layout.names[one], bold)
        sheet.set_column(at, at, _WIDTH, day if one in layout.dates else None)
    sheet.freeze_panes(1, 1)
    return day


def _offer(
    sheet: xlsxwriter.worksheet.Worksheet, hidden: xlsxwriter.worksheet.Worksheet, at: int, names: Sequence[str]
) -> None:
    """Tie a drop-down to its column of choices; another value stays allowed."""
    if not names:
        return
    for row, name in enumerate(names):
        hidden.write_string(row, at, name)
    column = xlsxwriter.utility.xl_col_to_name(at)
    source = f"={_CHOICES}!${column}$1:${column}${len(names)}"
    sheet.data_validation(1, at, _ROWS, at, {"validate": "list", "source": source, "error_type": "information"})


def _explain(book: xlsxwriter.Workbook, layout: Layout[Field, Thing]) -> None:
    sheet = book.add_worksheet(translate("Uitleg"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80, wrapped)
    for row, (one, text) in enumerate(layout.explained.items()):
        sheet.write_string(row, 0, translate(layout.names[one]))
        sheet.write_string(row, 1, translate(text))


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, day: xlsxwriter.format.Format
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, value)


def _as_text(value: Cell) -> str:
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return guarded(value or "")

"""Writes a document as a workbook: one sheet per kind of row, every value as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final

import xlsxwriter

from api.exports.document import Document, Heading, Prose, Record, Table, plain
from api.i18n import translate

LONGEST: Final = 32_000
"""What goes in one cell; Excel holds 32,767 characters, and what is longer goes on in the next row."""

_SHEET_NAME: Final = 31
_WIDE: Final = 60
_NARROW: Final = 14
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

Row = dict[str, str]


@dataclass(slots=True)
class Sheet:
    """The rows of one sheet by column name; a sheet without names is a list of names with values."""

    name: str
    rows: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return every column that a row has, in order of appearance."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row))


def as_xlsx(document: Document) -> bytes:
    """Return the workbook; the same document gives the same bytes."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, dict(_OPTIONS)) as book:
        created = datetime.combine(document.day, time(), tzinfo=UTC)
        book.set_properties(
            {
                "title": document.title,
                "subject": document.subtitle,
                "author": document.author,
                "comments": document.stamp,
                "created": created,
            }
        )
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E9EFF7"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        for sheet in sheets(document):
            _write(book.add_worksheet(sheet.name[:_SHEET_NAME]), sheet, formats)
    return content.getvalue()


def sheets(document: Document) -> tuple[Sheet, ...]:
    """Return what goes on which sheet, in order of appearance; the first one carries title and subtitle."""
    found: dict[str, Sheet] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            continue
        sheet = found.setdefault(block.sheet, Sheet(block.sheet))
        if len(found) == 1 and not sheet.rows:
            sheet.rows.extend(_title(document))
        sheet.rows.extend(_rows(block))
    return tuple(found.values())


def _title(document: Document) -> Iterator[Row]:
    name, value = translate("Gegeven"), translate("Inhoud")
    yield {name: translate("Titel"), value: document.title}
    yield {name: translate("Betreft"), value: document.subtitle}


def _rows(block: Prose | Record | Table) -> Iterator[Row]:
    lead = dict(block.lead)
    if isinstance(block, Table):
        for row in block.rows:
            yield lead | {name: plain(one) for name, one in zip(block.columns, row, strict=True)}
    elif isinstance(block, Prose):
        yield lead | {block.column: "\n".join(block.paragraphs)}
    elif lead:
        yield lead | {name: plain(one) for name, one in block.pairs}
    else:
        for name, one in block.pairs:
            yield {translate("Gegeven"): name, translate("Inhoud"): plain(one)}


def _write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, formats: dict[str, object]) -> None:
    columns = sheet.columns
    for at, name in enumerate(columns):
        page.write_string(0, at, name, formats["head"])
        page.set_column(at, at, _width(sheet, name))
    line = 0
    for row in sheet.rows:
        for part in _parts(row):
            line += 1
            for at, name in enumerate(columns):
                if part.get(name):
                    page.write_string(line, at, part[name], formats["text"])
    page.freeze_panes(1, 0)
    if line:
        page.autofilter(0, 0, line, len(columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _parts(row: Row) -> Iterator[Row]:
    """Yield a row, and what did not fit in its cells as rows below it."""
    longest = max((len(text) for text in row.values()), default=0)
    for start in range(0, max(longest, 1), LONGEST):
        yield {name: text[start : start + LONGEST] for name, text in row.items()}


def _width(sheet: Sheet, name: str) -> int:
    longest = max((len(row.get(name, "").partition("\n")[0]) for row in sheet.rows), default=0)
    return min(_WIDE, max(_NARROW, longest, len(name)) + 2)

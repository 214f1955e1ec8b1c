"""Application lists as files: XLSX, ODS and CSV built in memory, and hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

HEADERS = (
    "Applicatie",
    "Leverancier",
    "Status",
    "In gebruik sinds",
    "Aantal gebruikers",
    "Kosten per jaar (€)",
    "Verwerkersovereenkomst",
)


def make_xlsx(
    rows: Sequence[Sequence[object]] = (), *, headers: Sequence[str] = HEADERS, above: int = 0, sheet: str = "Blad1"
) -> bytes:
    """Return a workbook with one list; `above` puts that many title rows above the header."""
    titles = [[f"Overzicht {number + 1}"] for number in range(above)]
    return make_book({sheet: [*titles, list(headers), *rows]})


def make_book(sheets: Mapping[str, Sequence[Sequence[object]]], *, hidden: Sequence[str] = ()) -> bytes:
    """Return a workbook with some sheets of plain cells."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                for index, cell in enumerate(row):
                    _write(sheet, at, index, cell)
    return target.getvalue()


def _write(sheet: Any, row: int, column: int, cell: object) -> None:  # noqa: ANN401 - xlsxwriter has no types
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time(), tzinfo=None))
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def make_csv(
    rows: Sequence[Sequence[str]], *, headers: Sequence[str] = HEADERS, encoding: str = "utf-8-sig", sign: str = ";"
) -> bytes:
    """Return CSV as Dutch Excel writes it, or in another dialect."""
    return "".join(sign.join(row) + "\r\n" for row in (headers, *rows)).encode(encoding)


def make_ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an OpenDocument spreadsheet with one sheet of text cells."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{name}office:1.0" '
        f'xmlns:table="{name}table:1.0" xmlns:text="{name}text:1.0" office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Lijst">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    media = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", media)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def make_bomb(size: int) -> bytes:
    """Return a workbook whose first sheet unpacks to `size` bytes of nothing."""
    target = io.BytesIO(make_xlsx([["Magister"]]))
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            if name.endswith("sheet1.xml"):
                head, tail = content.split(b"<sheetData>", 1)
                content = head + b" " * size + b"<sheetData>" + tail  # noqa: PLW2901 - swollen on purpose
            archive.writestr(name, content)
    return bomb.getvalue()


def replaced_part(content: bytes, ending: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with some bytes of one part replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            part = archive.read(name)
            copy.writestr(name, part.replace(old, new) if name.endswith(ending) else part)
    return target.getvalue()

"""An answer as a file: rows as JSON, CSV or a workbook, results as SPARQL has them, triples as RDF."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Final

import xlsxwriter

from api.exports.document import readable
from api.exports.handing_out import XLSX
from api.exports.xlsx import LONGEST
from api.gallery.answers import Told, told, value_of
from api.gallery.named import Named
from api.landscape_export import guarded
from api.media import JSON, RDF, SPARQL_CSV, SPARQL_JSON, SPARQL_TSV, SPARQL_XML, Media, negotiate
from api.sparql.pool import Found
from api.sparql.results import represent

WORKBOOK: Final = Media("xlsx", "xlsx", XLSX)
ROWS: Final = (JSON, SPARQL_CSV, WORKBOOK, SPARQL_JSON, SPARQL_XML, SPARQL_TSV)
"""The forms of an answer in rows; CSV is for a spreadsheet, results as the protocol has them are the others."""

_OPTIONS: Final = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked, as the answer tells it."""

    question: Named
    scope: str
    values: Mapping[str, str]
    found: Found


def media_of(found: Found, accept: str, extension: str) -> Media | None:
    """Return the form that is wanted: by extension, else by what a client accepts; nothing when there is no such."""
    offered = RDF if found.json is None else ROWS
    if extension:
        return next((one for one in offered if one.extension == extension), None)
    return negotiate(accept, offered)


def content(answered: Answered, media: Media) -> bytes:
    """Return an answer in a form that `media_of` gave."""
    if media is JSON:
        return _json(answered)
    if media is SPARQL_CSV:
        return as_csv(told(answered.found))
    if media is WORKBOOK:
        return as_xlsx(told(answered.found))
    made = represent(answered.found, media.media_type)
    return made[0] if made else b""


def as_csv(answer: Told) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8); a text that a spreadsheet would run gets an apostrophe before it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_plain(value_of(row.get(name))) for name in answer.columns])
    return text.getvalue().encode()


def as_xlsx(answer: Told) -> bytes:
    """Return rows as a workbook, numbers as numbers and texts as texts, never as formulas."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, dict(_OPTIONS)) as book:
        page = book.add_worksheet("Antwoord")
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        page.set_column(0, max(len(answer.columns) - 1, 0), 24)
        for at, name in enumerate(answer.columns):
            page.write_string(0, at, name, bold)
        for line, row in enumerate(answer.rows, start=1):
            for at, name in enumerate(answer.columns):
                _write(page, line, at, value_of(row.get(name)))
    return made.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, line: int, at: int, value: Any) -> None:  # noqa: ANN401 - any value
    if isinstance(value, bool):
        page.write_boolean(line, at, value)
    elif isinstance(value, int | float):
        page.write_number(line, at, value)
    elif value is not None:
        page.write_string(line, at, readable(value)[:LONGEST])


def _plain(value: Any) -> str:  # noqa: ANN401 - any value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else str(value)


def _json(answered: Answered) -> bytes:
    answer = told(answered.found)
    body = {
        "name": answered.question.name,
        "title": answered.question.title,
        "version": answered.question.version,
        "scope": answered.scope,
        "parameters": dict(answered.values),
        "columns": answer.columns,
        "total": len(answer.rows),
        "rows": list(answer.values()),
    }
    return json.dumps(body, ensure_ascii=False).encode()

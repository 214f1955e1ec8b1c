"""The uses of the sector as NDJSON, CSV and workbook: the same uses as the list, in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from fastapi import Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from api.exports import sheet_stream as cells
from api.exports.flow import flow
from api.exports.handing_out import XLSX
from api.i18n import translate
from api.landscape_export import guarded
from api.quick import Quick
from api.rendering import label
from swc.access.kinds import Act
from swc.dependency.uses.lines import JsonLines, Layout, LineWriter, Names, Write
from swc.dependency.uses.queries import demand_landscapes, open_stream
from swc.dependency.uses.reading import WHOLE
from swc.dependency.uses.schemas import UseFilter

NDJSON: Final = "application/x-ndjson"

_HEADINGS: Final = (
    "Id",
    "Bestuursnummer",
    "Bestuur",
    "Onderwijssector",
    "Productsleutel",
    "Product",
    "Leverancierssleutel",
    "Leverancier",
    "Status",
    "Status sinds",
    "Begindatum",
    "Einddatum",
    "Scholen",
    "Hosting",
    "Aantal gebruikers",
    "FORA-componenten",
    "Gewijzigd",
)


class UseFormat(StrEnum):
    """The files in which the uses are handed out."""

    NDJSON = "ndjson"
    CSV = "csv"
    XLSX = "xlsx"


_ENDS_FIELD: Final = re.compile('[;"\r\n]').search

_MEDIA: Final = {UseFormat.NDJSON: NDJSON, UseFormat.CSV: "text/csv; charset=utf-8", UseFormat.XLSX: XLSX}


async def use_file(quick: Quick, asked: UseFilter, form: UseFormat) -> Response:
    """Return the uses as a stream; whether one may have them is known before it begins."""
    act = await quick.read(lambda _session, act: _allowed(act))
    make: Callable[[Session], Iterator[bytes]] = lambda session: _WRITERS[form](session, asked, act)  # noqa: E731
    headers = {
        "Content-Disposition": f'attachment; filename="applicaties-sector-{act.today}.{form.value}"',
        "Cache-Control": "no-store",
    }
    content = flow(quick.database, make, quick.request.app.state.exporters)
    return StreamingResponse(content, media_type=_MEDIA[form], headers=headers)


def _allowed(act: Act) -> Act:
    demand_landscapes(act)
    return act


def _ndjson(session: Session, asked: UseFilter, act: Act) -> Iterator[bytes]:
    for lines in open_stream(session, asked, JsonLines, by=act):
        if lines:
            yield ("\n".join(lines) + "\n").encode()


def _csv(session: Session, asked: UseFilter, act: Act) -> Iterator[bytes]:
    """Yield the list as Dutch Excel opens it: semicolons, decimal comma and a byte order mark."""
    yield b"\xef\xbb\xbf" + (";".join(_quoted(translate(one)) for one in _HEADINGS) + "\r\n").encode()
    form = _Cells(_quoted, _quoted, day=_csv_day, between=";")
    for lines in open_stream(session, asked, form.writer, by=act):
        if lines:
            yield ("\r\n".join(lines) + "\r\n").encode()


def _xlsx(session: Session, asked: UseFilter, act: Act) -> Iterator[bytes]:
    texts = cells.Texts()
    form = _Cells(texts.cell, cells.inline, day=_sheet_day, number=cells.number, code=cells.CODE, empty=cells.EMPTY)
    rows = open_stream(session, asked, form.writer, by=act)
    headings = [translate(one) for one in _HEADINGS]
    yield from cells.workbook(translate("Applicaties"), headings, texts, rows)


_WRITERS: Final = {UseFormat.NDJSON: _ndjson, UseFormat.CSV: _csv, UseFormat.XLSX: _xlsx}


@dataclass(frozen=True, slots=True)
class _Cells:
    """How a file of rows writes a cell: with a text, one that hardly occurs again, a day or a number; and no text."""

    cell: Write
    once: Write
    day: Write
    number: Write = str
    code: tuple[str, str] = ("", "")
    empty: str = ""
    between: str = ""

    def writer(self, known: Names) -> LineWriter:
        """Return what writes uses as rows, with codes in the words of the reader."""
        return LineWriter(
            Layout(
                id=self.code,
                board=lambda number: self._board(number, *known.boards[number]),
                facts=[
                    lambda key: self.between.join(map(self._text, (key, *known.products[key]))),
                    self._label("usage-status"),
                    *[self._known(self.day)] * 3,
                    self._schools,
                    self._label("hosting-forms"),
                    self._known(self.number),
                    self._codes,
                ],
                moment=self.code,
                between=self.between,
            )
        )

    def _known(self, write: Write) -> Write:
        return lambda text: write(text) if text else self.empty

    def _text(self, found: str | None) -> str:
        return self.cell(found) if found else self.empty

    def _label(self, scheme: str) -> Write:
        return self._known(lambda code: self.cell(label(code, scheme)))

    def _board(self, number: str, name: str, sector: str) -> str:
        return self.between.join((self.cell(number), self.cell(name), self._label("sectors")(sector)))

    def _codes(self, text: str) -> str:
        """Return codes with commas between them as one cell, in order."""
        return self.once(" ".join(sorted(text.split(",")))) if text else self.empty

    def _schools(self, text: str) -> str:
        return self.cell(translate("hele bestuur")) if text == WHOLE else self._codes(text)


def _quoted(text: str) -> str:
    """Return a text as a field of CSV that no spreadsheet takes for a formula (RFC 4180)."""
    safe = guarded(text)
    return f'"{safe.replace(chr(34), chr(34) * 2)}"' if _ENDS_FIELD(safe) else safe


def _csv_day(text: str) -> str:
    return f"{text[8:]}-{text[5:7]}-{text[:4]}"


def _sheet_day(text: str) -> str:
    return cells.day(date.fromisoformat(text))

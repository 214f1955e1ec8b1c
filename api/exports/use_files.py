"""The uses of the sector as NDJSON, CSV and workbook: the same uses as the list, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
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
from swc.dependency.uses.lines import Names, json_line, moment_text, uuid_text
from swc.dependency.uses.queries import demand_landscapes, open_stream
from swc.dependency.uses.reading import Facts
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
    for lines in open_stream(session, asked, json_line, by=act):
        if lines:
            yield ("\n".join(lines) + "\n").encode()


def _csv(session: Session, asked: UseFilter, act: Act) -> Iterator[bytes]:
    """Yield the list as Dutch Excel opens it: semicolons, decimal comma and a byte order mark."""
    yield b"\xef\xbb\xbf" + (";".join(_quoted(translate(one)) for one in _HEADINGS) + "\r\n").encode()
    write = _CsvLines()
    for lines in open_stream(session, asked, write, by=act):
        if lines:
            yield ("\r\n".join(lines) + "\r\n").encode()


def _xlsx(session: Session, asked: UseFilter, act: Act) -> Iterator[bytes]:
    texts = cells.Texts()
    rows = open_stream(session, asked, _SheetRows(texts), by=act)
    headings = [translate(one) for one in _HEADINGS]
    yield from cells.workbook(translate("Applicaties"), headings, texts, rows)


_WRITERS: Final = {UseFormat.NDJSON: _ndjson, UseFormat.CSV: _csv, UseFormat.XLSX: _xlsx}


class _CsvLines:
    """Writes a use as a line; what a board and a product bring is written once."""

    def __init__(self) -> None:
        self._boards: dict[str, str] = {}
        self._products: dict[str, str] = {}
        self._texts = _Labels(_quoted, _quoted, "")

    def __call__(self, known: Names, facts: Facts) -> str:
        use_id, number, key, status, *days, hosting, whole, users, updated, placed, schools = facts
        board, product, texts = self._boards.get(number), self._products.get(key), self._texts
        if board is None:
            name, sector = known.board_facts[number]
            board = self._boards[number] = ";".join([_quoted(number), _quoted(name), texts.label(sector, "sectors")])
        if product is None:
            product = self._products[key] = ";".join(_quoted(one or "") for one in (key, *known.product_facts[key]))
        return (
            f"{uuid_text(use_id)};{board};{product};{texts.label(status, 'usage-status')};{_csv_day(days[0])};"
            f"{_csv_day(days[1])};{_csv_day(days[2])};{texts.schools(schools, whole)};"
            f"{texts.label(hosting, 'hosting-forms')};{'' if users is None else users};"
            f"{texts.codes(placed)};{moment_text(updated)}"
        )


class _SheetRows:
    """Writes a use as the cells of a row."""

    def __init__(self, texts: cells.Texts) -> None:
        self._cell = texts.cell
        self._boards: dict[str, str] = {}
        self._products: dict[str, str] = {}
        self._texts = _Labels(texts.cell, cells.inline, cells.EMPTY)

    def __call__(self, known: Names, facts: Facts) -> str:
        use_id, number, key, status, *days, hosting, whole, users, updated, placed, schools = facts
        board, product, texts = self._boards.get(number), self._products.get(key), self._texts
        if board is None:
            name, sector = known.board_facts[number]
            board = self._boards[number] = self._cell(number) + self._cell(name) + texts.label(sector, "sectors")
        if product is None:
            product = self._products[key] = "".join(
                self._cell(one) if one else cells.EMPTY for one in (key, *known.product_facts[key])
            )
        return (
            f"{cells.code(uuid_text(use_id))}{board}{product}{texts.label(status, 'usage-status')}"
            f"{_sheet_day(days[0])}{_sheet_day(days[1])}{_sheet_day(days[2])}{texts.schools(schools, whole)}"
            f"{texts.label(hosting, 'hosting-forms')}{cells.EMPTY if users is None else cells.number(users)}"
            f"{texts.codes(placed)}{cells.code(moment_text(updated))}"
        )


class _Labels:
    """Codes in the words of the reader, each looked up once and written as a cell of the file."""

    def __init__(self, write: Callable[[str], str], once: Callable[[str], str], empty: str) -> None:
        self._write, self._once, self._empty = write, once, empty
        self._whole = write(translate("hele bestuur"))
        self._known: dict[tuple[str, str], str] = {}
        self._lists: dict[str, str] = {}

    def label(self, code: str | None, scheme: str) -> str:
        """Return the label of a code; nothing where there is none."""
        if not code:
            return self._empty
        found = self._known.get((code, scheme))
        if found is None:
            found = self._known[code, scheme] = self._write(label(code, scheme))
        return found

    def codes(self, text: str | None) -> str:
        """Return codes with commas between them as one cell, in order."""
        if not text:
            return self._empty
        found = self._lists.get(text)
        if found is None:
            if len(self._lists) > _KEPT_LISTS:
                self._lists.clear()
            found = self._lists[text] = self._once(" ".join(sorted(text.split(","))))
        return found

    def schools(self, text: str | None, whole: object) -> str:
        """Return the schools of a use as one cell."""
        return self._whole if whole else self.codes(text)


_KEPT_LISTS: Final = 20_000


@lru_cache(maxsize=20_000)
def _quoted(text: str) -> str:
    """Return a text as a field of CSV that no spreadsheet takes for a formula (RFC 4180)."""
    safe = guarded(text)
    return f'"{safe.replace(chr(34), chr(34) * 2)}"' if any(one in safe for one in ';"\r\n') else safe


def _csv_day(found: object) -> str:
    text = "" if found is None else str(found)
    return f"{text[8:]}-{text[5:7]}-{text[:4]}" if text else ""


def _sheet_day(found: object) -> str:
    return cells.EMPTY if found is None else cells.day(date.fromisoformat(str(found)))

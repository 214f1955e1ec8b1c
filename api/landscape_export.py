"""The landscape list as a file: CSV in the dialect of Dutch Excel, and XLSX; the same columns as the import reads."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Final
from uuid import UUID

import xlsxwriter

from api.i18n import translate
from api.rendering import label
from swc.dpia.schemas import LandscapeRow
from swc.risk.schemas import SeverityCounts

Cell = str | int | Decimal | date | None
Flags = Mapping[UUID, SeverityCounts]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_WIDTH: Final = 24


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Dutch heading (a message id) and how it is read from a row."""

    heading: str
    value: Callable[[LandscapeRow, Flags], Cell]


def _components(row: LandscapeRow, _flags: Flags) -> str:
    return "; ".join(one.name for one in row.use.components)


def _flag_count(row: LandscapeRow, flags: Flags) -> int:
    found = flags.get(row.use.id)
    return found.total if found else 0


def _model(row: LandscapeRow, _flags: Flags) -> str:
    model = row.use.agreement.model_version
    return label(model, "agreement-models") if model else ""


COLUMNS: Final = (
    Column("Applicatie", lambda row, _: row.use.name),
    Column("Product", lambda row, _: row.use.product_name),
    Column("Versie", lambda row, _: row.use.version_name),
    Column("Leverancier", lambda row, _: row.use.vendor_name),
    Column("Leveranciersgroep", lambda row, _: row.use.group_name),
    Column("Status", lambda row, _: label(row.use.status, "usage-status")),
    Column("Status sinds", lambda row, _: row.use.status_since),
    Column("Begindatum", lambda row, _: row.use.start_date),
    Column("Einddatum", lambda row, _: row.use.end_date),
    Column("Scholen", lambda row, _: "; ".join(row.use.schools) or translate("hele bestuur")),
    Column("Eigenaar (rol)", lambda row, _: row.use.owner_role),
    Column("Hosting", lambda row, _: label(row.use.hosting, "hosting-forms") if row.use.hosting else None),
    Column("Aantal gebruikers", lambda row, _: row.use.users),
    Column("Kosten per jaar", lambda row, _: row.use.yearly_cost),
    Column("Belang", lambda row, _: label(row.use.criticality, "criticality") if row.use.criticality else None),
    Column("FORA-componenten", _components),
    Column("Persoonsgegevens", lambda row, _: label(row.use.personal_data, "personal-data")),
    Column("Categorieën", lambda row, _: "; ".join(dict.fromkeys(one.code for one in row.use.categories))),
    Column("DPIA", lambda row, _: label(row.dpia.state, "dpia-states")),
    Column("DPIA herzien voor", lambda row, _: row.dpia.review_due),
    Column("Verwerkersovereenkomst", lambda row, _: label(row.use.agreement.presence, "agreement-presence")),
    Column("Model", _model),
    Column("Getekend op", lambda row, _: row.use.agreement.signed_on),
    Column("Geldig tot", lambda row, _: row.use.agreement.valid_until),
    Column("Open signalen", _flag_count),
)


def as_csv(rows: Iterable[LandscapeRow], flags: Flags) -> bytes:
    """Return the list as CSV: semicolons, decimal comma and a byte order mark, as Dutch Excel opens it.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_headings())
    for row in rows:
        writer.writerow([_as_text(column.value(row, flags)) for column in COLUMNS])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(rows: Iterable[LandscapeRow], flags: Flags) -> bytes:
    """Return the list as a workbook with typed numbers and dates; texts are written as texts, never as formulas."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate("Applicaties"))
        bold = book.add_format({"bold": True})
        formats = {
            date: book.add_format({"num_format": "dd-mm-yyyy"}),
            Decimal: book.add_format({"num_format": "0.00"}),
        }
        headings = _headings()
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, bold)
        last = 0
        for last, row in enumerate(rows, start=1):
            for at, column in enumerate(COLUMNS):
                _write(sheet, last, at, column.value(row, flags), formats)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, last, len(headings) - 1)
        sheet.set_column(0, len(headings) - 1, _WIDTH)
    return content.getvalue()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _headings() -> list[str]:
    return [translate(column.heading) for column in COLUMNS]


def _as_text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return guarded(value) if isinstance(value, str) else str(value)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, formats: Mapping[type, object]
) -> None:
    if isinstance(value, date):
        moment = datetime.combine(value, datetime.min.time())
        sheet.write_datetime(row, column, moment, formats[date])
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, column, value, formats[Decimal] if isinstance(value, Decimal) else None)
    elif value:
        sheet.write_string(row, column, value)

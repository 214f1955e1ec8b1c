"""Agreements as a workbook: the columns that reading in recognises, filled with what stands or empty to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Final

import xlsxwriter

from api.i18n import translate
from api.rendering import label
from swc.landscape.agreements.imports.kinds import DealField
from swc.landscape.agreements.imports.names import EXPLAINED, FIELD_NAMES
from swc.landscape.agreements.schemas import AgreementRow
from vocab.schemes import scheme

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | date | None

_WIDTH: Final = 24
_ROWS: Final = 500
_CHOICES: Final = "Keuzes"


def _yes_no(value: bool | None) -> str | None:  # noqa: FBT001 - the value of a cell
    return None if value is None else "ja" if value else "nee"


def _about(one: AgreementRow) -> str:
    return one.use_name or "; ".join(product.name for product in one.products)


COLUMNS: Final[Mapping[DealField, Callable[[AgreementRow], Cell]]] = {
    DealField.VENDOR: lambda one: one.vendor_name,
    DealField.APPLICATION: _about,
    DealField.PRESENCE: lambda one: label(one.presence, "agreement-presence"),
    DealField.MODEL: lambda one: label(one.model_version, "agreement-models") if one.model_version else None,
    DealField.SIGNED_ON: lambda one: one.signed_on,
    DealField.VALID_UNTIL: lambda one: one.valid_until,
    DealField.SIGNER_ROLE: lambda one: one.signer_role,
    DealField.SIGNER_AUTHORISED: lambda one: _yes_no(one.signer_authorised),
    DealField.DOCUMENT: lambda one: one.document_url,
    DealField.ANNEX: lambda one: _yes_no(one.annex_recorded),
    DealField.CATEGORIES: lambda one: "; ".join(one.categories),
    DealField.SUB_PROCESSORS: lambda one: "; ".join(each.text for each in one.sub_processors),
    DealField.LOCATIONS: lambda one: "; ".join(one.locations),
    DealField.RETENTION: lambda one: one.annex_retention,
    DealField.TITLE: lambda one: one.title,
    DealField.NOTE: lambda one: one.note,
    DealField.KEY: lambda one: str(one.id),
}
"""The columns of the list with what stands in them; the heading is the Dutch name of the field, which reads back."""

_DATES: Final = frozenset({DealField.SIGNED_ON, DealField.VALID_UNTIL})


def agreements_sheet(rows: Iterable[AgreementRow]) -> bytes:
    """Return the agreements as a workbook with typed dates; texts are written as texts, never as formulas.

    The last column holds the mark of each agreement, by which the list reads back to the very same one.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate("Overeenkomsten"))
        day = _headings(book, sheet, tuple(COLUMNS))
        last = 0
        for last, one in enumerate(rows, start=1):
            for at, read in enumerate(COLUMNS.values()):
                _write(sheet, last, at, read(one), day)
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    return content.getvalue()


def agreements_template(vendors: Sequence[str]) -> bytes:
    """Return an empty list with drop-downs, and a sheet that says what the columns mean."""
    choices: dict[DealField, Sequence[str]] = {
        DealField.VENDOR: vendors,
        DealField.PRESENCE: ("ja", "nee", "niet nodig"),
        DealField.MODEL: [label(one.code, "agreement-models") for one in scheme("agreement-models").concepts],
        DealField.SIGNER_AUTHORISED: ("ja", "nee"),
        DealField.ANNEX: ("ja", "nee"),
    }
    fields = tuple(field for field in COLUMNS if field is not DealField.KEY)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate("Overeenkomsten"))
        _headings(book, sheet, fields)
        _explain(book)
        hidden = book.add_worksheet(_CHOICES)
        hidden.hide()
        for at, field in enumerate(fields):
            _offer(sheet, hidden, at, choices.get(field, ()))
    return content.getvalue()


def _headings(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, fields: Sequence[DealField]
) -> xlsxwriter.format.Format:
    """Write the headings, in Dutch because reading in knows those; return the format of a date."""
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    for at, field in enumerate(fields):
        sheet.write_string(0, at, FIELD_NAMES[field], bold)
        sheet.set_column(at, at, _WIDTH, day if field in _DATES else None)
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


def _explain(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet(translate("Uitleg"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80, wrapped)
    for row, (field, text) in enumerate(EXPLAINED.items()):
        sheet.write_string(row, 0, translate(FIELD_NAMES[field]))
        sheet.write_string(row, 1, translate(text))


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Cell, day: xlsxwriter.format.Format
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
    elif value:
        sheet.write_string(row, column, value)

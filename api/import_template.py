"""An empty application list to fill in: every column that the import reads, with drop-downs of the board's choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from sqlmodel import Session

from api.i18n import translate
from api.rendering import label
from fora.queries import components
from swc.landscape.imports.kinds import ImportField
from swc.landscape.imports.names import FIELD_NAMES
from swc.landscape.imports.queries import product_names, school_names
from vocab.schemes import scheme

COLUMNS: Final = (
    ImportField.NAME,
    ImportField.VENDOR,
    ImportField.VERSION,
    ImportField.STATUS,
    ImportField.START_DATE,
    ImportField.END_DATE,
    ImportField.OWNER_ROLE,
    ImportField.HOSTING,
    ImportField.USERS,
    ImportField.YEARLY_COST,
    ImportField.CRITICALITY,
    ImportField.SCHOOLS,
    ImportField.COMPONENTS,
    ImportField.CATEGORIES,
    ImportField.AGREEMENT,
    ImportField.AGREEMENT_MODEL,
    ImportField.AGREEMENT_SIGNED_ON,
    ImportField.AGREEMENT_VALID_UNTIL,
    ImportField.NOTES,
)

_EXPLAINED: Final[Mapping[ImportField, str]] = {
    ImportField.NAME: "Verplicht. Een naam die niet in de catalogus staat mag ook; u kiest later wat u bedoelt.",
    ImportField.VERSION: "Zoals de catalogus de versie noemt; een andere versie komt in de notities.",
    ImportField.STATUS: "Leeg betekent: in productie.",
    ImportField.START_DATE: "Als dag-maand-jaar, of alleen een jaar.",
    ImportField.END_DATE: "Als dag-maand-jaar: wanneer het gebruik stopt, niet wanneer het contract afloopt.",
    ImportField.OWNER_ROLE: "Een functie, geen naam van een persoon.",
    ImportField.USERS: "Een heel getal; ca. 200 mag ook.",
    ImportField.YEARLY_COST: "In euro per jaar.",
    ImportField.SCHOOLS: "BRIN of naam; meer scholen gescheiden door puntkomma's. Leeg betekent: het hele bestuur.",
    ImportField.COMPONENTS: "Waarvoor u de applicatie gebruikt; meer componenten gescheiden door puntkomma's.",
    ImportField.CATEGORIES: "Codes P01 tot en met P23, gescheiden door puntkomma's.",
    ImportField.AGREEMENT: "Ja, nee, niet nodig, of de datum van ondertekening. Leeg betekent: onbekend.",
    ImportField.NOTES: "Eigen kolommen mag u toevoegen; die komen in de notities.",
}
"""What people should know before they fill in a column (message ids)."""

_DATES: Final = frozenset(
    {
        ImportField.START_DATE,
        ImportField.END_DATE,
        ImportField.AGREEMENT_SIGNED_ON,
        ImportField.AGREEMENT_VALID_UNTIL,
    }
)
_ROWS: Final = 500
_CHOICES: Final = "Keuzes"


def template_for(session: Session, board_number: str) -> bytes:
    """Return the workbook for one board: the list, what the columns mean, and a hidden sheet with the choices."""
    schools = [f"{brin} {name}" for brin, name in sorted(school_names(session, board_number).items())]
    choices: dict[ImportField, Sequence[str]] = {
        ImportField.NAME: product_names(session),
        ImportField.STATUS: _labels("usage-status"),
        ImportField.HOSTING: _labels("hosting-forms"),
        ImportField.CRITICALITY: _labels("criticality"),
        ImportField.SCHOOLS: schools,
        ImportField.COMPONENTS: [one.name for one in components(session)],
        ImportField.AGREEMENT: ("ja", "nee", "niet nodig"),
        ImportField.AGREEMENT_MODEL: _labels("agreement-models"),
    }
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(translate("Applicaties"))
        _explain(book)
        _list(book, sheet, {field: names for field, names in choices.items() if names})
    return content.getvalue()


def _labels(name: str) -> list[str]:
    return [label(one.code, name) for one in scheme(name).concepts if not one.deprecated]


def _list(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, choices: Mapping[ImportField, Sequence[str]]
) -> None:
    """Write the headings and tie each drop-down to its column of choices; another value stays allowed."""
    hidden = book.add_worksheet(_CHOICES)
    hidden.hide()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
    for at, field in enumerate(COLUMNS):
        sheet.write_string(0, at, FIELD_NAMES[field], bold)
        sheet.set_column(at, at, max(14, len(FIELD_NAMES[field]) + 2), day if field in _DATES else None)
        names = choices.get(field, ())
        for row, name in enumerate(names):
            hidden.write_string(row, at, name)
        if names:
            column = xlsxwriter.utility.xl_col_to_name(at)
            source = f"={_CHOICES}!${column}$1:${column}${len(names)}"
            options = {"validate": "list", "source": source, "error_type": "information"}
            sheet.data_validation(1, at, _ROWS, at, options)
    sheet.freeze_panes(1, 1)


def _explain(book: xlsxwriter.Workbook) -> None:
    """Write what each column means on a sheet of its own."""
    sheet = book.add_worksheet(translate("Uitleg"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80, wrapped)
    for row, (field, text) in enumerate(_EXPLAINED.items()):
        sheet.write_string(row, 0, translate(FIELD_NAMES[field]))
        sheet.write_string(row, 1, translate(text))

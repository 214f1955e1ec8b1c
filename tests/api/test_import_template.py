"""The empty list is read back as what it says."""

from __future__ import annotations

from sqlmodel import Session

from api.import_template import COLUMNS, template_for
from swc.landscape.imports.columns import find_list, heading
from swc.landscape.imports.names import FIELD_NAMES
from swc.landscape.imports.sheet import read_sheets
from tests.factories.landscape import make_landscape
from tests.factories.lists import replaced_part
from tests.personas import BOARD_A


def test_every_column_of_the_template_is_recognised_as_what_it_is_for(session: Session) -> None:
    make_landscape(session)

    found = find_list(read_sheets(template_for(session, BOARD_A), "sjabloon.xlsx"))

    assert found is not None
    assert found.sheet == "Applicaties"
    assert tuple(column.field for column in found.columns) == COLUMNS
    assert found.rows == ()


def test_the_choices_are_there_as_drop_downs(session: Session) -> None:
    make_landscape(session)
    content = template_for(session, BOARD_A)

    assert replaced_part(content, "sheet1.xml", b"<dataValidation ", b"<x ") != content
    assert all(heading(FIELD_NAMES[field]) for field in COLUMNS)

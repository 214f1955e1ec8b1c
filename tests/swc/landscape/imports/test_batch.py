"""Rows and columns as a batch keeps them."""

from __future__ import annotations

from swc.landscape.imports.batch import read_rows, stored_columns
from swc.landscape.imports.columns import recognise
from swc.landscape.imports.kinds import ChoiceKind, ImportField, Level, MatchKind
from swc.landscape.imports.matching import Named, NameIndex
from swc.landscape.imports.parties import SchoolNames
from swc.landscape.imports.reading import Known

KNOWN = Known(
    NameIndex([Named("magister", "Magister", (), "SchoolMaster", ("SchoolMaster",))]),
    NameIndex([]),
    SchoolNames({}),
    {},
    {},
    {},
)
COLUMNS = recognise([(0, "Applicatie"), (1, "Leverancier")])


def test_a_row_without_a_name_is_an_error_at_the_column_of_the_name() -> None:
    (row,) = read_rows([(4, (None, "SchoolMaster"))], COLUMNS, KNOWN)

    assert (row.problems[0].row, row.problems[0].column, row.problems[0].level) == (4, "A", Level.ERROR)


def test_a_name_of_signs_only_is_no_name_and_one_in_another_script_is() -> None:
    signs, other = read_rows([(4, ("???", None)), (5, ("Дневник", None))], COLUMNS, KNOWN)

    assert signs.problems[0].level is Level.ERROR
    assert (other.problems, other.match.kind) == ((), MatchKind.NONE)


def test_a_name_that_was_read_with_a_mistake_says_what_it_was_read_as() -> None:
    (row,) = read_rows([(2, ("Magistr", None))], COLUMNS, KNOWN)

    assert row.problems[0].text == "“Magistr” is gelezen als Magister. Kies een ander product als dat niet klopt."


def test_another_vendor_than_the_catalogue_s_gets_a_remark() -> None:
    (row,) = read_rows([(2, ("Magister", "Heutink"))], COLUMNS, KNOWN)

    assert "SchoolMaster" in row.problems[0].text


def test_a_row_of_totals_starts_skipped() -> None:
    (row,) = read_rows([(9, ("Totaal", None))], COLUMNS, KNOWN)

    assert row.choice is not None
    assert row.choice.kind is ChoiceKind.SKIP


def test_columns_show_a_few_of_their_values() -> None:
    rows = [(number, (f"App {number}", None)) for number in range(9)]

    name, vendor = stored_columns(COLUMNS, rows)

    assert (name["field"], len(name["examples"]), vendor["examples"]) == (ImportField.NAME.value, 3, [])

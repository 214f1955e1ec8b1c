"""Columns are recognised as people name them, and the list is found wherever it stands."""

from __future__ import annotations

import pytest

from swc.landscape.imports.columns import find_list, heading, letter, recognise, remapped
from swc.landscape.imports.headings import EXACT, NAMES
from swc.landscape.imports.kinds import ColumnUse, ImportField
from swc.landscape.imports.sheet import RawSheet

F = ImportField


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Applicatie", F.NAME),
        ("Naam van de applicatie", F.NAME),
        ("Apllicatie", F.NAME),
        ("PAKKET", F.NAME),
        ("Leverancier", F.VENDOR),
        ("Leverancer", F.VENDOR),
        ("Versie", F.VERSION),
        ("Versienummer", F.VERSION),
        ("Modelversie", F.AGREEMENT_MODEL),
        ("In gebruik sinds", F.START_DATE),
        ("Einddatum", F.END_DATE),
        ("Proceseigenaar", F.OWNER_ROLE),
        ("SaaS/on-premise", F.HOSTING),
        ("Aantal gebruikers (ca.)", F.USERS),
        ("Kosten (€)", F.YEARLY_COST),
        ("Kosten per jaar", F.YEARLY_COST),
        ("Kosten p/j", F.YEARLY_COST),
        ("Belang/Kritiek", F.CRITICALITY),
        ("School/BRIN/Locatie", F.SCHOOLS),
        ("FORA component", F.COMPONENTS),
        ("Referentiecomponent", F.COMPONENTS),
        ("Verwerkersovereenkomst (ja/nee/datum)", F.AGREEMENT),
        ("Datum verwerkersovereenkomst", F.AGREEMENT_SIGNED_ON),
        ("Model", F.AGREEMENT_MODEL),
        ("DPIA", F.DPIA),
        ("Bevat persoonsgegevens?", F.PERSONAL_DATA),
        ("Categorieën persoonsgegevens", F.CATEGORIES),
        ("Opmerking(en)", F.NOTES),
    ],
)
def test_a_heading_is_recognised_as_people_write_it(text: str, field: ImportField) -> None:
    found = heading(text)

    assert found is not None
    assert found.field is field


@pytest.mark.parametrize(
    "text",
    [
        "Kosten per maand",
        "Kosten (per leerling)",
        "Contactpersoon leverancier",
        "Einddatum contract",
        "Opzegtermijn",
        "VWO",
        "Datum laatste update",
        "",
        "???",
    ],
)
def test_a_heading_that_means_something_else_is_not_forced_into_a_field(text: str) -> None:
    assert heading(text) is None


def test_no_name_belongs_to_two_fields() -> None:
    names = [(name, field) for field, some in NAMES.items() for name in some]

    assert [pair for pair in names if EXACT[pair[0]][0] is not pair[1]] == []


def test_every_field_has_a_name() -> None:
    assert set(NAMES) == set(ImportField)


def test_two_columns_of_one_field_give_it_to_the_most_telling_name() -> None:
    columns = recognise([(0, "Naam"), (1, "Applicatie"), (2, "Eigenaar"), (3, "Functioneel beheerder")])

    assert [column.field for column in columns] == [None, F.NAME, F.OWNER_ROLE, None]


def test_what_our_own_export_works_out_is_not_read_back_as_typed_facts() -> None:
    headers = ("Applicatie", "Leveranciersgroep", "DPIA", "DPIA herzien voor", "Categorieën", "Status", "Open signalen")

    columns = recognise(list(enumerate(headers)))

    assert [column.header for column in columns if column.otherwise is ColumnUse.DROP] == [
        "Leveranciersgroep",
        "DPIA",
        "DPIA herzien voor",
        "Categorieën",
        "Open signalen",
    ]


def test_a_person_can_give_a_column_another_meaning() -> None:
    columns = recognise([(0, "Applicatie"), (1, "Soort ding"), (2, "Leverancier"), (3, "Kleur")])

    changed = remapped(columns, {1: F.NAME, 2: ColumnUse.DROP})

    assert [column.field for column in changed] == [None, F.NAME, None, None]
    assert [column.otherwise for column in changed] == [ColumnUse.KEEP, ColumnUse.KEEP, ColumnUse.DROP, ColumnUse.KEEP]


def test_the_header_row_is_found_below_title_rows_and_empty_rows_are_skipped() -> None:
    sheet = RawSheet(
        "Lijst",
        1,
        0,
        (
            ("Applicaties Stichting De Linde", None, None),
            ("versie 3", None, None),
            (None, None, None),
            ("Applicatie", "Leverancier", "Kleur"),
            ("Magister", "SchoolMaster", "blauw"),
            (None, None, None),
            ("Zermelo", None, None),
        ),
    )

    found = find_list([sheet])

    assert found is not None
    assert found.header_row == 4
    assert [number for number, _ in found.rows] == [5, 7]


def test_of_several_sheets_the_one_with_most_recognised_headings_is_read() -> None:
    about = RawSheet("Uitleg", 1, 0, (("Status", "betekenis"), ("in gebruik", "wordt gebruikt")))
    apps = RawSheet("Apps 2026", 1, 0, (("Applicatie", "Leverancier", "Status"), ("Magister", None, None)))

    found = find_list([about, apps])

    assert found is not None
    assert found.sheet == "Apps 2026"
    assert found.other_sheets == ("Uitleg",)


def test_a_list_without_known_headings_takes_its_first_filled_row_as_header() -> None:
    found = find_list([RawSheet("X", 1, 0, ((None,), ("Dingen",), ("Magister",)))])

    assert found is not None
    assert found.columns[0].field is None
    assert found.header_row == 2


def test_a_column_without_heading_but_with_content_is_listed() -> None:
    found = find_list([RawSheet("X", 1, 1, (("Applicatie", None), ("Magister", "los")))])

    assert found is not None
    assert [column.header for column in found.columns] == ["Applicatie", "kolom C"]


def test_nothing_is_found_in_empty_sheets() -> None:
    assert find_list([]) is None
    assert find_list([RawSheet("X", 1, 0, ((None,),))]) is None


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_a_spreadsheet_calls_them(index: int, letters: str) -> None:
    assert letter(index) == letters

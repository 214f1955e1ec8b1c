"""Rows become values; what has no place of its own is kept in the notes."""

from __future__ import annotations

from collections.abc import Sequence

from swc.landscape.imports.columns import Column, recognise
from swc.landscape.imports.kinds import Cell, ColumnUse, ImportField, Level
from swc.landscape.imports.matching import NameIndex
from swc.landscape.imports.parties import SchoolNames
from swc.landscape.imports.reading import _READERS, Known, labels_of, read_row
from swc.landscape.imports.schemas import RowProblem, RowValues
from swc.landscape.kinds import AgreementPresence

KNOWN = Known(
    products=NameIndex([]),
    components=NameIndex([]),
    schools=SchoolNames({"11AA": "De Eik"}),
    hosting=labels_of("hosting-forms"),
    models={"4 0": "4.0"},
    categories=labels_of("data-categories"),
)


def read(headers: Sequence[str], cells: Sequence[Cell]) -> tuple[RowValues, tuple[RowProblem, ...]]:
    return read_row(7, tuple(cells), recognise(list(enumerate(headers))), KNOWN)


def test_every_field_has_a_reader() -> None:
    assert set(_READERS) == set(ImportField)


def test_a_problem_names_row_column_and_heading() -> None:
    _, problems = read(("Applicatie", "Einddatum"), ("Magister", "zomer"))

    assert (problems[0].row, problems[0].column, problems[0].header) == (7, "B", "Einddatum")
    assert problems[0].level is Level.ERROR
    assert "zomer" in problems[0].text


def test_a_column_that_is_not_recognised_is_kept_in_the_notes_with_its_heading() -> None:
    values, _ = read(("Applicatie", "Kleur", "Opmerkingen"), ("Magister", "blauw", "fijn  pakket"))

    assert values.notes == ("Kleur: blauw", "fijn pakket")


def test_a_column_that_is_switched_off_is_dropped() -> None:
    columns = (Column(0, "A", "Applicatie", ImportField.NAME), Column(1, "B", "Kleur", otherwise=ColumnUse.DROP))

    values, _ = read_row(2, ("Magister", "blauw"), columns, KNOWN)

    assert values.notes == ()


def test_what_could_not_be_read_is_kept_in_the_notes_so_that_nothing_is_lost() -> None:
    values, problems = read(("Applicatie", "Aantal gebruikers"), ("Magister", "200-300"))

    assert values.users is None
    assert values.notes == ("Aantal gebruikers: 200-300",)
    assert problems[0].level is Level.WARNING


def test_a_dpia_column_never_sets_a_status() -> None:
    values, problems = read(("Applicatie", "DPIA"), ("Magister", "ja"))

    assert values.notes == ("DPIA: ja",)
    assert "stappen" in problems[0].message


def test_a_date_of_signing_says_that_there_is_an_agreement() -> None:
    values, _ = read(("Applicatie", "Getekend op"), ("Magister", "2024-02-01"))

    assert values.agreement is AgreementPresence.PRESENT


def test_a_plain_no_is_stronger_than_a_date_in_the_next_column() -> None:
    values, _ = read(("Applicatie", "Getekend op", "Verwerkersovereenkomst"), ("Magister", "2024-02-01", "nee"))

    assert values.agreement is AgreementPresence.ABSENT


def test_an_address_of_a_person_gets_a_remark() -> None:
    _, problems = read(("Applicatie", "Eigenaar"), ("Magister", "piet@school.test"))

    assert "functie" in problems[0].remedy

"""Schools by BRIN or name, components by name or other name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.matching import Named, NameIndex
from swc.landscape.imports.parties import SchoolNames, components, schools

SCHOOLS = SchoolNames(
    {"11AA": "Basisschool De Eik", "22BB": "Basisschool De Beuk", "33CC": "De Linde", "44DD": "De Linde"}
)
LAS = "9" * 32
COMPONENTS = NameIndex([Named(LAS, "Leerlingadministratiesysteem"), Named("8" * 32, "Roosterapplicatie")])


@pytest.mark.parametrize(
    ("cell", "brins"),
    [
        ("11AA", ("11AA",)),
        ("11aa00", ("11AA",)),
        ("11AA; 22BB", ("11AA", "22BB")),
        ("Basisschool De Eik", ("11AA",)),
        ("basisschool de eik, 22BB", ("11AA", "22BB")),
        ("11AA Basisschool De Eik", ("11AA",)),
        ("Basisschool De Eijk", ("11AA",)),
    ],
)
def test_schools_are_read_by_brin_or_name(cell: str, brins: tuple[str, ...]) -> None:
    assert schools(cell, SCHOOLS).value == brins


@pytest.mark.parametrize("cell", ["alle scholen", "Bestuursbreed", "hele bestuur"])
def test_words_for_everybody_mean_the_whole_board(cell: str) -> None:
    assert schools(cell, SCHOOLS).value == ()


def test_naming_every_school_means_the_whole_board() -> None:
    assert schools("11AA; 22BB; 33CC; 44DD", SCHOOLS).value == ()
    assert schools("De Eik", SchoolNames({"11AA": "De Eik"})).value == ()


@pytest.mark.parametrize("cell", ["99ZZ", "De Wilg", "11AA; De Wilg", "De Linde"])
def test_a_school_that_is_not_the_board_s_or_not_one_is_an_error(cell: str) -> None:
    found = schools(cell, SCHOOLS)

    assert found.value is None
    assert found.problems[0].level is Level.ERROR


def test_an_empty_cell_says_nothing_about_schools() -> None:
    assert schools(None, SCHOOLS).value is None


def test_components_are_read_by_name_and_by_likeness_with_a_remark() -> None:
    exact, likely = components("Leerlingadministratiesysteem", COMPONENTS), components("Roosteraplicatie", COMPONENTS)

    assert exact.value == (LAS,)
    assert exact.problems == ()
    assert likely.value == ("8" * 32,)
    assert likely.problems[0].level is Level.WARNING


def test_what_is_no_component_is_not_placed_and_says_so() -> None:
    found = components("Koffieautomaat; Leerlingadministratiesysteem", COMPONENTS)

    assert found.value == (LAS,)
    assert "Koffieautomaat" in found.problems[0].params["value"]


@given(st.one_of(st.none(), st.text(max_size=60), st.floats(allow_nan=False, allow_infinity=False)))
def test_no_cell_crashes_the_readers(cell: Cell) -> None:
    assert schools(cell, SCHOOLS).value in (None, ()) or isinstance(schools(cell, SCHOOLS).value, tuple)
    assert components(cell, COMPONENTS).value is None or isinstance(components(cell, COMPONENTS).value, tuple)

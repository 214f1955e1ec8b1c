"""Dates as people and Excel write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports.dates import EARLIEST, LATEST, day
from swc.landscape.imports.kinds import Cell, Level


@pytest.mark.parametrize(
    "cell",
    [
        "31-12-2024",
        "31/12/2024",
        "31.12.2024",
        "31-12-24",
        "2024-12-31",
        "2024-12-31T00:00:00",
        "31 december 2024",
        "31 dec 2024",
        "12/31/2024",
        45657.0,
        "45657",
    ],
)
def test_a_whole_date_is_read_in_every_notation(cell: Cell) -> None:
    assert day(cell).value == date(2024, 12, 31)
    assert day(cell).problems == ()


def test_the_day_comes_before_the_month() -> None:
    assert day("03-04-2024").value == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("2019", date(2019, 1, 1)),
        (2019.0, date(2019, 1, 1)),
        ("sept 2021", date(2021, 9, 1)),
        ("09-2021", date(2021, 9, 1)),
        ("2021-09", date(2021, 9, 1)),
    ],
)
def test_a_bare_year_or_month_starts_a_use_but_never_ends_an_agreement(cell: Cell, start: date) -> None:
    assert day(cell, first_of=True).value == start
    assert day(cell, first_of=True).problems[0].level is Level.WARNING
    assert day(cell).value is None
    assert day(cell).problems[0].level is Level.WARNING


@pytest.mark.parametrize("cell", [None, "", "-", "onbekend", "n.v.t.", "doorlopend", "onbepaalde tijd"])
def test_what_says_no_date_gives_none_without_a_remark(cell: Cell) -> None:
    assert day(cell).value is None
    assert day(cell).problems == ()


@pytest.mark.parametrize("cell", ["30-02-2024", "zomer", "01-01-1066", True, -3.0, "99-99-9999", "13-2021"])
def test_what_is_no_date_is_an_error_that_says_how_to_mend_it(cell: Cell) -> None:
    found = day(cell)

    assert found.value is None
    assert found.problems[0].level is Level.ERROR
    assert found.problems[0].remedy


@given(st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=40)))
def test_no_cell_crashes_the_reader(cell: Cell) -> None:
    for first_of in (True, False):
        found = day(cell, first_of=first_of).value
        assert found is None or EARLIEST <= found.year <= LATEST


@given(st.from_regex(r"\d{1,5}[-/. ]\d{0,5}[-/. ]?\d{0,6}", fullmatch=True))
def test_no_row_of_digits_crashes_the_reader(cell: str) -> None:
    assert day(cell).value is None or isinstance(day(cell).value, date)


@given(st.dates(date(EARLIEST, 1, 1), date(LATEST, 12, 31)))
def test_a_date_reads_back_the_same_from_text_and_from_excel(when: date) -> None:
    serial = (when - date(1899, 12, 30)) / timedelta(days=1)

    assert day(f"{when:%d-%m-%Y}").value == when
    assert day(when.isoformat()).value == when
    assert day(serial).value == when

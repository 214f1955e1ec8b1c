"""Numbers and amounts as people type them; what is ambiguous stays empty with a remark."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.numbers import MAX_COST, MAX_USERS, whole_number, yearly_amount

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=60),
    st.from_regex(r"[€ca.~±]{0,3} ?-?\d{0,9}[.,]?\d{0,4}[.,]?\d{0,4}[,\-]{0,3} ?[a-z]{0,6}", fullmatch=True),
)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (200.0, 200),
        ("200", 200),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("1 234", 1234),
        ("350 leerlingen", 350),
        ("0", 0),
    ],
)
def test_a_number_of_users_is_read(cell: Cell, number: int) -> None:
    assert whole_number(cell).value == number
    assert whole_number(cell).problems == ()


@pytest.mark.parametrize("cell", ["ca. 200", "circa 200", "±200", "ongeveer 200", "~ 200"])
def test_an_estimate_is_read_with_a_remark(cell: str) -> None:
    found = whole_number(cell)

    assert found.value == 200
    assert found.problems[0].level is Level.WARNING


@pytest.mark.parametrize("cell", ["200-300", "1,234", "veel", "2 x 100", 12.5, True, "10k", "iedereen"])
def test_an_unclear_number_stays_unknown_with_a_remark(cell: Cell) -> None:
    found = whole_number(cell)

    assert found.value is None
    assert found.problems[0].level is Level.WARNING
    assert found.problems[0].remedy


@pytest.mark.parametrize("cell", [None, "", "?", "-", "onbekend", "n.v.t."])
def test_what_says_unknown_is_unknown_without_a_remark(cell: Cell) -> None:
    assert whole_number(cell) == yearly_amount(cell)
    assert whole_number(cell).value is None
    assert whole_number(cell).problems == ()


@pytest.mark.parametrize("cell", [-5.0, "-5", 1e12])
def test_an_impossible_number_is_an_error(cell: Cell) -> None:
    assert whole_number(cell).problems[0].level is Level.ERROR


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("€ 1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("€1.234,-", "1234.00"),
        ("1.234", "1234.00"),
        ("1,234.50", "1234.50"),
        ("EUR 99", "99.00"),
        ("99 euro", "99.00"),
        ("12.50", "12.50"),
        ("€ 2.500 per jaar", "2500.00"),
        ("gratis", "0.00"),
        (1999.99, "1999.99"),
    ],
)
def test_an_amount_per_year_is_read(cell: Cell, amount: str) -> None:
    assert yearly_amount(cell).value == Decimal(amount)


@pytest.mark.parametrize("cell", ["€ 5 per leerling", "100 per maand", "1,234", "zie contract", "50 - 60", "€ 12 p.p."])
def test_an_amount_that_is_not_clearly_per_year_stays_unknown(cell: str) -> None:
    found = yearly_amount(cell)

    assert found.value is None
    assert found.problems[0].level is Level.WARNING


def test_a_negative_amount_is_an_error() -> None:
    assert yearly_amount("€ -50").problems[0].level is Level.ERROR


@given(CELLS)
def test_no_cell_crashes_the_reader_and_what_is_read_can_be_stored(cell: Cell) -> None:
    users, cost = whole_number(cell), yearly_amount(cell)

    assert users.value is None or 0 <= users.value <= MAX_USERS
    assert cost.value is None or (0 <= cost.value <= MAX_COST and cost.value == round(cost.value, 2))


@given(st.integers(0, MAX_USERS))
def test_a_number_with_dutch_thousands_reads_back_the_same(number: int) -> None:
    assert whole_number(f"{number:,}".replace(",", ".")).value == number


@given(st.decimals(0, 9_999_999, places=2))
def test_an_amount_in_dutch_notation_reads_back_the_same(amount: Decimal) -> None:
    dutch = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))

    assert yearly_amount(f"€ {dutch}").value == amount

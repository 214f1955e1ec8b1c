"""Joint buying: windows and groups, and that no figure over too few boards can be read or worked out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.contracts.rules import Notice
from swc.procurement.rules import (
    Deal,
    Part,
    Window,
    groups,
    hidden_of,
    quarters,
    rounded,
    total,
    visible,
    window,
)

LEAST = 5
FIRST, SECOND, THIRD = date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1)


def part(board: str, *, named: bool = False, pupils: int | None = 100, value: int | None = 1_000) -> Part:
    return Part(board, named, pupils, at_least=False, value=None if value is None else Decimal(value))


def parts(hidden: int, named: int = 0, pupils: int | None = 100) -> tuple[Part, ...]:
    return (
        *(part(f"h{at}", pupils=pupils) for at in range(hidden)),
        *(part(f"n{at}", named=True, pupils=pupils) for at in range(named)),
    )


@pytest.mark.parametrize(
    ("notice", "first"),
    [
        (Notice(months=2), date(2026, 11, 30)),
        (Notice(days=31), date(2026, 12, 30)),
        (Notice(), date(2027, 1, 31)),
    ],
)
def test_a_window_opens_before_the_last_notice_day_and_closes_after_the_end(notice: Notice, first: date) -> None:
    assert window(date(2027, 7, 31), notice, 6) == Window(first, date(2028, 1, 31))


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Window(date(2026, 12, 31), date(2027, 4, 1)), (FIRST, SECOND)),
        (Window(FIRST, FIRST), (FIRST,)),
        (Window(date(2027, 1, 2), date(2027, 3, 31)), ()),
        (Window(date(9999, 9, 30), date.max), (date(9999, 10, 1),)),
    ],
)
def test_a_window_holds_the_first_days_of_quarters_in_it(span: Window, days: tuple[date, ...]) -> None:
    assert quarters(span) == days


def test_the_quarter_that_fits_most_boards_is_taken_first() -> None:
    found = groups(
        (
            Deal("1", "a", ("las",), (FIRST, SECOND)),
            Deal("2", "b", ("las",), (SECOND, THIRD)),
            Deal("3", "c", ("las",), (THIRD,)),
            Deal("4", "d", ("las",), (SECOND,)),
        )
    )
    assert [(one.quarter, one.boards) for one in found] == [(SECOND, ("a", "b", "d")), (THIRD, ("c",))]


def test_a_contract_for_two_components_counts_where_most_boards_have_one() -> None:
    found = groups(
        (
            Deal("1", "a", ("elo", "las"), (FIRST,)),
            Deal("2", "b", ("las",), (FIRST,)),
            Deal("3", "c", ("elo",), (FIRST,)),
            Deal("4", "d", ("las",), (FIRST,)),
        )
    )
    assert [(one.component, one.boards) for one in found] == [("elo", ("c",)), ("las", ("a", "b", "d"))]


def test_what_stands_on_no_component_or_in_no_quarter_is_in_no_group() -> None:
    assert groups((Deal("1", "a", (), (FIRST,)), Deal("2", "b", ("las",), ()))) == ()


@pytest.mark.parametrize(
    ("hidden", "named", "seen"),
    [(5, 0, 5), (4, 0, 0), (4, 2, 2), (4, 1, 0), (0, 2, 2), (0, 1, 0), (5, 2, 7), (1, 5, 5)],
)
def test_fewer_than_five_boards_without_a_name_are_left_out(hidden: int, named: int, seen: int) -> None:
    assert len(visible(parts(hidden, named), frozenset(), LEAST)) == seen


def test_who_reads_one_of_five_boards_sees_no_total_over_the_other_four() -> None:
    five = parts(5)
    assert visible(five, {"h0"}, LEAST) == ()
    assert len(visible(parts(6), {"h0"}, LEAST)) == 6


def test_a_sum_with_boards_without_a_name_is_rounded_and_one_without_is_not() -> None:
    six, two = parts(6, pupils=1_120), parts(0, 2, pupils=1_120)
    assert total(six, (), LEAST, of=(one.pupils for one in six), step=500).amount == Decimal(6_500)
    exact = total(two, (), LEAST, of=(one.pupils for one in two), step=500)
    assert (exact.amount, exact.rounded) == (Decimal(2_240), False)


def test_a_price_that_only_four_of_nine_know_is_not_told_nor_how_many_know_it() -> None:
    mixed = (*parts(4), *(part(f"x{at}", value=None) for at in range(5)))
    found = total(mixed, (), LEAST, of=(one.value for one in mixed), step=1)
    assert (found.amount, found.unknown, found.at_least) == (None, None, True)


def test_one_unknown_price_among_six_makes_a_lower_bound_without_a_count() -> None:
    mixed = (*parts(5), part("x", value=None))
    found = total(mixed, (), LEAST, of=(one.value for one in mixed), step=1)
    assert (found.amount, found.unknown, found.at_least) == (Decimal(5_000), None, True)


@pytest.mark.parametrize(("amount", "to"), [("249", "0"), ("250", "500"), ("749.99", "500"), ("750", "1000")])
def test_amounts_round_to_the_nearest_step(amount: str, to: str) -> None:
    assert rounded(Decimal(amount), 500) == Decimal(to)


BOARDS = st.sampled_from([f"b{at}" for at in range(12)])
DEALS = st.lists(
    st.tuples(
        BOARDS,
        st.sets(st.sampled_from(["las", "elo", "hrm"]), max_size=3),
        st.sets(st.sampled_from([FIRST, SECOND, THIRD]), max_size=3),
        st.one_of(st.none(), st.integers(0, 10**6)),
    ),
    max_size=40,
)


def _parts_of(deals: Sequence[Deal], prices: dict[str, int | None], named: set[str]) -> tuple[Part, ...]:
    mine: dict[str, list[int | None]] = {}
    for deal in deals:
        mine.setdefault(deal.board, []).append(prices[deal.key])
    return tuple(
        part(board, named=board in named, value=None if None in held else sum(one or 0 for one in held))
        for board, held in sorted(mine.items())
    )


@given(DEALS, st.sets(BOARDS), st.sets(BOARDS, max_size=3))
def test_no_figure_stands_for_one_to_four_boards_that_are_not_named_nor_can_be_worked_out(
    rows: list[tuple[str, set[str], set[date], int | None]], named: set[str], known: set[str]
) -> None:
    deals = [Deal(str(at), b, tuple(sorted(c)), tuple(sorted(q))) for at, (b, c, q, _) in enumerate(rows)]
    prices = {str(at): price for at, (_, _, _, price) in enumerate(rows)}
    counted: set[str] = set()
    for group in groups(deals):
        assert counted.isdisjoint(one.key for one in group.deals), "a contract in two figures can be taken apart"
        counted |= {one.key for one in group.deals}
        shown = visible(_parts_of(group.deals, prices, named), known, LEAST)
        hidden = hidden_of(shown, known)
        assert len(hidden) == 0 or len(hidden) >= LEAST
        value = total(shown, known, LEAST, of=(one.value for one in shown), step=1)
        telling = {one.board for one in hidden if one.value is not None}
        silent = len(hidden) - len(telling)
        if value.amount is not None:
            assert not 0 < len(telling) < LEAST
        if value.unknown is not None:
            assert not 0 < silent < LEAST
            assert not 0 < len(telling) < LEAST
            assert value.unknown == sum(1 for one in shown if one.value is None)


@given(DEALS)
def test_every_contract_that_fits_is_in_exactly_one_group(
    rows: list[tuple[str, set[str], set[date], int | None]],
) -> None:
    deals = [Deal(str(at), b, tuple(sorted(c)), tuple(sorted(q))) for at, (b, c, q, _) in enumerate(rows)]
    found = [one.key for group in groups(deals) for one in group.deals]
    assert sorted(found) == sorted(one.key for one in deals if one.components and one.quarters)
    assert all(group.quarter in one.quarters for group in groups(reversed(deals)) for one in group.deals)

"""Line plots as geometry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawing.lines import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Line, ceiling, plot


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 4), (4, 4), (5, 8), (9, 10), (11, 20), (41, 80), (81, 100), (101, 200)]
)
def test_an_axis_ends_at_the_first_round_number(value: int, expected: int) -> None:
    assert ceiling(value) == expected


def test_a_line_runs_from_edge_to_edge_and_from_zero_to_the_top() -> None:
    drawn = plot(["jan", "feb", "mrt"], [Line("a", [0, 4, 2])]).lines[0]
    assert drawn.dots[0] == (LEFT, HEIGHT - BOTTOM, 0)
    assert drawn.dots[1][1] == TOP
    assert drawn.dots[2][0] == WIDTH - RIGHT
    assert [one.count(",") for one in drawn.segments] == [3]


def test_a_line_is_broken_where_there_is_nothing_to_tell() -> None:
    drawn = plot(list("abcd"), [Line("a", [None, 2, None, 4])]).lines[0]
    assert [value for _, _, value in drawn.dots] == [2, 4]
    assert len(drawn.segments) == 2


def test_lines_can_be_told_apart_without_colour() -> None:
    drawn = plot(["jan"], [Line(str(n), [n]) for n in range(6)]).lines
    assert len({line.dash for line in drawn}) == 6


def test_of_many_places_on_the_axis_some_are_named() -> None:
    found = plot([str(n) for n in range(36)], [Line("a", [1] * 36)])
    assert [tick.text for tick in found.across] == [str(n) for n in range(0, 36, 3)]
    assert len(found.lines[0].dots) == 36


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=20))
def test_no_value_falls_outside_the_plot(values: list[int]) -> None:
    found = plot([str(n) for n in range(len(values))], [Line("a", values)])
    assert all(TOP <= y <= HEIGHT - BOTTOM and LEFT <= x <= WIDTH - RIGHT for x, y, _ in found.lines[0].dots)

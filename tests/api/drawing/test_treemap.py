"""Treemaps as geometry."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawing.treemap import HEIGHT, MOST, WIDTH, Box, Cell, Fill, Part, squarified, treemap

VALUES = st.lists(st.floats(0.01, 10_000), min_size=1, max_size=40)
EDGE = 0.2
"""Edges are rounded to a tenth of a pixel, so that two of them may differ this much from what they stand for."""


def parts(values: list[float]) -> list[Part]:
    """Return parts with these values, named by their place."""
    return [Part(str(place), f"Groep {place}", value) for place, value in enumerate(values)]


def overlap(one: Cell, other: Cell) -> float:
    """Return the area that two cells share."""
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return max(across, 0) * max(down, 0)


@given(VALUES)
def test_areas_are_as_the_values_and_fill_the_box(values: list[float]) -> None:
    boxes = squarified(values, Box(0, 0, WIDTH, HEIGHT))
    total = sum(values)
    for value, box in zip(values, boxes, strict=True):
        assert box.width * box.height == pytest.approx(value / total * WIDTH * HEIGHT, rel=1e-6)


@given(VALUES)
def test_cells_stay_in_the_box_and_do_not_overlap(values: list[float]) -> None:
    cells = treemap(parts(values), rest="overige").cells
    for cell in cells:
        assert -EDGE <= cell.x <= cell.x + cell.width <= WIDTH + EDGE
        assert -EDGE <= cell.y <= cell.y + cell.height <= HEIGHT + EDGE
    for one, other in combinations(cells, 2):
        assert overlap(one, other) <= EDGE * (WIDTH + HEIGHT)


@given(VALUES)
def test_nothing_is_lost_in_the_rest(values: list[float]) -> None:
    found = treemap(parts(values), rest="overige")
    assert len(found.cells) <= MOST
    assert sum(cell.share for cell in found.cells) == pytest.approx(1)
    named = [cell for cell in found.cells if cell.fill is Fill.NAMED]
    assert len(named) + found.gathered == len(values)
    assert all(cell.value == values[int(cell.key)] for cell in named)


def test_a_single_small_part_is_drawn_as_itself() -> None:
    assert [cell.name for cell in treemap(parts([99, 1]), rest="overige").cells] == ["Groep 0", "Groep 1"]


def test_what_stands_apart_is_never_gathered() -> None:
    found = treemap([*parts([500, 500, 1, 1]), Part("", "onbekend", 1, apart=True)], rest="overige").cells
    assert [(cell.name, cell.fill, cell.gathered) for cell in found] == [
        ("Groep 0", Fill.NAMED, 0),
        ("Groep 1", Fill.NAMED, 0),
        ("onbekend", Fill.UNKNOWN, 0),
        ("overige", Fill.REST, 2),
    ]


def test_a_cell_carries_its_place_in_the_table_and_its_name_where_that_fits() -> None:
    first, second, *_ = treemap(parts([1, 98, 2, 3]), rest="overige").cells
    assert (first.number, first.lines) == (2, ("Groep 1",))
    assert (second.number, second.lines) == (4, ())


def test_nothing_makes_no_cells() -> None:
    assert treemap([Part("a", "A", 0)], rest="overige").cells == ()

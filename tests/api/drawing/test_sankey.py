"""Sankey diagrams as geometry."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawing.sankey import BAR, GAP, LETTER, MOST, OTHERS, TOP, WIDTH, Link, Sankey, sankey

COLUMNS = ("Product", "Gegevens", "Betrokkenen")
LINKS = st.lists(
    st.builds(
        lambda column, source, target, weight: Link(column, f"{column}-{source}", f"{column + 1}-{target}", weight),
        st.integers(0, 1),
        st.integers(0, 25),
        st.integers(0, 25),
        st.floats(0.1, 1_000),
    ),
    min_size=1,
    max_size=60,
)


def drawn(links: list[Link]) -> Sankey:
    """Return the diagram of links without names of their own."""
    return sankey(links, COLUMNS, {}, rest="overige")


@given(LINKS)
def test_ribbons_fill_their_bar_on_its_busiest_side(links: list[Link]) -> None:
    found = drawn(links)
    for bar in found.bars:
        out = sum(one.width for one in found.ribbons if one.source == bar)
        into = sum(one.width for one in found.ribbons if one.target == bar)
        assert max(out, into) == pytest.approx(bar.height)


@given(LINKS)
def test_between_two_columns_nothing_is_lost(links: list[Link]) -> None:
    found = drawn(links)
    for column in (0, 1):
        carried = sum(link.weight for link in links if link.column == column)
        assert sum(one.value for one in found.ribbons if one.source.column == column) == pytest.approx(carried)


@given(LINKS)
def test_every_key_is_drawn_or_counted_with_the_others(links: list[Link]) -> None:
    found = drawn(links)
    for column in range(len(COLUMNS)):
        keys = {link.source for link in links if link.column == column}
        keys |= {link.target for link in links if link.column + 1 == column}
        bars = [bar for bar in found.bars if bar.column == column]
        assert len(bars) <= MOST
        assert len([bar for bar in bars if bar.key != OTHERS]) + sum(bar.gathered for bar in bars) == len(keys)


@given(LINKS)
def test_what_passes_on_all_that_came_has_ribbons_as_wide_on_both_sides(links: list[Link]) -> None:
    first = [link for link in links if link.column == 0]
    found = drawn([*first, *(Link(1, one.target, "all", one.weight) for one in first)])
    for bar in (bar for bar in found.bars if bar.column == 1):
        out = sum(one.width for one in found.ribbons if one.source == bar)
        assert out == pytest.approx(sum(one.width for one in found.ribbons if one.target == bar))


@given(LINKS)
def test_bars_stay_in_the_drawing_and_apart(links: list[Link]) -> None:
    found = drawn(links)
    assert all(bar.y >= TOP - 0.1 and bar.y + bar.height <= found.height + 0.1 for bar in found.bars)
    assert all(bar.x >= 0 and bar.x + BAR <= WIDTH for bar in found.bars)
    for column in range(len(COLUMNS)):
        bars = [bar for bar in found.bars if bar.column == column]
        assert all(below.y - (above.y + above.height) == pytest.approx(GAP) for above, below in pairwise(bars))
        assert all(below.middle - above.middle >= LETTER for above, below in pairwise(bars))


@given(LINKS)
def test_ribbons_do_not_overlap_where_they_start_and_end(links: list[Link]) -> None:
    found = drawn(links)
    for one, other in combinations(found.ribbons, 2):
        if one.source.column == other.source.column:
            assert (
                one.source_y + one.width <= other.source_y + 1e-6 or other.source_y + other.width <= one.source_y + 1e-6
            )
            assert (
                one.target_y + one.width <= other.target_y + 1e-6 or other.target_y + other.width <= one.target_y + 1e-6
            )


def test_the_many_are_gathered_and_named_as_such() -> None:
    found = drawn([Link(0, f"p{n}", "g", 20 - n) for n in range(15)])
    others = next(bar for bar in found.bars if bar.key == OTHERS)
    assert (others.name, others.gathered, others.value) == ("overige", 4, 9 + 8 + 7 + 6)
    assert found.gathered == 4
    assert [bar.key for bar in found.bars if bar.column == 0][:2] == ["p0", "p1"]


def test_a_long_name_is_cut_and_kept_whole_beside_it() -> None:
    name = "Ontwikkelingsperspectief en ondersteuning van de leerling"
    bar = sankey([Link(0, "a", "b")], COLUMNS[:2], {"a": name}, rest="overige").bars[0]
    assert bar.name == name
    assert bar.text.endswith("…")


def test_nothing_draws_nothing() -> None:
    assert drawn([Link(0, "p", "g", 0)]).bars == ()

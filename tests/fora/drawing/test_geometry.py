"""Where lines meet boxes and how names wrap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fora.drawing.geometry import Box, clipped, halfway, wrapped

BOX = Box(0, 0, 100, 50)


@pytest.mark.parametrize(
    ("towards", "point"), [((200, 25), (100, 25)), ((50, -300), (50, 0)), ((50, 25), (50, 25)), ((60, 30), (60, 30))]
)
def test_a_line_leaves_a_box_at_its_border(towards: tuple[float, float], point: tuple[float, float]) -> None:
    assert BOX.border(towards) == point


def test_halfway_follows_the_bends() -> None:
    assert halfway([(0, 0), (0, 10), (30, 10)]) == (10, 10)
    assert halfway([(5, 5), (5, 5)]) == (5, 5)


@given(st.text(min_size=1, max_size=200), st.integers(20, 300), st.integers(1, 6))
def test_a_name_never_takes_more_lines_than_fit(text: str, width: int, most: int) -> None:
    assert len(wrapped(text, width, 11, most)) <= most


def test_a_long_word_is_cut_and_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrapped("Identiteitbeheersysteem", 80, 11, 3) == ["Identiteitb-", "eheersysteem"]
    assert wrapped("Whiteboarding-systeem", 90, 11, 3) == ["Whiteboarding-", "systeem"]
    assert wrapped("een twee drie vier vijf", 40, 11, 2)[-1].endswith("…")


def test_a_text_on_one_line_is_cut_where_it_no_longer_fits() -> None:
    assert clipped("Apple School\nManager", 100, 10) == "Apple School Man…"
    assert clipped("Zermelo", 100, 10) == "Zermelo"

"""Bars as geometry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawing.bars import MOST, NAMES, STEP, THICK, TOP, VALUES, WIDTH, Share, bars


@given(st.lists(st.floats(0.001, 1), max_size=30))
def test_bars_are_as_long_as_their_share_and_stay_in_the_drawing(shares: list[float]) -> None:
    found = bars(Share(str(place), share) for place, share in enumerate(shares))
    assert len(found.bars) == min(len(shares), MOST)
    assert len(found.bars) + found.left_out == len(shares)
    for bar in found.bars:
        assert bar.length == pytest.approx(bar.share * (WIDTH - NAMES - VALUES), abs=0.06)
        assert bar.y + THICK <= found.height
    assert [bar.y for bar in found.bars] == [TOP + place * STEP for place in range(len(found.bars))]


def test_what_has_no_share_is_not_drawn() -> None:
    assert bars([Share("a", 0)]).bars == ()

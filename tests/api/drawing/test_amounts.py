"""Bars of amounts: the longest fills the room, the others stand to it as their numbers do."""

from __future__ import annotations

from api.drawing.amounts import MOST, amounts
from api.drawing.bars import NAMES, VALUES, WIDTH


def test_bars_stand_to_each_other_as_their_numbers() -> None:
    drawn = amounts([("a", 10), ("b", 5), ("c", -1)])
    assert [bar.length for bar in drawn.bars] == [WIDTH - NAMES - VALUES, (WIDTH - NAMES - VALUES) / 2, 0]


def test_what_does_not_fit_is_counted_and_nothing_has_no_length() -> None:
    drawn = amounts((f"naam {number}", 0) for number in range(MOST + 3))
    assert (len(drawn.bars), drawn.left_out) == (MOST, 3)
    assert {bar.length for bar in drawn.bars} == {0}

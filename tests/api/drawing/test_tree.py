"""The geometry of a tree: every box in the drawing, every line from above to below."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.drawing.tree import MOST, TALL, WIDTH, Twig, tree


def test_a_box_stands_further_in_than_the_one_above_and_a_part_is_dashed() -> None:
    found = tree((Twig("a", "A", 0), Twig("b", "B", 1, above=0, holder=True), Twig("c", "C", 1, above=0, marked=True)))
    assert [(one.key, one.marked) for one in found.boxes] == [("a", False), ("b", False), ("c", True)]
    assert found.boxes[0].x < found.boxes[1].x == found.boxes[2].x
    assert [one.dashed for one in found.branches] == [True, False]
    assert found.left_out == 0


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert (tree(()).boxes, tree(()).branches) == ((), ())


@given(st.lists(st.tuples(st.text(max_size=80), st.integers(0, 30)), max_size=90))
def test_every_box_fits_in_the_drawing_however_deep_or_long(found: list[tuple[str, int]]) -> None:
    drawn = tree([Twig(str(n), text, depth, above=n - 1 if n else None) for n, (text, depth) in enumerate(found)])
    assert len(drawn.boxes) == min(len(found), MOST)
    assert len(drawn.boxes) + drawn.left_out == len(found)
    assert len(drawn.branches) == max(len(drawn.boxes) - 1, 0)
    for box in drawn.boxes:
        assert 0 <= box.x <= box.x + box.width <= WIDTH
        assert box.y + TALL <= drawn.height

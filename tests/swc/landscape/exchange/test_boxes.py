"""Room for applications in the boxes of a drawing: all of them, inside their box, and nothing runs over another box."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from swc.landscape.exchange.boxes import Place, make_room, places


def box(name: str, where: tuple[float, float, float, float], parent: str | None = None) -> dict[str, Any]:
    x, y, w, h = where
    return {"id": name, "x": x, "y": y, "w": w, "h": h, "parent": parent}


def apart(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return (
        one["x"] + one["w"] <= other["x"]
        or other["x"] + other["w"] <= one["x"]
        or one["y"] + one["h"] <= other["y"]
        or other["y"] + other["h"] <= one["y"]
    )


def within(place: Place, holder: dict[str, Any]) -> bool:
    return (
        place.x >= holder["x"]
        and place.x + place.w <= holder["x"] + holder["w"] + 0.01
        and place.y >= holder["y"]
        and place.y + place.h <= holder["y"] + holder["h"] + 0.01
    )


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(0, 40), min_size=9, max_size=9), width=st.integers(60, 500))
def test_every_application_lies_in_its_box_and_boxes_stay_apart(counts: list[int], width: int) -> None:
    group = box("groep", (0, 0, 3 * (width + 20) + 20, 300))
    cells = [
        box(
            f"vak-{number}",
            (20 + number % 3 * (width + 20), 40 + number // 3 * 85 + number % 3 * 5, width, 60),
            "groep",
        )
        for number in range(9)
    ]
    line = {"points": [[10.0, 290.0]]}
    wanted = {cell["id"]: count for cell, count in zip(cells, counts, strict=True) if count}
    make_room([group, *cells], [line], wanted)
    for cell, count in zip(cells, counts, strict=True):
        found = list(places(cell, cells, count))
        assert len(found) == count
        assert all(within(one, cell) for one in found)
        assert cell["y"] + cell["h"] <= group["y"] + group["h"]
    assert all(apart(one, other) for one in cells for other in cells if one is not other)
    assert line["points"][0][1] >= max(cell["y"] + cell["h"] for cell in cells)


def test_applications_come_below_what_a_box_holds_already() -> None:
    outer, inner = box("buiten", (0, 0, 200, 100)), box("binnen", (10, 30, 180, 60), "buiten")
    make_room([outer, inner], [], {"buiten": 1})
    (found,) = places(outer, [outer, inner], 1)
    assert found.y >= inner["y"] + inner["h"]
    assert within(found, outer)

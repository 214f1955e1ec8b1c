"""Room for applications inside the boxes of a drawing: nothing overlaps, everything below moves down.

A box that is too low grows at its lower edge; whatever lies below that edge moves down as far, and whatever spans the
edge (the groups around the box, a tall neighbour) grows along. So the drawing keeps its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]
Line = dict[str, Any]

LABEL = 34.0
"""Room at the top of a box for two lines of its own name."""
WIDTH, HEIGHT = 110.0, 34.0
GAP = 6.0
PAD = 8.0
_SAME_ROW = 60.0
"""Boxes whose lower edges differ no more than this grow at one cut, so that a row does not grow once for each."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one application comes on a drawing."""

    x: float
    y: float
    w: float
    h: float


def make_room(nodes: Sequence[Node], lines: Sequence[Line], wanted: Mapping[str, int]) -> None:
    """Let the boxes named by their id grow so that each holds a number of applications; changes nodes and lines."""
    inside = _inside(nodes)
    by_id = {one["id"]: one for one in nodes}
    needs: list[tuple[Node, float]] = []
    for identifier, count in wanted.items():
        box = by_id[identifier]
        more = _height(box["w"], count) - (box["y"] + box["h"] - _top(box, inside))
        if more > 0:
            needs.append((box, more))
    for cut, row in reversed(_rows(needs)):
        growing = {id(one) for box, _ in row for one in _with_parents(box, by_id)}
        _insert(nodes, lines, cut, max(more for _, more in row), growing)


def _rows(needs: Sequence[tuple[Node, float]]) -> list[tuple[float, list[tuple[Node, float]]]]:
    """Return the boxes that end at about the same height together, each row with its highest lower edge."""
    found: list[tuple[float, list[tuple[Node, float]]]] = []
    for box, more in sorted(needs, key=lambda one: (one[0]["y"] + one[0]["h"], one[0]["id"])):
        bottom = box["y"] + box["h"]
        if found and bottom - found[-1][0] <= _SAME_ROW and box["y"] < found[-1][0]:
            found[-1][1].append((box, more))
        else:
            found.append((bottom, [(box, more)]))
    return found


def places(box: Node, nodes: Sequence[Node], count: int) -> Iterator[Place]:
    """Yield a place for each application in a box that has room: a grid below what stands in it already."""
    columns = _columns(box["w"])
    width = (box["w"] - 2 * PAD - (columns - 1) * GAP) / columns
    top = _top(box, _inside(nodes))
    for number in range(count):
        row, column = divmod(number, columns)
        yield Place(box["x"] + PAD + column * (width + GAP), top + row * (HEIGHT + GAP), max(width, 1.0), HEIGHT)


def _columns(width: float) -> int:
    return max(1, int((width - 2 * PAD + GAP) // (WIDTH + GAP)))


def _height(width: float, count: int) -> float:
    rows = -(-count // _columns(width))
    return rows * (HEIGHT + GAP) - GAP + PAD


def _top(box: Node, inside: Mapping[str, Sequence[Node]]) -> float:
    """Return where applications may begin: below the name of the box and what stands in it."""
    bottoms = [one["y"] + one["h"] + GAP for one in inside.get(box["id"], ())]
    return float(max([box["y"] + LABEL, *bottoms]))


def _inside(nodes: Sequence[Node]) -> Mapping[str, list[Node]]:
    found: dict[str, list[Node]] = defaultdict(list)
    for one in nodes:
        if one["parent"]:
            found[one["parent"]].append(one)
    return found


def _with_parents(box: Node, by_id: Mapping[str, Node]) -> Iterator[Node]:
    at: Node | None = box
    while at is not None:
        yield at
        at = by_id.get(at["parent"]) if at["parent"] else None


def _insert(nodes: Sequence[Node], lines: Sequence[Line], cut: float, more: float, growing: set[int]) -> None:
    for one in nodes:
        bottom = one["y"] + one["h"]
        if one["y"] >= cut:
            one["y"] += more
        elif bottom > cut or (bottom == cut and id(one) in growing):
            one["h"] += more
    for line in lines:
        for point in [*line["points"], *(line.get("ends") or [])]:
            if point and point[1] >= cut:
                point[1] += more

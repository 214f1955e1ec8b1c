"""A tree of organisations drawn as lines of boxes, each further in than the one above it; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.drawing.words import fitting, shortened, width_of

WIDTH: Final = 640
STEP: Final = 36
TALL: Final = 26
EDGE: Final = 4
INWARD: Final = 30
LEAST_ROOM: Final = 220
"""The least room for a name; deeper trees go in by less at a time."""
STEM: Final = 12
LETTER: Final = 13
PAD: Final = 8
MOST: Final = 60
"""How many boxes are drawn; the table beside them has them all."""


@dataclass(frozen=True, slots=True)
class Twig:
    """An organisation to draw: `above` is the place of the one it hangs under, `holder` one that only has a part."""

    key: str
    text: str
    depth: int
    above: int | None = None
    holder: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its name, as far as it fits."""

    key: str
    full: str
    text: str
    x: float
    y: int
    width: float
    holder: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """A line from an organisation to one that hangs under it; dashed for an owner without control."""

    points: str
    dashed: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything a template draws; lengths in pixels of the view box. `left_out` boxes are in the table alone."""

    width: int
    height: int
    tall: int
    boxes: tuple[Box, ...]
    branches: tuple[Branch, ...]
    left_out: int = 0


def tree(twigs: Sequence[Twig]) -> Tree:
    """Return the geometry of a tree whose twigs come from the top down, each after the one it hangs under."""
    shown = twigs[:MOST]
    deepest = max((one.depth for one in shown), default=0)
    inward = min(INWARD, (WIDTH - LEAST_ROOM) / deepest) if deepest else INWARD
    boxes = tuple(_box(one, place, inward) for place, one in enumerate(shown))
    return Tree(
        width=WIDTH,
        height=max(len(shown) * STEP, STEP),
        tall=TALL,
        boxes=boxes,
        branches=tuple(
            _branch(boxes[one.above], boxes[place], dashed=one.holder)
            for place, one in enumerate(shown)
            if one.above is not None and one.above < place
        ),
        left_out=len(twigs) - len(shown),
    )


def _box(one: Twig, place: int, inward: float) -> Box:
    x = EDGE + one.depth * inward
    room = WIDTH - EDGE - x
    text = shortened(one.text, fitting(room - 2 * PAD, LETTER))
    return Box(
        key=one.key,
        full=one.text,
        text=text,
        x=round(x, 1),
        y=place * STEP + EDGE,
        width=round(min(width_of(text, LETTER) + 2 * PAD, room), 1),
        holder=one.holder,
        marked=one.marked,
    )


def _branch(above: Box, below: Box, *, dashed: bool) -> Branch:
    down, across = above.x + STEM, below.y + TALL / 2
    points = ((down, above.y + TALL), (down, across), (below.x, across))
    return Branch(" ".join(f"{x:g},{y:g}" for x, y in points), dashed)

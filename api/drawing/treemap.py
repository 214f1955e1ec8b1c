"""Treemaps: rectangles as large as their values, the small ones gathered, each with words that fit; pure.

The rectangles are laid out by the squarified method of Bruls, Huizing and Van Wijk (2000), which keeps them as square
as it can. What a cell is, is told by its words, its number and its pattern; colour tells nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from api.drawing.words import fitting, wrapped

WIDTH: Final = 720
HEIGHT: Final = 360
LETTER: Final = 13
LINE: Final = 16
PAD: Final = 6
MOST: Final = 24
"""How many cells are drawn at most, the rest among them."""

LEAST_SHARE: Final = 0.015
"""What is smaller than this part of the whole goes into the rest: its cell could not hold even a number."""


class Fill(StrEnum):
    """What a cell stands for, which its pattern shows."""

    NAMED = "named"
    UNKNOWN = "unknown"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole; one that stays `apart` is never gathered into the rest, however small."""

    key: str
    name: str
    value: float
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle: where it is, and what it says.

    `number` counts from one in the order of the table; the rest and what stands apart have none. `lines` is empty where
    only the number fits. `gathered` is how many parts the rest holds.
    """

    key: str
    name: str
    value: float
    share: float
    fill: Fill
    x: float
    y: float
    width: float
    height: float
    number: int | None
    lines: tuple[str, ...]
    gathered: int = 0


@dataclass(frozen=True, slots=True)
class Treemap:
    """Everything a template draws; lengths in pixels of the view box."""

    width: int
    height: int
    cells: tuple[Cell, ...]

    @property
    def gathered(self) -> int:
        """Say how many parts went into the rest."""
        return sum(cell.gathered for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is still free."""

    x: float
    y: float
    width: float
    height: float


def treemap(parts: Iterable[Part], *, rest: str, width: int = WIDTH, height: int = HEIGHT) -> Treemap:
    """Return the cells of parts, largest first; the small ones are one cell called `rest` at the end.

    Parts without a value take no room and are left out. The numbers follow the order in which the parts came.
    """
    numbered = [(place, part) for place, part in enumerate(parts, start=1) if part.value > 0]
    total = sum(part.value for _, part in numbered)
    drawn, gathered = _gather(numbered, total)
    if gathered:
        together = sum(part.value for _, part in gathered)
        drawn = [*drawn, (None, Part("", rest, together))]
    boxes = squarified([part.value for _, part in drawn], Box(0, 0, width, height))
    return Treemap(
        width,
        height,
        tuple(
            _cell(place, part, box, total, len(gathered) if place is None else 0)
            for (place, part), box in zip(drawn, boxes, strict=True)
        ),
    )


def squarified(values: Sequence[float], box: Box) -> tuple[Box, ...]:
    """Return a box for each value, together filling a box, each as large as its value; the values are above zero."""
    total = sum(values)
    areas = [value / total * box.width * box.height for value in values] if total else []
    found: list[Box] = []
    while len(found) < len(areas):
        row = _row(areas[len(found) :], min(box.width, box.height))
        laid, box = _lay(row, box)
        found += laid
    return tuple(found)


def _gather(
    numbered: list[tuple[int, Part]], total: float
) -> tuple[list[tuple[int | None, Part]], list[tuple[int, Part]]]:
    """Return what is drawn, largest first, and what is gathered; a single small part is drawn as itself."""
    ordered = sorted(numbered, key=lambda one: -one[1].value)
    small = [one for one in ordered if not one[1].apart and one[1].value < LEAST_SHARE * total]
    large = [one for one in ordered if one not in small]
    while len(large) + bool(small) > MOST:
        last = next((one for one in reversed(large) if not one[1].apart), None)
        if last is None:
            break
        large.remove(last)
        small.append(last)
    if len(small) == 1:
        return [*large, *small], []
    return list(large), small


def _row(areas: Sequence[float], side: float) -> list[float]:
    """Return the first areas that stand along a side with the best proportions."""
    row = [areas[0]]
    for area in areas[1:]:
        if _worst([*row, area], side) > _worst(row, side):
            break
        row.append(area)
    return row


def _worst(row: Sequence[float], side: float) -> float:
    """Return the proportion of the least square rectangle of a row along a side."""
    depth = sum(row) / side
    return max(max(depth * depth / area, area / (depth * depth)) for area in row)


def _lay(row: Sequence[float], box: Box) -> tuple[list[Box], Box]:
    """Return the boxes of a row along the short side of a box, and what stays free."""
    upright = box.width >= box.height
    depth = sum(row) / (box.height if upright else box.width)
    found: list[Box] = []
    at = box.y if upright else box.x
    for area in row:
        length = area / depth
        found.append(Box(box.x, at, depth, length) if upright else Box(at, box.y, length, depth))
        at += length
    if upright:
        return found, Box(box.x + depth, box.y, max(box.width - depth, 0), box.height)
    return found, Box(box.x, box.y + depth, box.width, max(box.height - depth, 0))


def _cell(place: int | None, part: Part, box: Box, total: float, gathered: int) -> Cell:
    x, y = round(box.x, 1), round(box.y, 1)
    width, height = round(round(box.x + box.width, 1) - x, 1), round(round(box.y + box.height, 1) - y, 1)
    fill = Fill.REST if place is None else Fill.UNKNOWN if part.apart else Fill.NAMED
    return Cell(
        key=part.key,
        name=part.name,
        value=part.value,
        share=part.value / total,
        fill=fill,
        x=x,
        y=y,
        width=width,
        height=height,
        number=None if part.apart else place,
        lines=_lines(part.name, width, height),
        gathered=gathered,
    )


def _lines(name: str, width: float, height: float) -> tuple[str, ...]:
    """Return the name in lines that fit in a cell below its number and above its share."""
    room = int((height - 2 * PAD) / LINE) - 2
    return wrapped(name, fitting(width - 2 * PAD, LETTER), min(room, 3))

"""Boxes, points and text on a drawing: where a line meets a box, how a name wraps in a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]

CHARACTER = 0.58
"""The width of an average character as a part of the font size; server-side there is no font to measure."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def middle(self) -> Point:
        """Return the middle."""
        return (self.x + self.w / 2, self.y + self.h / 2)

    def border(self, towards: Point) -> Point:
        """Return where a line from the middle to a point leaves the box."""
        mx, my = self.middle
        dx, dy = towards[0] - mx, towards[1] - my
        if not dx and not dy:
            return (mx, my)
        reach_x = self.w / 2 / abs(dx) if dx else float("inf")
        reach_y = self.h / 2 / abs(dy) if dy else float("inf")
        share = min(reach_x, reach_y, 1.0)
        return (mx + dx * share, my + dy * share)


def halfway(points: Sequence[Point]) -> Point:
    """Return the point halfway along a line."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    left = sum(lengths) / 2
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if length and left <= length:
            share = left / length
            return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
        left -= length
    return points[0]


def wrapped(text: str, width: float, size: float, most: int) -> list[str]:
    """Return a text in lines that fit a width; what does not fit in `most` lines ends in an ellipsis."""
    room = max(int(width / (size * CHARACTER)), 3)
    lines: list[str] = []
    line = ""
    for word in _pieces(text, room):
        if line and len(line) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    most = max(most, 1)
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], f"{last[: room - 1].rstrip()}…"]
    return lines


def clipped(text: str, width: float, size: float) -> str:
    """Return a text on one line, cut with an ellipsis where it does not fit a width."""
    room = max(int(width / (size * CHARACTER)), 3)
    line = " ".join(text.split())
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


def _pieces(text: str, room: int) -> list[str]:
    """Return the words of a text, those longer than a line cut in pieces, at a hyphen where there is one."""
    found: list[str] = []
    for word in text.split():
        rest = word
        while len(rest) > room:
            at = rest.rfind("-", 1, room) + 1
            found.append(rest[:at] if at else f"{rest[: room - 1]}-")
            rest = rest[at or room - 1 :]
        found.append(rest)
    return [one for one in found if one]

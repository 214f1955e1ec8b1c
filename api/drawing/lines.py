"""Line plots as plain geometry, for a template to draw as SVG beside a table with the same numbers; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 40, 24, 10, 30
STEPS = 4
MOST_LABELS = 13
"""How many places on the axis are named at most; what stands between two names is in the table."""

COLOURS = ("#154273", "#a4161a", "#1d6b34", "#8a4b00", "#5b3a8c", "#4a5866")
DASHES = ("", "6 3", "2 3", "10 4 2 4", "14 4", "1 5")
"""Lines differ in dash as well as colour, for who does not tell colours apart and for print."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a key and a value for each place on the axis; nothing where there is none to tell."""

    key: str
    values: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as drawn: the points of SVG polylines, a new one after each gap, with colour and dash."""

    key: str
    segments: tuple[str, ...]
    dots: tuple[tuple[float, float, int], ...]
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything a template draws; lengths in pixels of the view box."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lines: tuple[Drawn, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


def plot(labels: Sequence[str], lines: Sequence[Line]) -> Plot:
    """Return the geometry of lines over labelled places; the vertical axis goes from zero to a round number."""
    top_value = ceiling(max((value for line in lines for value in line.values if value is not None), default=0))
    across = [_across(place, len(labels)) for place in range(len(labels))]
    every = max(-(-len(labels) // MOST_LABELS), 1)
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        lines=tuple(_drawn(place, line, across, top_value) for place, line in enumerate(lines)),
        across=tuple(Tick(at, text) for at, text in zip(across, labels, strict=True))[::every],
        up=tuple(
            Tick(_up(top_value * step / STEPS, top_value), str(round(top_value * step / STEPS)))
            for step in range(STEPS + 1)
        ),
    )


def ceiling(value: int) -> int:
    """Return the first round number (1, 2, 4 or 8 times a power of ten, at least 4) that is not below a value."""
    if value <= STEPS:
        return STEPS
    power: int = 10 ** int(log10(value))
    return next(one for one in (power * times for times in (1, 2, 4, 8, 10)) if one >= value)


def _across(place: int, count: int) -> float:
    span = WIDTH - LEFT - RIGHT
    return round(LEFT + span * place / max(count - 1, 1), 1)


def _up(value: float, top_value: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top_value, 1)


def _drawn(place: int, line: Line, across: Sequence[float], top_value: int) -> Drawn:
    runs: list[list[tuple[float, float, int]]] = [[]]
    for x, value in zip(across, line.values, strict=True):
        if value is not None:
            runs[-1].append((x, _up(value, top_value), value))
        elif runs[-1]:
            runs.append([])
    return Drawn(
        key=line.key,
        segments=tuple(" ".join(f"{x},{y}" for x, y, _ in run) for run in runs if run),
        dots=tuple(dot for run in runs for dot in run),
        colour=COLOURS[place % len(COLOURS)],
        dash=DASHES[place % len(DASHES)],
    )

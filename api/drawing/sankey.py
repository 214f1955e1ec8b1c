"""Sankey diagrams: ribbons from column to column, as wide at their end as where they start; pure.

A bar is as high as the larger of what enters and what leaves it, so that a ribbon never stands beside its bar. A column
with too many bars shows the largest and gathers the others in one; the table beside the drawing has them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.drawing.words import fitting, shortened

WIDTH: Final = 860
MARGIN: Final = 190
"""Room beside the outer columns for their names."""

BAR: Final = 14
GAP: Final = 14
"""Room between bars, so that the names of the smallest do not overlap."""

TOP: Final = 28
LEAST_HEIGHT: Final = 220
PER_BAR: Final = 30
LETTER: Final = 12
MOST: Final = 12
"""How many bars a column has at most, the one for the others among them."""

OTHERS: Final = ""
"""The key of the bar in which others are gathered."""

COLOURS: Final = ("#154273", "#1d6b34", "#8a4b00", "#5b3a8c")
"""Ribbons take the colour of where they start, in turn; names and gaps tell the bars apart without it."""


@dataclass(frozen=True, slots=True)
class Link:
    """What goes from a key in a column (counted from zero) to a key in the next one, and how much of it."""

    column: int
    source: str
    target: str
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A key in a column as a bar; `gathered` is how many keys it stands for when it is the one of the others."""

    key: str
    name: str
    text: str
    column: int
    value: float
    x: float
    y: float
    height: float
    gathered: int = 0

    @property
    def middle(self) -> float:
        """Return the height at which the name stands."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What goes from a bar to a bar in the next column, as the path of an SVG."""

    source: Bar
    target: Bar
    value: float
    width: float
    source_y: float
    target_y: float
    path: str
    colour: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a column above it."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sankey:
    """Everything a template draws; lengths in pixels of the view box."""

    width: int
    height: int
    bar: int
    headings: tuple[Heading, ...]
    bars: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]

    @property
    def gathered(self) -> int:
        """Say how many keys were gathered with others."""
        return sum(bar.gathered for bar in self.bars)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the bars of a column stand: their left side, the room for names, and pixels for one of weight."""

    place: int
    x: float
    words: float
    bottom: float
    scale: float


def sankey(links: Iterable[Link], columns: Sequence[str], names: Mapping[str, str], *, rest: str) -> Sankey:
    """Return the geometry of links between named columns (two or more); `names` says what a key is called.

    Links without weight are left out.
    """
    given = [link for link in links if link.weight > 0]
    totals = [_totals(given, place) for place in range(len(columns))]
    kept = [list(one)[: MOST - 1] if len(one) > MOST else list(one) for one in totals]
    merged = _merged(given, kept)
    shown = [_totals(merged, place) for place in range(len(columns))]
    most = max(len(one) for one in shown)
    height = TOP + max(LEAST_HEIGHT, most * PER_BAR)
    scale = (height - TOP - (most - 1) * GAP) / max(*(sum(one.values()) for one in shown), 1e-9)
    bars: list[Bar] = []
    for place, all_of in enumerate(totals):
        column = _column(place, len(columns), height, scale)
        bars += _bars(shown[place], column, {**names, OTHERS: rest}, len(all_of) - len(kept[place]))
    return Sankey(
        width=WIDTH,
        height=height,
        bar=BAR,
        headings=tuple(_heading(text, place, len(columns)) for place, text in enumerate(columns)),
        bars=tuple(bars),
        ribbons=tuple(_ribbons(merged, bars, scale)),
    )


def _totals(links: Iterable[Link], place: int) -> dict[str, float]:
    """Return the larger of what enters and leaves each key of a column, the largest first and the others last."""
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for link in links:
        if link.column == place:
            out[link.source] += link.weight
        elif link.column + 1 == place:
            into[link.target] += link.weight
    found = {key: max(into.get(key, 0), out.get(key, 0)) for key in {**into, **out}}
    return dict(sorted(found.items(), key=lambda one: (one[0] == OTHERS, -one[1], one[0])))


def _merged(links: Iterable[Link], kept: Sequence[Collection[str]]) -> tuple[Link, ...]:
    """Return the links between the bars, what a column does not keep being its others."""
    found: dict[tuple[int, str, str], float] = defaultdict(float)
    for link in links:
        source = link.source if link.source in kept[link.column] else OTHERS
        target = link.target if link.target in kept[link.column + 1] else OTHERS
        found[link.column, source, target] += link.weight
    return tuple(Link(*where, weight) for where, weight in found.items())


def _column(place: int, columns: int, height: float, scale: float) -> _Column:
    """Return where a column stands: the outer ones leave a margin for their names, the others put them in between."""
    between = (WIDTH - 2 * MARGIN - BAR) / max(columns - 1, 1)
    outer = place in (0, columns - 1)
    return _Column(place, MARGIN + place * between, MARGIN - BAR if outer else between - 2 * BAR, height, scale)


def _heading(text: str, place: int, columns: int) -> Heading:
    x = _column(place, columns, 0, 0).x
    if place == 0:
        return Heading(x + BAR, text, "end")
    return Heading(x, text, "start")


def _bars(totals: Mapping[str, float], column: _Column, names: Mapping[str, str], gathered: int) -> Iterator[Bar]:
    """Yield the bars of a column from top to bottom, in the middle of its height."""
    used = sum(totals.values()) * column.scale + max(len(totals) - 1, 0) * GAP
    y = TOP + max((column.bottom - TOP - used) / 2, 0)
    for key, value in totals.items():
        height = value * column.scale
        name = names.get(key, key)
        yield Bar(
            key=key,
            name=name,
            text=shortened(name, fitting(column.words, LETTER)),
            column=column.place,
            value=value,
            x=column.x,
            y=y,
            height=height,
            gathered=gathered if key == OTHERS else 0,
        )
        y += height + GAP


def _ribbons(links: Iterable[Link], bars: Sequence[Bar], scale: float) -> Iterator[Ribbon]:
    """Yield the ribbons between neighbouring columns, in the order of the bars so that they cross least."""
    placed = {(bar.column, bar.key): bar for bar in bars}
    rank = {place: count for count, place in enumerate(placed)}
    used: dict[tuple[int, str, str], float] = defaultdict(float)
    for link in sorted(links, key=lambda one: (rank[one.column, one.source], rank[one.column + 1, one.target])):
        leaves, enters = (link.column, link.source, "out"), (link.column + 1, link.target, "in")
        start, end = placed[leaves[:2]], placed[enters[:2]]
        width = link.weight * scale
        y, to_y = start.y + used[leaves], end.y + used[enters]
        used[leaves] += width
        used[enters] += width
        yield Ribbon(
            source=start,
            target=end,
            value=link.weight,
            width=width,
            source_y=y,
            target_y=to_y,
            path=_path(start.x + BAR, y, end.x, to_y, width),
            colour=COLOURS[rank[leaves[:2]] % len(COLOURS)],
        )


def _path(x: float, y: float, to_x: float, to_y: float, width: float) -> str:
    """Return a ribbon that leaves and arrives level, as wide at both ends."""
    middle = (x + to_x) / 2
    return (
        f"M{x:.1f},{y:.1f} C{middle:.1f},{y:.1f} {middle:.1f},{to_y:.1f} {to_x:.1f},{to_y:.1f} "
        f"V{to_y + width:.1f} C{middle:.1f},{to_y + width:.1f} {middle:.1f},{y + width:.1f} {x:.1f},{y + width:.1f} Z"
    )

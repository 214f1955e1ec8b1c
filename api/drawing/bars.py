"""Bars side by side, for parts that overlap and so do not make up a whole; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.drawing.words import fitting, shortened

WIDTH: Final = 720
NAMES: Final = 230
VALUES: Final = 90
STEP: Final = 28
TOP: Final = 6
THICK: Final = 20
LETTER: Final = 13
MOST: Final = 12
"""How many bars are drawn; the table beside them has them all."""


@dataclass(frozen=True, slots=True)
class Share:
    """A named share (0 to 1) of a whole; `unknown` is the one of what is not known."""

    name: str
    share: float
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar: its top, its length, and where its value stands."""

    name: str
    text: str
    share: float
    unknown: bool
    y: int
    length: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Everything a template draws; lengths in pixels of the view box. `left_out` bars are in the table alone."""

    width: int
    height: int
    left: int
    thick: int
    bars: tuple[Drawn, ...]
    left_out: int = 0


def bars(shares: Iterable[Share]) -> Bars:
    """Return the geometry of shares in the order in which they came; the whole is as long as there is room."""
    found = [one for one in shares if one.share > 0]
    room = WIDTH - NAMES - VALUES
    drawn = tuple(
        Drawn(
            name=one.name,
            text=shortened(one.name, fitting(NAMES - 10, LETTER)),
            share=one.share,
            unknown=one.unknown,
            y=TOP + place * STEP,
            length=round(min(one.share, 1) * room, 1),
        )
        for place, one in enumerate(found[:MOST])
    )
    return Bars(WIDTH, TOP + len(drawn) * STEP, NAMES, THICK, drawn, max(len(found) - MOST, 0))

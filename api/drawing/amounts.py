"""Amounts as bars, the longest as wide as there is room; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.drawing.bars import LETTER, NAMES, STEP, THICK, TOP, VALUES, WIDTH
from api.drawing.words import fitting, shortened

MOST: Final = 20
"""How many bars are drawn; the table beside them has them all."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A bar: what it is of, its value, its top and its length."""

    name: str
    text: str
    value: float
    y: int
    length: float


@dataclass(frozen=True, slots=True)
class Amounts:
    """Everything a template draws; lengths in pixels of the view box. `left_out` bars are in the table alone."""

    width: int
    height: int
    left: int
    thick: int
    bars: tuple[Amount, ...]
    left_out: int = 0


def amounts(pairs: Iterable[tuple[str, float]]) -> Amounts:
    """Return the geometry of amounts in the order in which they came; below nothing there is no length."""
    found = list(pairs)
    most = max((value for _name, value in found), default=0)
    room = WIDTH - NAMES - VALUES
    drawn = tuple(
        Amount(
            name=name,
            text=shortened(name, fitting(NAMES - 10, LETTER)),
            value=value,
            y=TOP + place * STEP,
            length=round(max(value, 0) / most * room, 1) if most > 0 else 0,
        )
        for place, (name, value) in enumerate(found[:MOST])
    )
    return Amounts(WIDTH, TOP + len(drawn) * STEP, NAMES, THICK, drawn, max(len(found) - MOST, 0))

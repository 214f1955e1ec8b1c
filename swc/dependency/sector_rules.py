"""Pure rules on what may be told of boards that share: nothing that shows one of them, also not by subtraction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from swc.dependency.rules import share
from swc.dependency.schemas import Part

PUPILS: Final = 1_000
"""Pupils are told in so many: the number of a single board is public, so an exact sum could give it away."""


def told(boards: int, least: int) -> int | None:
    """Return a number of boards, or nothing where it is too small to tell; none at all may be told."""
    return None if 0 < boards < least else boards


def tellable(boards: Mapping[str, int], sector: str | None, least: int) -> bool:
    """Say whether something may be told of, by the number of boards that have it in each education sector.

    Over all sectors together enough boards are enough. Within one sector, every sector must have enough boards or
    none: else the others would follow from the difference between two answers.
    """
    if sector is None:
        return sum(boards.values()) >= least
    every = all(number == 0 or number >= least for number in boards.values())
    return every and boards.get(sector, 0) >= least


def lower(number: int, step: int) -> int:
    """Return a number rounded down to a multiple of a step."""
    return number - number % step


def coarse(number: int, whole: int, step: int) -> Part:
    """Return a number as a lower bound in steps, with its share of the whole in steps."""
    shown, total = lower(number, step), lower(whole, step)
    return Part(number=shown, share=share(shown, total), at_least=True)


def part(number: int, whole: int) -> Part:
    """Return an exact number with its share of the whole."""
    return Part(number=number, share=share(number, whole))


def summed(numbers: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the sum for each key."""
    found: dict[str, int] = {}
    for key, number in numbers:
        found[key] = found.get(key, 0) + number
    return found

"""Pure rules on what may be told of boards that share: nothing that shows one of them, also not by subtraction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from swc.dependency.rules import share
from swc.dependency.schemas import Part

PUPILS: Final = 1_000
"""Pupils are told in so many: the number of a single board is public, so an exact sum could give it away."""


UNKNOWN, REST, APART = -1, -2, -3
"""The numbers of what has no known vendor, of vendors that too few boards use, and of what goes to such a vendor."""


class Supplied(NamedTuple):
    """A product with the group that supplies it, its uses, and the boards of these as a set of bits."""

    product: int
    group: int
    uses: int
    boards: int


def regrouped(
    rows: Sequence[Supplied], moved: Collection[int], goes: int, least: int
) -> tuple[Counter[int], Counter[int]]:
    """Return the uses of each group before and after some products go over to another group.

    The difference between the two shows how large each part in it is. So what stays behind at too few boards goes
    along, an acquirer at too few boards is kept apart from what it gets, and too few boards with what goes over change
    nothing.
    """
    left = {one.group for one in rows if one.product in moved} - {UNKNOWN, goes}
    staying = [one for one in rows if one.product not in moved]
    target = _boards(one for one in rows if one.product in moved)
    along = left if 0 < _boards(one for one in staying if one.group in left) < least else set()
    to = APART if 0 < _boards(one for one in staying if one.group == goes) < least else goes
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    for one in rows:
        goes_over = (one.product in moved or one.group in along) and one.group != goes and target >= least
        before[one.group] += one.uses
        after[to if goes_over else one.group] += one.uses
    return before, after


def _boards(rows: Iterable[Supplied]) -> int:
    """Return at how many boards products are used together."""
    found = 0
    for one in rows:
        found |= one.boards
    return found.bit_count()


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

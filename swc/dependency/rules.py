"""Pure rules of concentration: the index with its bounds, its band, what a change of it means, and shares of a whole.

The index is the one of competition law (HHI). Within one board it is an indicator, no proof of anything.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from swc.dependency.kinds import Band
from swc.dependency.schemas import Concentration, GroupPart

WHOLE = 10_000
"""The index of one group that carries everything."""
Key = TypeVar("Key", bound=Hashable)


class Limits(NamedTuple):
    """The thresholds of the EC (2004/C 31/03): of the index, and of a change of it in the middle and the upper band."""

    moderate: int
    high: int
    change_moderate: int
    change_high: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The uses of each known group, how many have no known vendor, and the groups whose top owner nobody checked."""

    known: Mapping[str, int]
    loose: int = 0
    unsettled: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        """Return the number of uses, those of unknown vendors too."""
        return sum(self.known.values()) + self.loose


def hhi(counts: Iterable[int]) -> int:
    """Return the Herfindahl-Hirschman index: the sum of squared shares in percent (0 to 10,000)."""
    numbers = [count for count in counts if count > 0]
    total = sum(numbers)
    return round(sum((count / total * 100) ** 2 for count in numbers)) if total else 0


def hhi_bounds(known: Mapping[str, int], *, loose: int, unsettled: Iterable[str]) -> tuple[int, int]:
    """Return the lowest and highest index that missing facts leave possible.

    `loose` uses have an unknown vendor; the groups in `unsettled` may turn out to belong to the largest one.
    """
    lowest = hhi([*known.values(), *([1] * loose)])
    if not known:
        return lowest, WHOLE if loose else 0
    largest = max(known, key=lambda key: (known[key], key))
    merged = {key for key in unsettled if key != largest}
    top = known[largest] + loose + sum(known[key] for key in merged)
    highest = hhi([top, *(count for key, count in known.items() if key != largest and key not in merged)])
    return lowest, highest


def band(index: int, limits: Limits) -> Band:
    """Return the band of an index; a threshold itself belongs to the band below it."""
    if index > limits.high:
        return Band.HIGH
    return Band.MODERATE if index > limits.moderate else Band.LOW


def band_between(lowest: int, highest: int, limits: Limits) -> Band:
    """Return the band in which both bounds lie; unknown where they lie in different ones."""
    low, high = band(lowest, limits), band(highest, limits)
    return low if low is high else Band.UNKNOWN


def notable(before: int, after: int, limits: Limits) -> bool:
    """Say whether a change of the index is one that the EC looks into.

    Below the lower threshold no change is; up to the upper one a change of at least `change_moderate`, above it one of
    at least `change_high`.
    """
    delta = after - before
    reached = band(after, limits)
    if reached is Band.LOW:
        return False
    return delta >= (limits.change_high if reached is Band.HIGH else limits.change_moderate)


def concentration(tally: Tally, limits: Limits, *, least: int = 1) -> Concentration:
    """Return the index of a tally with its bounds; no band over fewer than `least` uses of known vendors."""
    known = sum(tally.known.values())
    if not tally.total:
        return Concentration(highest=0)
    lowest, highest = hhi_bounds(tally.known, loose=tally.loose, unsettled=tally.unsettled)
    figure = hhi(tally.known.values()) if known >= least else None
    return Concentration(
        hhi=figure,
        lowest=min(lowest, highest if figure is None else figure),
        highest=highest,
        band=Band.UNKNOWN if figure is None else band_between(min(lowest, figure), highest, limits),
        uses=tally.total,
        unknown=tally.loose,
    )


def share(part: float | Decimal, whole: float | Decimal) -> float | None:
    """Return a part as a fraction of the whole; nothing where there is no whole."""
    return float(part / whole) if whole else None  # type: ignore[operator] # both of one kind


def group_parts(tally: Tally, name: Callable[[str], str]) -> tuple[GroupPart, ...]:
    """Return the groups of a tally, largest first, with the row of unknown vendors last; shares add up to one."""
    order = sorted(tally.known, key=lambda key: (-tally.known[key], name(key).casefold(), key))
    rows = [(key, name(key), tally.known[key]) for key in order if tally.known[key]]
    if tally.loose:
        rows.append(("", "", tally.loose))
    total = tally.total
    return tuple(GroupPart(key=key, name=said, uses=uses, share=share(uses, total)) for key, said, uses in rows)


def gathered(pairs: Iterable[tuple[Key, str]]) -> dict[Key, set[str]]:
    """Return the values of each key."""
    found: dict[Key, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found

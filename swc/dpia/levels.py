"""How high a risk is: likelihood times impact against bounds that are data; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from swc.dpia.kinds import Matrix, RiskLevel
from vocab.norms import norm

_ORDER = (RiskLevel.UNKNOWN, RiskLevel.LOW, RiskLevel.MIDDLE, RiskLevel.HIGH, RiskLevel.VERY_HIGH)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least product of likelihood and impact from which a risk is of each level."""

    middle: int
    high: int
    very_high: int


@lru_cache(maxsize=64)
def bounds(matrix: Matrix, on: date) -> Bounds:
    """Return the bounds of a scale as they hold on a day; raises `NotFoundError` where none do."""
    middle, high, very_high = (
        norm(f"risk-{matrix.value}-{name}", on).whole for name in ("middle", "high", "very-high")
    )
    return Bounds(middle=middle, high=high, very_high=very_high)


def level(likelihood: int | None, impact: int | None, within: Bounds) -> RiskLevel:
    """Return how high a risk is; unknown until both were estimated."""
    if likelihood is None or impact is None:
        return RiskLevel.UNKNOWN
    score = likelihood * impact
    if score >= within.very_high:
        return RiskLevel.VERY_HIGH
    if score >= within.high:
        return RiskLevel.HIGH
    return RiskLevel.MIDDLE if score >= within.middle else RiskLevel.LOW


def highest(levels: Iterable[RiskLevel]) -> RiskLevel:
    """Return the highest of some levels; unknown where there is none, or where one that is not estimated may be higher.

    A high risk stays high whatever else is unknown; a low one says nothing as long as another may be high.
    """
    found = set(levels)
    known = max(found, key=_ORDER.index, default=RiskLevel.UNKNOWN)
    sure = known in (RiskLevel.HIGH, RiskLevel.VERY_HIGH) or RiskLevel.UNKNOWN not in found
    return known if sure else RiskLevel.UNKNOWN

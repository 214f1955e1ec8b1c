"""The norms that lens and what-if read by, on a day; before a norm of ours existed its first value holds."""

from __future__ import annotations

from datetime import date
from typing import Final

from swc.dependency.rules import Limits
from swc.dependency.schemas import Thresholds
from vocab.norms import norm

_FIRST: Final = date(2024, 1, 1)
"""The first day of the norms that are a choice of our own."""


def limits(on: date) -> Limits:
    """Return the thresholds of the EC on a day."""
    day = max(on, _FIRST)
    codes = ("hhi-moderate", "hhi-high", "hhi-delta-moderate", "hhi-delta-high")
    return Limits(*(norm(code, day).whole for code in codes))


def whole(code: str, on: date) -> int:
    """Return a norm that is a whole number, on a day."""
    return norm(code, max(on, _FIRST)).whole


def least_uses(on: date) -> int:
    """Return the least number of uses over which an index says something."""
    return whole("vd01-min-uses", on)


def thresholds(on: date) -> Thresholds:
    """Return the thresholds as pages and JSON show them, with their source."""
    found = limits(on)
    return Thresholds(
        moderate=found.moderate,
        high=found.high,
        change_moderate=found.change_moderate,
        change_high=found.change_high,
        least_uses=least_uses(on),
        source_url=norm("hhi-high", max(on, _FIRST)).source.url,
    )

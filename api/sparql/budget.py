"""Seconds of evaluation that each caller may use: so many a minute, twice that at once, and what was used is repaid."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from api.refusals import QueryBudgetError

_BURST = 2
_MINUTE = 60.0
_FORGET_AT = 10_000
"""From so many callers on, who has everything back is forgotten."""


class Budget:
    """A bucket of seconds for each caller (token bucket); a query is charged afterwards, with what it took."""

    def __init__(self, seconds_per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = seconds_per_minute
        self._rate = seconds_per_minute / _MINUTE
        self._clock = clock
        self._owed: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def used(self, caller: str) -> float:
        """Return how many seconds a caller used and did not get back yet."""
        seconds, since = self._owed.get(caller, (0.0, 0.0))
        return max(0.0, seconds - (self._clock() - since) * self._rate)

    def demand(self, caller: str) -> None:
        """Refuse who used more than a burst; raises `QueryBudgetError` that says when it goes on."""
        most = self._per_minute * _BURST
        over = self.used(caller) - most
        if over < 0:
            return
        wait = math.floor(over / self._rate) + 1
        raise QueryBudgetError(
            "U gebruikte voor uw vragen %(used)s seconden rekentijd meer dan is teruggekomen; elke minuut komen er "
            "%(per_minute)s terug, en er kunnen er %(most)s openstaan.",
            remedy="Over %(retry_after)s seconden kunt u weer een vraag stellen.",
            used=f"{self.used(caller):.0f}",
            per_minute=f"{self._per_minute:g}",
            most=f"{most:g}",
            retry_after=wait,
        )

    def charge(self, caller: str, seconds: float) -> None:
        """Take seconds off; more than there is left becomes a debt."""
        with self._lock:
            self._owed[caller] = (self.used(caller) + seconds, self._clock())
            if len(self._owed) > _FORGET_AT:
                self._owed = {one: owed for one, owed in self._owed.items() if self.used(one)}

"""What a question may cost, as the settings say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost, how many run at once in a scope, and how many seconds a caller gets every minute."""

    seconds: float
    rows: int
    memory_mb: int
    workers: int = 2
    seconds_per_minute: float = 30.0

"""What a new day brings without anybody touching a landscape: dates pass, so every board's flags are evaluated."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time, timedelta

import structlog

from api.db import Database
from swc.access.kinds import AMSTERDAM, SYSTEM, Act
from swc.boards.queries import board_numbers
from swc.risk.service import evaluate_board

log = structlog.get_logger()

_AFTER_MIDNIGHT = timedelta(minutes=1)


def evaluate_all(database: Database) -> int:
    """Evaluate every board, each in a transaction of its own so that nobody waits long; return how many changed."""
    with database.read() as session:
        numbers = board_numbers(session)
    changed = 0
    for number in numbers:
        with database.write() as session:
            changed += bool(evaluate_board(session, number, by=Act(SYSTEM, database.clock())))
    return changed


def until_next_day(now: datetime) -> float:
    """Return the seconds from a moment until just after the next midnight in the Netherlands."""
    tomorrow = now.astimezone(AMSTERDAM).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), AMSTERDAM).astimezone(UTC)
    return (midnight + _AFTER_MIDNIGHT - now).total_seconds()


class DayTurn(threading.Thread):
    """Evaluates at the start and just after every midnight; ends with the application."""

    def __init__(self, database: Database) -> None:
        super().__init__(name="day-turn", daemon=True)
        self._database = database
        self._ended = threading.Event()

    def end(self) -> None:
        """Stop after the board at hand."""
        self._ended.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Evaluate, then wait for the next day; a failure is logged and tried again the day after."""
        while not self._ended.is_set():
            try:
                evaluate_all(self._database)
            except Exception:  # the thread must outlive any one failure
                log.exception("daily.evaluation_failed")
            self._ended.wait(until_next_day(self._database.clock()))

"""What a new day brings without anybody touching a landscape: dates pass, so flags are evaluated and people told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep

import structlog

from api.db import Database
from swc.access.kinds import AMSTERDAM, SYSTEM, Act
from swc.boards.queries import board_numbers
from swc.catalogue.ownership.turning import turn_owners
from swc.risk.days import is_evaluated, note_evaluated
from swc.risk.service import evaluate_board

log = structlog.get_logger()

MIDNIGHT = time(0, 1)
MORNING = time(7, 0)
TURNS = (MIDNIGHT, MORNING)
"""When something is done, in Dutch time: flags follow the date at once, mail waits until people get up."""
_DECIDING = ("vocab", "fora", "swc")
"""The packages that decide what is found: the rules, the norms and facts they use, and how facts are read."""


def turn_all(database: Database) -> int:
    """Let owners that change today by what was recorded before count, with all that follows; return how many did."""
    with database.write() as session:
        return len(turn_owners(session, by=Act(SYSTEM, database.clock())))


def evaluate_all(database: Database) -> int:
    """Evaluate every board, each in a transaction of its own so that nobody waits long; return how many changed.

    After each the same time is left to others: with a thousand boards this takes minutes beside people's questions.
    """
    with database.read() as session:
        numbers = board_numbers(session)
    changed = 0
    for number in numbers:
        started = monotonic()
        with database.write() as session:
            changed += bool(evaluate_board(session, number, by=Act(SYSTEM, database.clock())))
        sleep(monotonic() - started)
    return changed


def evaluate_day(database: Database) -> int:
    """Evaluate every board, unless that was done whole today by the rules of this version; return how many changed.

    What happens on a day is followed at once, so only a new day, other rules and another release ask for this. It is
    noted when every board was done: what was broken off is done again.
    """
    today = Act(SYSTEM, database.clock()).today
    with database.read() as session:
        if is_evaluated(session, today, rules_in_force()):
            return 0
    changed = evaluate_all(database)
    with database.write() as session:
        note_evaluated(session, today, rules_in_force())
    return changed


@cache
def rules_in_force() -> str:
    """Return a fingerprint of all that decides what is found in the same landscape on the same day: code and norms."""
    found = blake2b(digest_size=16)
    for package in _DECIDING:
        root = Path(str(files(package)))
        for path in sorted(one for one in root.rglob("*") if one.suffix != ".pyc" and one.is_file()):
            found.update(f"{package}/{path.relative_to(root)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def until_next_turn(now: datetime) -> float:
    """Return the seconds from a moment until the next turn in the Netherlands."""
    today = now.astimezone(AMSTERDAM).date()
    moments = (
        datetime.combine(day, turn, AMSTERDAM).astimezone(UTC)
        for day in (today, today + timedelta(days=1))
        for turn in TURNS
    )
    return min((one - now).total_seconds() for one in moments if one > now)


class DayTurn(threading.Thread):
    """Evaluates what a new day asks for, and has people told from the morning on; ends with the application."""

    def __init__(self, database: Database, tell: Callable[[], object] = lambda: None) -> None:
        super().__init__(name="day-turn", daemon=True)
        self._database = database
        self._tell = tell
        self._ended = threading.Event()

    def end(self) -> None:
        """Stop, or leave what takes longer to the next start."""
        self._ended.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Evaluate and tell, then wait for the next turn."""
        while not self._ended.is_set():
            self._try(lambda: turn_all(self._database), "daily.owners_failed")
            self._try(lambda: evaluate_day(self._database), "daily.evaluation_failed")
            if self._database.clock().astimezone(AMSTERDAM).time() >= MORNING:
                self._try(self._tell, "daily.digest_failed")
            self._ended.wait(until_next_turn(self._database.clock()))

    def _try(self, work: Callable[[], object], failure: str) -> None:
        """Do some work; a failure is logged and tried again at the next turn."""
        try:
            work()
        except Exception:  # the thread must outlive any one failure
            log.exception(failure)

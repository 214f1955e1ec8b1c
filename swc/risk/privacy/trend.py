"""How a board stood on earlier days, read from histories that are only ever added to; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from swc.dpia.kinds import SETTLED, DpiaState
from swc.risk.privacy.schemas import TrendPoint

MONTHS = 12
"""How far back a trend goes."""

_AT_REST = SETTLED | {DpiaState.NOT_ASSESSED, DpiaState.REJECTED}


@dataclass(frozen=True, slots=True)
class Histories:
    """What happened at a board.

    `steps`: assessment, day, state reached, in order of time. `activities`: first and last day of each established
    activity. `measures`: the day each was done.
    """

    steps: Sequence[tuple[UUID, date, DpiaState]] = ()
    activities: Sequence[tuple[date, date | None]] = ()
    measures: Sequence[date] = ()


def trend(histories: Histories, today: date) -> tuple[TrendPoint, ...]:
    """Return how a board stood at the end of each of the last months, and today."""
    return tuple(_point(histories, day) for day in days(today))


def days(today: date) -> tuple[date, ...]:
    """Return the last days of the months before this one, and today, oldest first."""
    found = [today]
    day = today
    for _ in range(MONTHS):
        day = day.replace(day=1) - timedelta(days=1)
        found.append(day)
    return tuple(reversed(found))


def _point(histories: Histories, day: date) -> TrendPoint:
    reached = _states(histories.steps, day)
    return TrendPoint(
        on=day,
        decided=sum(state in SETTLED for state in reached),
        running=sum(state not in _AT_REST for state in reached),
        activities=sum(first <= day and (last is None or last > day) for first, last in histories.activities),
        measures_done=sum(done <= day for done in histories.measures),
    )


def _states(steps: Iterable[tuple[UUID, date, DpiaState]], day: date) -> list[DpiaState]:
    """Return the state of each assessment at the end of a day; one without a step yet is not there."""
    reached = {assessment: state for assessment, at, state in steps if at <= day}
    return list(reached.values())

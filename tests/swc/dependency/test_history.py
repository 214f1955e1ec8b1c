"""When a use ran, by its dates and status, and on which days the history looks."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.dependency.history import Span, month_ends, span
from swc.landscape.kinds import UsageStatus
from swc.landscape.queries import use_summaries
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, TODAY

START, END, SINCE = date(2024, 1, 1), date(2025, 6, 30), date(2025, 9, 1)
LIVE, GONE, PLANNED = UsageStatus.IN_PRODUCTION, UsageStatus.PHASED_OUT, UsageStatus.PLANNED


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        (LIVE, (START, None, None), Span(START)),
        (LIVE, (START, END, None), Span(START)),
        (LIVE, (None, None, SINCE), None),
        (GONE, (START, END, SINCE), Span(START, END)),
        (GONE, (START, None, SINCE), Span(START, SINCE)),
        (GONE, (START, None, None), None),
        (GONE, (START, None, date(2020, 1, 1)), None),
        (PLANNED, (START, None, None), None),
    ],
)
def test_a_use_ran_from_its_start_to_its_end_as_far_as_both_are_known(
    session: Session, status: UsageStatus, days: tuple[date | None, ...], expected: Span | None
) -> None:
    make_landscape(session, release=False)
    start, end, since = days
    make_use(session, status=status, start_date=start, end_date=end, status_since=since)
    (use,) = use_summaries(session, BOARD_A, on=TODAY)
    assert span(use) == expected


def test_the_history_looks_at_the_last_day_of_each_month_and_at_today() -> None:
    assert month_ends(date(2026, 3, 2), 4) == (
        date(2025, 11, 30),
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 2),
    )


def test_a_span_holds_its_first_and_last_day() -> None:
    assert [Span(START, END).covers(day) for day in (START, END, date(2025, 7, 1), date(2023, 12, 31))] == [
        True,
        True,
        False,
        False,
    ]

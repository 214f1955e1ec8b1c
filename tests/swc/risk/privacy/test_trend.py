"""How a board stood on earlier days."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from swc.dpia.kinds import DpiaState
from swc.risk.privacy.trend import MONTHS, Histories, days, trend

ONE, TWO = UUID(int=1), UUID(int=2)
TODAY = date(2026, 3, 2)


def test_a_trend_shows_the_last_day_of_each_month_and_today() -> None:
    found = days(TODAY)
    assert found[-3:] == (date(2026, 1, 31), date(2026, 2, 28), TODAY)
    assert len(found) == MONTHS + 1


def test_an_assessment_counts_by_the_last_state_it_reached_by_then() -> None:
    steps = [
        (ONE, date(2025, 12, 5), DpiaState.SCREENING),
        (TWO, date(2026, 1, 10), DpiaState.SCREENING),
        (ONE, date(2026, 1, 20), DpiaState.NOT_REQUIRED),
        (ONE, date(2026, 2, 20), DpiaState.REVIEW),
    ]
    *_, november, december, january, february, today = trend(Histories(steps=steps), TODAY)
    assert [(one.decided, one.running) for one in (november, december, january, february, today)] == [
        (0, 0),
        (0, 1),
        (1, 1),
        (0, 2),
        (0, 2),
    ]


def test_an_activity_counts_from_its_first_version_until_it_ended() -> None:
    activities = [(date(2025, 12, 31), None), (date(2026, 1, 3), date(2026, 2, 28))]
    counts = [one.activities for one in trend(Histories(activities=activities), TODAY)]
    assert counts[-4:] == [1, 2, 1, 1]


@given(st.lists(st.dates(date(2024, 1, 1), TODAY), max_size=30))
def test_measures_done_never_go_down(done: list[date]) -> None:
    counts = [one.measures_done for one in trend(Histories(measures=done), TODAY)]
    assert counts == sorted(counts)
    assert counts[-1] == len(done)

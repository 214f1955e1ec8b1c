"""Seconds of evaluation: what a caller used is repaid by the minute, and over the top one waits."""

from __future__ import annotations

import pytest

from api.refusals import QueryBudgetError
from api.sparql.budget import Budget


class Clock:
    """A clock that stands until it is put on."""

    now = 1000.0

    def __call__(self) -> float:
        """Return the moment in seconds."""
        return self.now


def test_a_burst_of_twice_a_minute_is_free_and_a_debt_is_waited_out() -> None:
    clock = Clock()
    budget = Budget(30, clock)
    budget.charge("anne", 59)
    budget.demand("anne")
    budget.charge("anne", 6)
    with pytest.raises(QueryBudgetError) as refused:
        budget.demand("anne")
    assert refused.value.retry_after == 11
    assert "65 seconden" in str(refused.value)
    assert "Over 11 seconden" in str(refused.value)
    budget.demand("bram")
    clock.now += 11
    budget.demand("anne")


def test_what_was_used_comes_back_and_never_more_than_that() -> None:
    clock = Clock()
    budget = Budget(30, clock)
    budget.charge("anne", 10)
    clock.now += 6
    assert budget.used("anne") == pytest.approx(7)
    clock.now += 3600
    assert budget.used("anne") == 0
    budget.charge("anne", 59)
    budget.charge("anne", 2)
    with pytest.raises(QueryBudgetError):
        budget.demand("anne")


def test_who_has_everything_back_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.sparql.budget._FORGET_AT", 2)
    clock = Clock()
    budget = Budget(30, clock)
    budget.charge("anne", 1)
    clock.now += 60
    budget.charge("bram", 1)
    budget.charge("carla", 1)
    assert set(budget._owed) == {"bram", "carla"}

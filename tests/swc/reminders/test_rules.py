"""Who is told of what, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.access.roles import Right, Role
from swc.access.rules import RIGHTS
from swc.reminders.kinds import DueKind, Urgency
from swc.reminders.rules import CONTENTS, RECEIVES, notice, ordered, received, untold, urgency
from swc.reminders.schemas import DueItem

TODAY = date(2026, 3, 2)


def item(key: str = "review:1", *, due: date | None = TODAY, kind: DueKind = DueKind.REVIEW) -> DueItem:
    """Return something that falls due."""
    return DueItem(
        key=key,
        kind=kind,
        board_number="41101",
        about="Leerspoor",
        text="Herzie de beoordeling.",
        due=due,
        urgency=urgency(due, TODAY, soon_days=30),
        page="/",
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Urgency.OVERDUE), (0, Urgency.SOON), (30, Urgency.SOON), (31, Urgency.LATER)],
)
def test_a_date_is_overdue_from_the_day_after(days: int, expected: Urgency) -> None:
    assert urgency(TODAY + timedelta(days=days), TODAY, soon_days=30) is expected


def test_what_has_no_date_is_undated_and_told() -> None:
    assert urgency(None, TODAY, soon_days=30) is Urgency.UNDATED
    assert untold([item(due=None)], ()) == (item(due=None),)


def test_the_most_urgent_comes_first() -> None:
    late, soon, later, undated = (
        item("a", due=TODAY - timedelta(days=3)),
        item("b"),
        item("c", due=TODAY + timedelta(days=90)),
        item("d", due=None),
    )
    assert ordered([later, undated, soon, late]) == (late, soon, undated, later)


def test_nothing_is_told_twice_but_a_moved_or_passed_date_is_news() -> None:
    told = {notice(item())}
    assert untold([item()], told) == ()
    moved = item(due=TODAY + timedelta(days=1))
    passed = item().model_copy(update={"urgency": Urgency.OVERDUE})
    assert untold([moved, passed], told) == (moved, passed)


def test_what_comes_later_waits() -> None:
    assert untold([item(due=TODAY + timedelta(days=60))], ()) == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_is_told_of_the_inside_of_a_dpia_without_the_right_to_read_it(role: Role) -> None:
    assert Right.READ_DPIA in RIGHTS[role] or not RECEIVES[role] & CONTENTS


def test_a_reader_can_settle_nothing_and_is_told_of_nothing() -> None:
    assert received([Role.READER]) == frozenset()
    contracts = {DueKind.CONTRACT_NOTICE, DueKind.CONTRACT_ENDS}
    assert received([Role.READER, Role.PURCHASER]) == {DueKind.AGREEMENT_ENDS} | contracts
    assert not received([Role.PRIVACY_OFFICER]) & contracts


@given(st.sets(st.sampled_from(Role)))
def test_more_roles_never_tell_less(roles: set[Role]) -> None:
    assert all(received([one]) <= received(roles) for one in roles)

"""The calendar keeps the identity of what falls due, and says nothing that follows from the clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar

from api.exports.calendar import calendar
from swc.reminders.kinds import DueKind, Urgency
from swc.reminders.schemas import DueItem
from tests.personas import BOARD_A, NOW


def due(*, key: str = "review:1", on: date | None = date(2026, 5, 1), name: str = "Leerspoor") -> DueItem:
    """Return something that falls due."""
    return DueItem(
        key=key,
        kind=DueKind.REVIEW,
        board_number=BOARD_A,
        about=name,
        text="Herzie de DPIA van %(name)s.",
        params={"name": name},
        due=on,
        urgency=Urgency.SOON,
        page="/besturen/41101/dpia",
    )


def made(*items: DueItem, now: datetime = NOW) -> bytes:
    """Return the calendar of board A."""
    return calendar(items, name="De Horizon", base="https://swc.example/", now=now)


def test_an_event_lasts_a_whole_day_and_leads_to_its_page() -> None:
    event = Calendar.from_ical(made(due())).events[0]
    assert (event.start, event.end) == (date(2026, 5, 1), date(2026, 5, 2))
    assert event["summary"] == "Herzie de DPIA van Leerspoor."
    assert event["url"] == "https://swc.example/besturen/41101/dpia"
    assert event["uid"] == "review:1@swc.example"
    assert event.walk("VALARM") == []


def test_an_event_says_what_it_is_about_where_the_sentence_does_not() -> None:
    item = due(name="Parro").model_copy(update={"text": "Rond de voorafgaande toets af.", "params": {}})
    (event,) = Calendar.from_ical(made(item)).events
    assert event["summary"] == "Parro: Rond de voorafgaande toets af."


def test_asking_again_changes_the_stamp_and_nothing_else() -> None:
    first, later = made(due()), made(due(), now=NOW + timedelta(days=3))
    assert made(due(), now=NOW + timedelta(hours=1)) == first
    changed = [one for one, other in zip(first.splitlines(), later.splitlines(), strict=True) if one != other]
    assert [one.split(b":")[0] for one in changed] == [b"DTSTAMP"]


def test_a_postponed_day_keeps_its_identity_and_gets_a_higher_sequence() -> None:
    first, later = (Calendar.from_ical(made(due(on=day))).events[0] for day in (date(2026, 5, 1), date(2026, 6, 1)))
    assert first["uid"] == later["uid"]
    assert later["sequence"] > first["sequence"]


def test_events_are_in_order_and_what_has_no_day_is_left_out() -> None:
    items = (due(key="b", on=date(2026, 6, 1)), due(key="a"), due(key="c", on=None))
    events = Calendar.from_ical(made(*items)).events
    assert [event["uid"] for event in events] == ["a@swc.example", "b@swc.example"]


def test_text_cannot_add_a_line_of_its_own() -> None:
    events = Calendar.from_ical(made(due(name="x\r\nBEGIN:VEVENT\nATTENDEE:y\x07"))).events
    assert len(events) == 1
    assert "attendee" not in events[0]

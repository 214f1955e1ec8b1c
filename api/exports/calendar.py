"""Writes what falls due as iCalendar (RFC 5545): all-day events that keep their identity from one poll to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from api.exports.document import readable
from api.i18n import language, translate
from swc.access.kinds import AMSTERDAM
from swc.reminders.schemas import DueItem

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//FORA-softwarecatalogus//agenda//NL"
EVERY: Final = timedelta(hours=12)
"""How often a client had better ask again (RFC 7986, section 5.7)."""

_FIRST: Final = date(2000, 1, 1)
_MOST: Final = 200


def calendar(items: Iterable[DueItem], *, name: str, base: str, now: datetime) -> bytes:
    """Return a calendar of what has a day, in the reader's language; `base` is the address of the installation.

    The UID of an event follows from what it is about, its SEQUENCE from its day, so that a postponed date replaces the
    one before. DTSTAMP is the day of asking, as a published calendar has it (section 3.8.7.2); nothing else follows
    from the clock. There is no alarm: whoever subscribes decides on that. What has no day is left out.
    """
    from icalendar import Calendar  # noqa: PLC0415 - a large library, which no start has to wait for

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    title = translate("FORA-softwarecatalogus: %(name)s", name=readable(name))
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("refresh-interval", EVERY, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    stamp = datetime.combine(now.astimezone(AMSTERDAM).date(), time(), tzinfo=AMSTERDAM)
    for item in sorted((one for one in items if one.due is not None), key=lambda one: (one.due or _FIRST, one.key)):
        made.add_component(_event(item, base, stamp))
    return bytes(made.to_ical())


def _event(item: DueItem, base: str, stamp: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    due = item.due or _FIRST
    made = Event()
    made.add("uid", f"{item.key}@{urlsplit(base).hostname or 'localhost'}")
    made.add("dtstamp", stamp)
    made.add("sequence", max((due - _FIRST).days, 0))
    made.add("dtstart", due)
    made.add("dtend", due + timedelta(days=1))
    text = readable(translate(item.text, **item.params))
    about = readable(item.about)
    summary = text if about in text else f"{about}: {text}"
    made.add(
        "summary",
        summary if len(summary) <= _MOST else f"{summary[: _MOST - 1]}…",
        parameters={"language": language.get()},
    )
    address = f"{base.rstrip('/')}{item.page}"
    made.add("description", "\n".join(part for part in (text, about, address) if part))
    made.add("url", address)
    made.add("transp", "TRANSPARENT")
    return made

"""An entry as a CloudEvent 1.0 in the NL GOV profile; pure.

Nothing personal stands in the attributes. `dataref` leads to the data of this very entry, as the specification asks of
it when `data` is there too; a thing that is too large for an event (64 KB, NL GOV profile) is had there only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from swc.procurement.feed.kinds import FeedAction
from swc.procurement.feed.schemas import Entry

CLOUD_EVENT = "application/cloudevents+json"
CLOUD_EVENTS = "application/cloudevents-batch+json"
DATA = "application/json"
LARGEST = 64 * 1024
"""The largest event in bytes (NL GOV profile for CloudEvents, after CloudEvents 1.0 "Size Limits")."""

TYPE_PREFIX = "org.w3id.fora-swc"
_VERBS = {FeedAction.UPSERT: "changed", FeedAction.DELETE: "removed"}
_ENVELOPE = 2048
"""More bytes than the attributes of an event ever take: keys have at most 200 characters."""


@dataclass(frozen=True, slots=True)
class EventSettings:
    """What events say of the installation: its address, and its OIN (number given out by Logius) where it has one."""

    base_url: str
    oin: str = ""
    system: str = "fora-softwarecatalogus"

    @property
    def source(self) -> str:
        """Return the source of events: the URN of the NL GOV profile, or the address where there is no OIN."""
        return f"urn:nld:oin:{self.oin}:systeem:{self.system}" if self.oin else self.base_url


def cloud_event(entry: Entry, settings: EventSettings) -> dict[str, Any]:
    """Return an entry as a CloudEvent; `data` is left out where it would make the event too large."""
    found = _attributes(entry, settings)
    if entry.data is not None and fits(entry):
        found["data"] = json.loads(entry.data)
    return found


def cloud_event_text(entry: Entry, settings: EventSettings) -> str:
    """Return the same as JSON text, with the data as they were written; for answers of a thousand events."""
    head = json.dumps(_attributes(entry, settings), ensure_ascii=False, separators=(",", ":"))
    if entry.data is None or not fits(entry):
        return head
    return f'{head[:-1]},"data":{entry.data}}}'


def fits(entry: Entry) -> bool:
    """Say whether an event has room for the data of its entry."""
    data = entry.data or ""
    return len(data) * 4 + _ENVELOPE <= LARGEST or len(data.encode()) + _ENVELOPE <= LARGEST


def event_type(entry: Entry) -> str:
    """Return the type of an event: reverse DNS, kind of thing, what happened, version of the form."""
    return f"{TYPE_PREFIX}.{entry.subject_kind.value}.{_VERBS[entry.action]}.v1"


def moment(at: datetime) -> str:
    """Return a moment as RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def data_address(entry: Entry, base_url: str) -> str:
    """Return where the data of an entry are."""
    return f"{base_url}/api/v1/feeds/{entry.scope.path}/events/{entry.seq}"


def _attributes(entry: Entry, settings: EventSettings) -> dict[str, Any]:
    found: dict[str, Any] = {
        "specversion": "1.0",
        "id": str(entry.id),
        "source": settings.source,
        "type": event_type(entry),
        "time": moment(entry.at),
        "subject": entry.subject,
        "sequence": f"{entry.seq:020d}",
    }
    if entry.board_number:
        found["board"] = entry.board_number
    if entry.data is not None:
        found["datacontenttype"] = DATA
        found["dataref"] = data_address(entry, settings.base_url)
    else:
        found["cause"] = entry.cause
    return found

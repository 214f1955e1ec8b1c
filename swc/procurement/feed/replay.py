"""What a reader of a feed keeps: the state that follows from its events; pure, and the reference for other readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Event = Mapping[str, Any]
Fetch = Callable[[str], Any]
"""Gets the JSON at an address; nothing where it is gone."""

_REMOVED = ".removed.v1"


@dataclass(slots=True)
class Replica:
    """Every thing that a feed tells of, by subject, as its newest event says; `onward` is where to read on."""

    things: dict[str, Any] = field(default_factory=dict)
    onward: str = ""
    events: int = 0

    def apply(self, event: Event, fetch: Fetch) -> None:
        """Take in one event: a removed thing goes, every other is replaced whole.

        Applying an event again, or one that tells of a thing that is not there to be removed, changes nothing. Data
        that are too large for an event are fetched from `dataref`; when they are gone there, the event that says so
        is still to come, and the thing goes now.
        """
        self.events += 1
        subject = str(event["subject"])
        data = None if str(event["type"]).endswith(_REMOVED) else _data(event, fetch)
        if data is None:
            self.things.pop(subject, None)
        else:
            self.things[subject] = data

    def counts(self) -> dict[str, int]:
        """Return how many things there are of each kind."""
        return dict(sorted(Counter(subject.partition("/")[0] for subject in self.things).items()))

    def differences(self, other: Replica) -> tuple[str, ...]:
        """Return the subjects of which two replicas do not say the same."""
        subjects = self.things.keys() | other.things.keys()
        return tuple(sorted(one for one in subjects if self.things.get(one) != other.things.get(one)))


def _data(event: Event, fetch: Fetch) -> Any:  # noqa: ANN401 - any JSON value
    return event["data"] if "data" in event else fetch(str(event["dataref"]))

"""What is shown of history: who did what, when, why, and what it was before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from swc.access.schemas import ReadModel


class Change(ReadModel):
    """One thing that an event changed; `before` or `after` is None where there was or is nothing."""

    field: str
    before: Any = None
    after: Any = None


class EventEntry(ReadModel):
    """One event; `kind` reads as noun.verb and `door` says how the actor came in.

    `unchanged` holds what both sides name without a change, such as the use that an agreement belongs to.
    """

    seq: int
    id: UUID
    at: datetime
    actor_key: str
    actor_label: str
    door: str
    kind: str
    board_number: str | None
    subject_kind: str
    subject_key: str
    changes: tuple[Change, ...]
    unchanged: dict[str, Any]
    reason: str

    def told(self, *fields: str) -> str:
        """Return what the event tells of the first of these fields that it holds as text; else nothing."""
        values = {change.field: change.after or change.before for change in self.changes} | self.unchanged
        return next((str(values[field]) for field in fields if isinstance(values.get(field), str)), "")


class History(ReadModel):
    """A stretch of history, the newest first; `older` is the cursor to what came before, None at the beginning."""

    events: tuple[EventEntry, ...]
    older: int | None

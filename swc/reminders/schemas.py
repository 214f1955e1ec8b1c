"""What people are reminded of, as page, mail, calendar and JSON show it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.reminders.kinds import DueKind, Urgency


class DueItem(ReadModel):
    """One thing that falls due at a board.

    `key` is stable over days (kind and what it is about); `text` is a Dutch message id with `params`; `page` is the
    address on this installation where it is settled; `owner_role` is who sees to it, if known.
    """

    key: str
    kind: DueKind
    board_number: str
    board_name: str = ""
    about: str
    text: str
    params: dict[str, str | int] = Field(default_factory=dict)
    due: date | None = None
    urgency: Urgency
    owner_role: str = ""
    page: str


class Digest(ReadModel):
    """What is due for one person, over the boards where they have a role, the most urgent first."""

    person_id: UUID
    person_name: str
    email: str = ""
    language: str = "nl"
    day: date
    items: tuple[DueItem, ...] = ()


class FeedRef(ReadModel):
    """A calendar feed as its owner sees it: never the secret."""

    id: UUID
    board_number: str
    label: str
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class FeedCreate(Input):
    """A new calendar feed."""

    label: str = Field(min_length=1, max_length=80)

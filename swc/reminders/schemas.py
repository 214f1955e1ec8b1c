"""What people are reminded of, as page, mail, calendar and JSON show it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from swc.access.roles import Role
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


class BoardRef(ReadModel):
    """A board by number and name."""

    number: str
    name: str


class Digest(ReadModel):
    """What is due for one person, over the boards where they have a role, the most urgent first.

    `boards` are those of which they are reminded at all.
    """

    person_id: UUID
    person_name: str
    email: str = ""
    language: str = "nl"
    by_mail: bool = True
    day: date
    boards: tuple[BoardRef, ...] = ()
    items: tuple[DueItem, ...] = ()


class BoardDue(ReadModel):
    """What is due at one board, told in a language."""

    board_number: str
    board_name: str
    language: str = "nl"
    day: date
    items: tuple[DueItem, ...] = ()


class Reader(ReadModel):
    """Somebody who can be reminded: name and roles per board number, and whether mail is wanted."""

    id: UUID
    name: str
    email: str
    language: str = "nl"
    by_mail: bool = True
    boards: dict[str, tuple[str, tuple[Role, ...]]] = Field(default_factory=dict)


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

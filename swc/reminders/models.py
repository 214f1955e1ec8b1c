"""Tables of reminders: what was sent to whom, who wants mail, and the secret calendar feeds."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from fora.columns import Moment


class DigestSent(SQLModel, table=True):
    """A person was told of an item; `item` names it with its due date, so that a moved date is told again."""

    __tablename__ = "digest_sent"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    item: str = Field(primary_key=True, max_length=200)
    sent_on: date
    sent_at: datetime = Field(sa_type=Moment)


class DigestPreference(SQLModel, table=True):
    """Whether a person wants the digest by e-mail; without a row they get it."""

    __tablename__ = "digest_preference"

    person_id: UUID = Field(primary_key=True, foreign_key="person.id", ondelete="CASCADE")
    by_mail: bool = True


class CalendarFeed(SQLModel, table=True):
    """A secret address under which a calendar program reads a board's due dates; only the hash is kept."""

    __tablename__ = "calendar_feed"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    label: str = Field(max_length=80)
    token_sha256: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=Moment)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)

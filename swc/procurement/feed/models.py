"""Tables of the feeds: entries in order, the newest entry of each thing, webhooks and their deliveries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject, WebhookState


class FeedEntry(SQLModel, table=True):
    """One entry of a feed: the thing as it was served from then on, or that it is gone.

    Entries are written in the transaction of the event that caused them (`event_id`), numbered within their feed
    without gaps in the order in which they become visible, and are never changed but in one case: when a board
    withdraws its sharing, `data` of its entries in the sector's feed is emptied, `action` becomes delete and `cause`
    says why. `data` is JSON as text, so that it is served byte for byte as it was written. The feed of each board has
    numbers of its own: numbers over all feeds would tell who reads one how much happens in the others. `previous_seq`
    is the entry that this one takes the place of; nothing for what is new (again). `at` never runs back.
    `board_number` is empty text in the feed of the catalogue.
    """

    __tablename__ = "feed_entry"
    __table_args__ = (
        Index("ix_feed_entry_feed_seq", "feed", "seq"),
        Index("ix_feed_entry_feed_board_at", "feed", "board_number", "at"),
    )

    feed: FeedName = Field(sa_column=Column(enum_type(FeedName), primary_key=True))
    board_number: str = Field(default="", primary_key=True, max_length=10)
    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    id: UUID = Field(default_factory=uuid4)
    at: datetime = Field(sa_type=Moment)
    subject_kind: FeedSubject = Field(sa_column=Column(enum_type(FeedSubject), nullable=False))
    subject_key: str = Field(max_length=200)
    action: FeedAction = Field(sa_column=Column(enum_type(FeedAction), nullable=False))
    cause: str = Field(max_length=60)
    event_id: UUID | None = None
    previous_seq: int | None = None
    data: str | None = None


class FeedHead(SQLModel, table=True):
    """The newest entry of one thing in a feed, with the digest of its data: what a snapshot holds."""

    __tablename__ = "feed_head"
    __table_args__ = (
        ForeignKeyConstraint(
            ["feed", "board_number", "entry_seq"], ["feed_entry.feed", "feed_entry.board_number", "feed_entry.seq"]
        ),
    )

    feed: FeedName = Field(sa_column=Column(enum_type(FeedName), primary_key=True))
    board_number: str = Field(default="", primary_key=True, max_length=10)
    subject_kind: FeedSubject = Field(sa_column=Column(enum_type(FeedSubject), primary_key=True))
    subject_key: str = Field(primary_key=True, max_length=200)
    entry_seq: int
    digest: str = Field(max_length=64)


class Webhook(SQLModel, table=True):
    """An address that gets the entries of a feed, in order and signed (Standard Webhooks).

    `after_seq` is the last entry that arrived. The secret has to be kept readable, as signing needs it; after a
    rotation the one before also signs until `previous_until`. `claimed_until` keeps two senders apart.
    """

    __tablename__ = "webhook"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    feed: FeedName = Field(sa_column=Column(enum_type(FeedName), nullable=False))
    board_number: str = Field(default="", max_length=10, index=True)
    url: str = Field(max_length=1000)
    description: str = Field(default="", max_length=200)
    secret: str = Field(max_length=120)
    previous_secret: str = Field(default="", max_length=120)
    previous_until: datetime | None = Field(default=None, sa_type=Moment)
    state: WebhookState = Field(sa_column=Column(enum_type(WebhookState), nullable=False))
    state_reason: str = ""
    after_seq: int = 0
    attempts: int = 0
    next_attempt_at: datetime | None = Field(default=None, sa_type=Moment)
    claimed_until: datetime | None = Field(default=None, sa_type=Moment)
    created_at: datetime = Field(sa_type=Moment)
    created_by: str = Field(max_length=80)
    row_version: int = 1


class WebhookDelivery(SQLModel, table=True):
    """One attempt to deliver one entry to one webhook, with what came of it."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index("ix_webhook_delivery_webhook_id_id", "webhook_id", "id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    webhook_id: UUID = Field(foreign_key="webhook.id", ondelete="CASCADE")
    entry_seq: int
    attempt: int
    at: datetime = Field(sa_type=Moment)
    delivered: bool
    status_code: int | None = None
    error: str = Field(default="", max_length=300)
    duration_ms: int = 0

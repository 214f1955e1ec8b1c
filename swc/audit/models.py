"""Tables of events and of the outbox that carries them to the graphs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from fora.columns import Moment, json_type


class Event(SQLModel, table=True):
    """One fact of history: who did what to which thing, when and why; chained by hash, never updated."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_subject", "subject_kind", "subject_key"),
        Index("ix_audit_event_board_number_seq", "board_number", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    id: UUID = Field(default_factory=uuid4, unique=True)
    at: datetime = Field(sa_type=Moment)
    actor_key: str = Field(max_length=80)
    actor_label: str
    door: str = Field(max_length=10)
    kind: str = Field(max_length=60)
    board_number: str | None = Field(default=None, max_length=10)
    subject_kind: str = Field(max_length=20)
    subject_key: str = Field(max_length=200)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(json_type))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(json_type))
    reason: str = ""
    previous_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class Outbox(SQLModel, table=True):
    """A graph that has to be written anew because of an event; removed by the writer once done."""

    __tablename__ = "audit_outbox"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    graph: str = Field(max_length=120, index=True)
    created_at: datetime = Field(sa_type=Moment)

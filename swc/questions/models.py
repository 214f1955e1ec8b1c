"""The table of questions that people keep."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Text
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.questions.kinds import Offer, QueryScope


class SavedQuery(SQLModel, table=True):
    """A question of somebody; `name` is its address for good, also once it is withdrawn.

    `board_number` is the board it is shared with, none while it is private. `version` counts what was asked: it rises
    with the text or a parameter. `published` is what a sector editor accepted, kept as it was then. Who made it is the
    account, and no name is copied: one that is closed is named no more (art. 5(1)(c) and 17 GDPR).
    """

    __tablename__ = "saved_query"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    name: str = Field(max_length=60, unique=True)
    title: str = Field(max_length=200)
    explanation: str = Field(default="", max_length=2000)
    text: str = Field(sa_column=Column(Text, nullable=False))
    parameters: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))
    scope: QueryScope = Field(sa_column=Column(enum_type(QueryScope), nullable=False))
    plot_over: str = Field(default="", max_length=60)
    plot_of: str = Field(default="", max_length=60)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", index=True, ondelete="SET NULL")
    board_number: str | None = Field(default=None, foreign_key="board.number", max_length=10, index=True)
    offer: Offer = Field(default=Offer.NONE, sa_column=Column(enum_type(Offer), nullable=False, index=True))
    decision_reason: str = Field(default="", max_length=2000)
    published: dict[str, Any] | None = Field(default=None, sa_column=Column(json_type))
    version: int = 1
    row_version: int = 1
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)

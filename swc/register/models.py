"""Tables of processing activities: what people decided, and the versions that were established."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, ValueState


class ProcessingActivity(SQLModel, table=True):
    """A processing activity somebody decided on; a suggestion has no row.

    The id of a derived activity follows from board and anchor (`rules.activity_id`), so that its address stands
    before the row does. `current_version` is 0 until the activity is established.
    """

    __tablename__ = "processing_activity"
    __table_args__ = (UniqueConstraint("board_number", "anchor_kind", "anchor_key"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    anchor_kind: AnchorKind = Field(sa_column=Column(enum_type(AnchorKind), nullable=False))
    anchor_key: str = Field(max_length=80)
    anchor_name: str
    name: str
    role: BoardRole = Field(sa_column=Column(enum_type(BoardRole), nullable=False))
    owner_role: str = ""
    state: ActivityState = Field(sa_column=Column(enum_type(ActivityState), nullable=False))
    reason: str = ""
    ended_on: date | None = None
    current_version: int = 0
    created_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    row_version: int = 1


class ProcessingValue(SQLModel, table=True):
    """What a person decided on one value of an activity.

    `label` and `basis` keep what was derived when they decided (path, origin, source, detail); `text` is what the
    person wrote instead, or by hand. `detail` holds what belongs to the value (country, term in days, safeguard).
    """

    __tablename__ = "processing_value"
    __table_args__ = (Index("ix_processing_value_field_key", "field", "key"),)

    activity_id: UUID = Field(primary_key=True, foreign_key="processing_activity.id", ondelete="CASCADE")
    field: RegisterField = Field(sa_column=Column(enum_type(RegisterField), primary_key=True))
    key: str = Field(primary_key=True, max_length=160)
    label: str
    text: str = ""
    state: ValueState = Field(sa_column=Column(enum_type(ValueState), nullable=False))
    reason: str = ""
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(json_type, nullable=False))
    basis: dict[str, Any] = Field(default_factory=dict, sa_column=Column(json_type, nullable=False))
    decided_at: datetime = Field(sa_type=Moment)
    decided_by: str = Field(max_length=80)


class ProcessingVersion(SQLModel, table=True):
    """An activity as it was established: never changed afterwards; the next number supersedes it.

    `digest` is the SHA-256 of the content as canonical JSON.
    """

    __tablename__ = "processing_version"

    activity_id: UUID = Field(primary_key=True, foreign_key="processing_activity.id")
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    digest: str = Field(max_length=64)
    reason: str = ""
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=80)
    made_by_label: str = ""

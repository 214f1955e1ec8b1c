"""Tables of flags as last evaluated, and of their acceptances; a resolved flag keeps its row."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.risk.kinds import Certainty, FlagSubject, Severity


class Flag(SQLModel, table=True):
    """One finding of one rule about one subject of a board; `evidence` holds the facts that led to it.

    `digest` is the fingerprint of the finding, so that an evaluation sees what changed without reading the evidence.
    """

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("board_number", "rule", "subject_kind", "subject_key"),
        Index("ix_flag_board_number_resolved_at", "board_number", "resolved_at"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10)
    rule: str = Field(max_length=10)
    subject_kind: FlagSubject = Field(sa_column=Column(enum_type(FlagSubject), nullable=False))
    subject_key: str = Field(max_length=120)
    subject_name: str
    use_id: UUID | None = Field(default=None, foreign_key="use.id", index=True, ondelete="CASCADE")
    severity: Severity = Field(sa_column=Column(enum_type(Severity), nullable=False))
    certainty: Certainty = Field(sa_column=Column(enum_type(Certainty), nullable=False))
    evidence: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))
    digest: str = Field(default="", max_length=32)
    first_seen_at: datetime = Field(sa_type=Moment)
    last_changed_at: datetime = Field(sa_type=Moment)
    resolved_at: datetime | None = Field(default=None, sa_type=Moment)


class FlagAcceptance(SQLModel, table=True):
    """Somebody accepts a flag for a reason until a day; an acceptance is ended, never deleted."""

    __tablename__ = "flag_acceptance"

    id: int | None = Field(default=None, primary_key=True)
    flag_id: UUID = Field(foreign_key="flag.id", index=True, ondelete="CASCADE")
    reason: str
    until: date
    accepted_at: datetime = Field(sa_type=Moment)
    accepted_by: str = Field(max_length=80)
    accepted_by_label: str
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    ended_by: str | None = None


class EvaluatedDay(SQLModel, table=True):
    """The last day on which every board was evaluated, and by which rules; one row, written when all were done."""

    __tablename__ = "evaluated_day"

    day: date = Field(primary_key=True)
    rules: str = Field(max_length=120)

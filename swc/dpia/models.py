"""Tables of assessments with their append-only history, and of the answers to screening criteria."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState


class Assessment(SQLModel, table=True):
    """The DPIA (or DTIA) of one use: state, dates, reason and the central version it cites."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("use_id", "kind"),
        ForeignKeyConstraint(
            ["central_key", "central_number"], ["central_dpia_version.central_key", "central_dpia_version.number"]
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    use_id: UUID = Field(foreign_key="use.id", index=True, ondelete="CASCADE")
    kind: AssessmentKind = Field(sa_column=Column(enum_type(AssessmentKind), nullable=False))
    state: DpiaState = Field(sa_column=Column(enum_type(DpiaState), nullable=False))
    state_since: datetime = Field(sa_type=Moment)
    review_due: date | None = None
    central_key: str | None = Field(default=None, max_length=120)
    central_number: int | None = None
    local_part_on: date | None = None
    local_measures_on: date | None = None
    fg_seen_on: date | None = None
    fg_advice_on: date | None = None
    fg_advice: str = ""
    decided_on: date | None = None
    reason: str = ""
    conditions: str = ""
    row_version: int = 1


class AssessmentStep(SQLModel, table=True):
    """One step of an assessment; rows are only ever added."""

    __tablename__ = "assessment_step"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: UUID = Field(foreign_key="assessment.id", index=True, ondelete="CASCADE")
    from_state: DpiaState = Field(sa_column=Column(enum_type(DpiaState), nullable=False))
    event: DpiaEvent = Field(sa_column=Column(enum_type(DpiaEvent), nullable=False))
    to_state: DpiaState = Field(sa_column=Column(enum_type(DpiaState), nullable=False))
    at: datetime = Field(sa_type=Moment)
    actor_key: str = Field(max_length=80)
    actor_label: str
    reason: str = ""
    facts: dict[str, Any] = Field(default_factory=dict, sa_column=Column(json_type, nullable=False))


class CriterionAnswer(SQLModel, table=True):
    """A person's own answer to a screening criterion of a use (scheme `wp248-criteria` or `ap-list`), with reason."""

    __tablename__ = "criterion_answer"

    use_id: UUID = Field(primary_key=True, foreign_key="use.id", ondelete="CASCADE")
    criterion: str = Field(primary_key=True, max_length=20)
    answer: Answer = Field(sa_column=Column(enum_type(Answer), nullable=False))
    reason: str
    answered_at: datetime = Field(sa_type=Moment)
    answered_by: str = Field(max_length=80)

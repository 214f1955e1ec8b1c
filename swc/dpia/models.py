"""Tables of assessments with their append-only history, and of the answers to screening criteria."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.catalogue.kinds import Addressee
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState, Duty, Matrix, MeasureState


class Assessment(SQLModel, table=True):
    """An assessment of one use, or (without `use_id`) of the processing activities in `AssessmentScope`.

    `matrix` is the preset of its risk scale; `consulted_on` and `extended_on` run the clock of art. 36(2) AVG.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("use_id", "kind"),
        ForeignKeyConstraint(
            ["central_key", "central_number"], ["central_dpia_version.central_key", "central_dpia_version.number"]
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    use_id: UUID | None = Field(default=None, foreign_key="use.id", index=True, ondelete="CASCADE")
    title: str = Field(default="", max_length=300)
    matrix: Matrix = Field(default=Matrix.FOUR, sa_column=Column(enum_type(Matrix), nullable=False))
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
    consulted_on: date | None = None
    extended_on: date | None = None
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


class AssessmentScope(SQLModel, table=True):
    """A processing activity that an assessment covers (art. 35(1) AVG: one may cover similar processing)."""

    __tablename__ = "assessment_scope"

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id", ondelete="CASCADE")
    activity_id: UUID = Field(primary_key=True, foreign_key="processing_activity.id", index=True)


class AssessmentAnswer(SQLModel, table=True):
    """A person's answer to a screening criterion of an assessment over activities, with reason."""

    __tablename__ = "assessment_answer"

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id", ondelete="CASCADE")
    criterion: str = Field(primary_key=True, max_length=20)
    answer: Answer = Field(sa_column=Column(enum_type(Answer), nullable=False))
    reason: str
    answered_at: datetime = Field(sa_type=Moment)
    answered_by: str = Field(max_length=80)


class Screening(SQLModel, table=True):
    """A screening as it was confirmed: every criterion with its finding and reason, the version of the lists, the duty.

    Rows are only ever added; the newest one counts.
    """

    __tablename__ = "screening"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: UUID = Field(foreign_key="assessment.id", index=True, ondelete="CASCADE")
    criteria_version: str = Field(max_length=80)
    duty: Duty = Field(sa_column=Column(enum_type(Duty), nullable=False))
    wp_score: int
    criteria: list[dict[str, Any]] = Field(sa_column=Column(json_type, nullable=False))
    motive: str = ""
    made_at: datetime = Field(sa_type=Moment)
    made_by: str = Field(max_length=80)
    made_by_label: str = ""


class AssessmentSection(SQLModel, table=True):
    """One text of an assessment (scheme `dpia-sections`) in one version; the highest number counts, all are kept."""

    __tablename__ = "assessment_section"

    assessment_id: UUID = Field(primary_key=True, foreign_key="assessment.id", ondelete="CASCADE")
    section: str = Field(primary_key=True, max_length=40)
    number: int = Field(primary_key=True)
    text: str
    written_at: datetime = Field(sa_type=Moment)
    written_by: str = Field(max_length=80)
    written_by_label: str = ""


class AssessmentRisk(SQLModel, table=True):
    """A risk to data subjects: where it comes from, for whom, and how likely and grave before and after measures.

    Likelihood and impact count from 1 up to the size of the assessment's matrix; `None` is not estimated yet.
    `subjects` are codes of scheme `data-subjects`.
    """

    __tablename__ = "assessment_risk"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    assessment_id: UUID = Field(foreign_key="assessment.id", index=True, ondelete="CASCADE")
    title: str = Field(max_length=300)
    description: str = ""
    source: str = ""
    subjects: list[str] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    likelihood: int | None = None
    impact: int | None = None
    residual_likelihood: int | None = None
    residual_impact: int | None = None
    position: int = 0
    row_version: int = 1


class AssessmentMeasure(SQLModel, table=True):
    """A measure of an assessment: for whom, who sees to it, when, and what shows that it was done.

    `central_key`, `central_number` and `central_code` tell from which central measure it was inherited; `weighing` is
    the board's own judgement of that one.
    """

    __tablename__ = "assessment_measure"
    __table_args__ = (UniqueConstraint("assessment_id", "central_key", "central_code"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    assessment_id: UUID = Field(foreign_key="assessment.id", index=True, ondelete="CASCADE")
    text: str
    addressee: Addressee = Field(sa_column=Column(enum_type(Addressee), nullable=False))
    owner_role: str = Field(default="", max_length=200)
    due: date | None = None
    state: MeasureState = Field(sa_column=Column(enum_type(MeasureState), nullable=False))
    done_on: date | None = None
    evidence: str = ""
    reason: str = ""
    central_key: str | None = Field(default=None, max_length=120)
    central_number: int | None = None
    central_code: str | None = Field(default=None, max_length=40)
    weighing: str = ""
    position: int = 0
    row_version: int = 1


class RiskMeasure(SQLModel, table=True):
    """A measure that lowers a risk."""

    __tablename__ = "risk_measure"

    risk_id: UUID = Field(primary_key=True, foreign_key="assessment_risk.id", ondelete="CASCADE")
    measure_id: UUID = Field(primary_key=True, foreign_key="assessment_measure.id", ondelete="CASCADE")

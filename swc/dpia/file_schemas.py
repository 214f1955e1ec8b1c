"""What an assessment is made of beside its state: scope, screening, sections, risks and measures, in and out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.kinds import Addressee
from swc.dpia.kinds import AssessmentKind, DpiaState, Duty, Matrix, MeasureState, RiskLevel
from swc.dpia.schemas import AnswerInput, CentralRef, CriterionFact, DpiaStatus, Fact, Step


class ActivityRef(ReadModel):
    """A processing activity that an assessment covers."""

    id: UUID
    name: str
    version: int = 0


class SectionDraft(ReadModel):
    """What can be filled in ahead in a section: sentences with where each comes from."""

    text: str = ""
    facts: tuple[Fact, ...] = ()


class Section(ReadModel):
    """One text of an assessment (scheme `dpia-sections`); `number` is 0 while nobody wrote it.

    `draft` is what register, catalogue and FORA say now, to take over; it never overwrites what a person wrote.
    """

    code: str
    label_nl: str
    label_en: str
    help_nl: str = ""
    help_en: str = ""
    part: str = ""
    text: str = ""
    number: int = 0
    written_at: datetime | None = None
    written_by: str = ""
    draft: SectionDraft = SectionDraft()


class RiskRow(ReadModel):
    """A risk with its level before (`inherent`) and after (`residual`) measures."""

    id: UUID
    title: str
    description: str = ""
    source: str = ""
    subjects: tuple[str, ...] = ()
    likelihood: int | None = None
    impact: int | None = None
    residual_likelihood: int | None = None
    residual_impact: int | None = None
    inherent: RiskLevel = RiskLevel.UNKNOWN
    residual: RiskLevel = RiskLevel.UNKNOWN
    measures: tuple[UUID, ...] = ()
    row_version: int = 1


class MeasureRow(ReadModel):
    """A measure; `central` names the version of the central DPIA it was inherited from.

    `dropped` says that the version which the assessment cites now no longer asks it (or that none is cited).
    """

    id: UUID
    assessment_id: UUID
    text: str
    addressee: Addressee
    owner_role: str = ""
    due: date | None = None
    state: MeasureState = MeasureState.OPEN
    overdue: bool = False
    done_on: date | None = None
    evidence: str = ""
    reason: str = ""
    central: CentralRef | None = None
    central_code: str = ""
    dropped: bool = False
    weighing: str = ""
    row_version: int = 1


class ConsultationClock(ReadModel):
    """The term of a prior consultation (art. 36(2) AVG): eight weeks, six more when the authority extends."""

    consulted_on: date
    answer_due: date
    extended_on: date | None = None
    overdue: bool = False


class ScreeningRow(ReadModel):
    """A screening as it was confirmed.

    `current` says that it belongs to the round that runs; `outdated` that a criterion stands otherwise by now.
    """

    criteria_version: str
    duty: Duty
    wp_score: int
    motive: str = ""
    made_at: datetime
    made_by: str
    criteria: tuple[CriterionFact, ...] = ()
    current: bool = True
    outdated: bool = False


class AssessmentRow(ReadModel):
    """An assessment in a list: of one use, or over processing activities (then `use_id` is empty)."""

    id: UUID
    board_number: str
    kind: AssessmentKind
    title: str
    state: DpiaState
    state_since: datetime
    duty: Duty = Duty.UNKNOWN
    settled: bool = False
    expired: bool = False
    review_due: date | None = None
    use_id: UUID | None = None
    use_name: str = ""
    activities: tuple[ActivityRef, ...] = ()
    open_measures: int = 0
    overdue_measures: int = 0
    highest_residual: RiskLevel = RiskLevel.UNKNOWN
    clock: ConsultationClock | None = None
    row_version: int = 1


class AssessmentFile(ReadModel):
    """An assessment whole: what it covers, screening, sections, risks, measures, advice, decision and history."""

    head: AssessmentRow
    matrix: Matrix
    dpia: DpiaStatus
    screening: ScreeningRow | None = None
    sections: tuple[Section, ...] = ()
    risks: tuple[RiskRow, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    history: tuple[Step, ...] = ()
    central_versions: tuple[CentralRef, ...] = ()


class ScopeInput(Input):
    """A new assessment over processing activities of the board."""

    kind: AssessmentKind = AssessmentKind.DPIA
    title: str = Field(min_length=1, max_length=300)
    activities: tuple[UUID, ...] = Field(min_length=1)
    matrix: Matrix = Matrix.FOUR


class SectionInput(Input):
    """A text of a section; `number` is the version it was written on, so that another person's text is not lost."""

    section: str = Field(max_length=40)
    text: str = Field(max_length=40_000)
    number: int = Field(ge=0)


class RiskInput(Input):
    """A risk as handed in."""

    title: str = Field(min_length=1, max_length=300)
    description: str = Field(default="", max_length=4000)
    source: str = Field(default="", max_length=2000)
    subjects: tuple[str, ...] = ()
    likelihood: int | None = Field(default=None, ge=1, le=5)
    impact: int | None = Field(default=None, ge=1, le=5)
    residual_likelihood: int | None = Field(default=None, ge=1, le=5)
    residual_impact: int | None = Field(default=None, ge=1, le=5)
    measures: tuple[UUID, ...] = ()
    expected_version: int | None = None


class MeasureInput(Input):
    """A measure as handed in."""

    text: str = Field(min_length=1, max_length=4000)
    addressee: Addressee = Addressee.BOARD
    owner_role: str = Field(default="", max_length=200)
    due: date | None = None
    weighing: str = Field(default="", max_length=4000)
    expected_version: int | None = None


class MeasureOutcome(Input):
    """What became of a measure: done with evidence, not applicable with a reason, or open again."""

    state: MeasureState
    on: date | None = None
    evidence: str = Field(default="", max_length=4000)
    reason: str = Field(default="", max_length=4000)
    expected_version: int | None = None


class ScreeningInput(Input):
    """All criteria at once, as confirmed by a person: answers that differ from what was derived carry a reason."""

    answers: tuple[AnswerInput, ...] = ()
    motive: str = Field(default="", max_length=4000)
    expected_version: int | None = None

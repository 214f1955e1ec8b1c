"""What the DPIA room takes in and what it shows: criteria with their facts, the status of a use, steps and filters."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field, computed_field, field_validator

from swc.access.roles import Right
from swc.access.schemas import Input, ReadModel
from swc.dpia.kinds import (
    Answer,
    AssessmentKind,
    AssessmentSource,
    DpiaEvent,
    DpiaState,
    Duty,
    Finding,
    ReviewTrigger,
    Settlement,
    StepInputName,
    Urgency,
)
from swc.dpia.names import EVENT_NAMES
from swc.landscape.schemas import UseFilter, UseSummary


class Fact(ReadModel):
    """One fact that led to a finding: a Dutch message id, the values in it and where the fact comes from.

    `about` names the application it is about, where an assessment is about several.
    """

    message: str
    params: dict[str, str | int] = Field(default_factory=dict)
    source: str = ""
    about: str = ""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        """The Dutch sentence, filled in."""
        return self.message % self.params if self.params else self.message


class CriterionFact(ReadModel):
    """One screening criterion (WP1–WP9 of WP248 rev.01, AP01–AP17 of the AP list) as derived and as answered.

    `derived` is what the landscape's facts say; `answer` is what a person said with a reason and goes first;
    `outcome` is what counts. Both stay visible.
    """

    criterion: str
    scheme: str
    derived: Finding
    facts: tuple[Fact, ...] = ()
    answer: Answer | None = None
    answer_reason: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def outcome(self) -> Finding:
        """What counts: a person's answer, else what was derived."""
        return Finding(self.answer.value) if self.answer is not None else self.derived


class DutyOutcome(ReadModel):
    """Whether a DPIA is due (art. 35 AVG), with the score that led to it and the sentences that explain it."""

    duty: Duty
    wp_score: int
    wp_norm: int
    ap_hits: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    why: tuple[Fact, ...] = ()


class CentralRef(ReadModel):
    """A version of a central DPIA, as the catalogue knows it."""

    key: str
    number: int
    title: str
    instrument: str = ""
    dated: str = ""
    effective_on: date | None = None
    outcome: str = ""
    outcome_text: str = ""
    board_action: str = ""
    source_url: str = ""
    trust: str = ""


class EventChoice(ReadModel):
    """A step that the transition table allows from here: where it leads, who may take it, what it asks."""

    event: DpiaEvent
    to: DpiaState
    right: Right
    inputs: tuple[StepInputName, ...] = ()
    optional: tuple[StepInputName, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name(self) -> str:
        """The Dutch name of the step."""
        return EVENT_NAMES[self.event]


class Step(ReadModel):
    """One step of the history; `triggers` says what made a review necessary, as far as that was told."""

    at: datetime
    event: DpiaEvent
    from_state: DpiaState
    to_state: DpiaState
    actor: str
    reason: str = ""
    triggers: tuple[ReviewTrigger, ...] = ()
    facts: dict[str, str | int | None] = Field(default_factory=dict)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name(self) -> str:
        """The Dutch name of the step."""
        return EVENT_NAMES[self.event]


class DpiaStatus(ReadModel):
    """How a use, or the processing activities that an assessment covers (then without `use_id`), stands today.

    `over_activities` says that the state is that of an assessment over activities: `assessment_id` names it, and its
    steps are taken there. `settled` and `expired` depend on the day asked; `central` is the version the board cites,
    `central_newest` the newest one of that central DPIA (or, citing none, of any about the product),
    `central_outdated` says that the cited one has been overtaken.
    """

    use_id: UUID | None
    kind: AssessmentKind = AssessmentKind.DPIA
    assessment_id: UUID | None = None
    over_activities: bool = False
    state: DpiaState = DpiaState.NOT_ASSESSED
    state_since: datetime | None = None
    duty: Duty = Duty.UNKNOWN
    outcome: DutyOutcome
    criteria: tuple[CriterionFact, ...] = ()
    settled: bool = False
    expired: bool = False
    review_due: date | None = None
    decided_on: date | None = None
    reason: str = ""
    conditions: str = ""
    fg_seen_on: date | None = None
    fg_advice_on: date | None = None
    fg_advice: str = ""
    source: AssessmentSource = AssessmentSource.OWN
    central: CentralRef | None = None
    central_newest: CentralRef | None = None
    central_outdated: bool = False
    local_part_on: date | None = None
    local_measures_on: date | None = None
    allowed_events: tuple[EventChoice, ...] = ()
    row_version: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def settlement(self) -> Settlement:
        """Settled, expired or open, as one value to filter on."""
        if self.expired:
            return Settlement.EXPIRED
        return Settlement.SETTLED if self.settled else Settlement.OPEN


class DpiaDetail(ReadModel):
    """The status of one use with everything that happened and the central versions it may cite.

    `others` holds the fundamental-rights assessment and the pre-scan with their steps in `other_history`.
    """

    use: UseSummary
    dpia: DpiaStatus
    dtia: DpiaStatus
    history: tuple[Step, ...] = ()
    dtia_history: tuple[Step, ...] = ()
    others: tuple[DpiaStatus, ...] = ()
    other_history: dict[AssessmentKind, tuple[Step, ...]] = Field(default_factory=dict)
    central_versions: tuple[CentralRef, ...] = ()

    def of(self, kind: AssessmentKind) -> DpiaStatus:
        """Return the assessment of one kind."""
        return next(one for one in (self.dpia, self.dtia, *self.others) if one.kind is kind)

    def history_of(self, kind: AssessmentKind) -> tuple[Step, ...]:
        """Return the steps of one kind, the newest first."""
        mine = {AssessmentKind.DPIA: self.history, AssessmentKind.DTIA: self.dtia_history}
        return mine[kind] if kind in mine else self.other_history.get(kind, ())


class LandscapeRow(ReadModel):
    """A use with its DPIA status: one row of the landscape list, on the page, in JSON and as CSV."""

    use: UseSummary
    dpia: DpiaStatus


class WorkRow(LandscapeRow):
    """A use with its DPIA status and how soon it asks for work."""

    urgency: Urgency


class Worklist(ReadModel):
    """The uses of a board in order of urgency; `counts` is over the whole board, `rows` over what was asked for."""

    rows: tuple[WorkRow, ...]
    counts: dict[Urgency, int]


class StepInput(Input):
    """One step, as handed in by form or JSON; which fields are required is in the transition table."""

    event: DpiaEvent
    reason: str = Field(default="", max_length=4000)
    on: date | None = None
    fg_seen_on: date | None = None
    advice: str = Field(default="", max_length=8000)
    conditions: str = Field(default="", max_length=8000)
    review_due: date | None = None
    expected_version: int | None = None


class AnswerInput(Input):
    """A person's answer to one criterion; no answer (`None`) takes an earlier one back."""

    criterion: str = Field(max_length=20)
    answer: Answer | None = None
    reason: str = Field(default="", max_length=4000)


class CitationInput(Input):
    """The central DPIA version a board builds on, and the days its own local part and measures were settled."""

    central_key: str | None = Field(default=None, max_length=120)
    central_number: int | None = None
    local_part_on: date | None = None
    local_measures_on: date | None = None
    expected_version: int | None = None


class LandscapeFilter(UseFilter):
    """How the landscape list is narrowed; values of one name are alternatives, names add up, empty means all."""

    settlement: tuple[Settlement, ...] = ()
    duty: tuple[Duty, ...] = ()
    state: tuple[DpiaState, ...] = ()

    @field_validator("*", mode="before")
    @classmethod
    def _drop_empty_choices(cls, value: object) -> object:
        """Read the empty choice of a select as no choice."""
        if isinstance(value, (list, tuple)):
            return tuple(one for one in value if one != "")
        return value

    @field_validator("personal_data", "agreement", "criticality", mode="before")
    @classmethod
    def _no_choice(cls, value: object) -> object:
        """Read the empty choice of a select with one value as no choice."""
        return value or None

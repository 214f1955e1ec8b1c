"""The states of an assessment, the events between them and the answers to criteria."""

from __future__ import annotations

from enum import StrEnum


class AssessmentKind(StrEnum):
    """Which instrument.

    The DPIA (art. 35 AVG), the transfer assessment (chapter V AVG), the fundamental-rights assessment (art. 27 AI
    Act), or a pre-scan that only says which of these is due.
    """

    DPIA = "dpia"
    DTIA = "dtia"
    FRIA = "fria"
    PRE_SCAN = "pre_scan"


class DpiaState(StrEnum):
    """Where an assessment stands; equal to scheme `dpia-states`. Expired is derived, never stored."""

    NOT_ASSESSED = "not_assessed"
    SCREENING = "screening"
    NOT_REQUIRED = "not_required"
    REQUIRED = "required"
    IN_PROGRESS = "in_progress"
    FG_ADVICE = "fg_advice"
    DECISION = "decision"
    APPROVED = "approved"
    APPROVED_CONDITIONALLY = "approved_conditionally"
    REJECTED = "rejected"
    PRIOR_CONSULTATION = "prior_consultation"
    REVIEW = "review"


class DpiaEvent(StrEnum):
    """What can happen to an assessment."""

    SCREEN = "screen"
    CONCLUDE_NOT_REQUIRED = "conclude_not_required"
    CONCLUDE_REQUIRED = "conclude_required"
    START = "start"
    ASK_ADVICE = "ask_advice"
    ADVISE = "advise"
    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    REJECT = "reject"
    CONSULT_AUTHORITY = "consult_authority"
    ANSWER = "answer"
    ALL_MEASURES_DONE = "all_measures_done"
    TRIGGER_REVIEW = "trigger_review"


SETTLED = frozenset({DpiaState.NOT_REQUIRED, DpiaState.APPROVED, DpiaState.APPROVED_CONDITIONALLY})
"""The states in which the question is settled, as long as the review date has not passed."""


class Duty(StrEnum):
    """Whether a DPIA is due, as far as the known facts go."""

    REQUIRED = "required"
    WEIGH = "weigh"
    NOT_INDICATED = "not_indicated"
    UNKNOWN = "unknown"


class Answer(StrEnum):
    """What a person answers to one criterion."""

    YES = "yes"
    NO = "no"


class Finding(StrEnum):
    """What holds for one criterion; unknown is a value of its own and never counts as no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class StepInputName(StrEnum):
    """What a step can ask from the person who takes it; equal to the fields of `StepInput`."""

    REASON = "reason"
    ON = "on"
    FG_SEEN_ON = "fg_seen_on"
    ADVICE = "advice"
    CONDITIONS = "conditions"
    REVIEW_DUE = "review_due"


class Settlement(StrEnum):
    """How the question stands today, as a person filters on it; expired is settled once, but overdue."""

    SETTLED = "settled"
    OPEN = "open"
    EXPIRED = "expired"


class AssessmentSource(StrEnum):
    """On what an assessment rests: the board's own work, or a central DPIA with a local part."""

    OWN = "own"
    CENTRAL = "central"


class Urgency(StrEnum):
    """How soon an assessment asks for work, most urgent first."""

    EXPIRED = "expired"
    REOPENED = "reopened"
    REQUIRED = "required"
    UNKNOWN = "unknown"
    WEIGH = "weigh"
    RUNNING = "running"
    NOT_INDICATED = "not_indicated"
    SETTLED = "settled"


class Matrix(StrEnum):
    """The preset of a risk scale: how many steps likelihood and impact have."""

    FOUR = "4x4"
    FIVE = "5x5"

    @property
    def size(self) -> int:
        """Return the number of steps."""
        return int(self.value[0])


class RiskLevel(StrEnum):
    """How high a risk is, from likelihood × impact; unknown until both were estimated."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    VERY_HIGH = "very_high"
    UNKNOWN = "unknown"


SEVERE = frozenset({RiskLevel.HIGH, RiskLevel.VERY_HIGH})
"""The levels that, left after measures, ask for prior consultation (art. 36(1) AVG)."""


class ScreeningStanding(StrEnum):
    """How the screening stands that a conclusion rests on: confirmed, not yet, or on facts that changed since."""

    CONFIRMED = "confirmed"
    MISSING = "missing"
    OUTDATED = "outdated"


class MeasureState(StrEnum):
    """Where a measure stands; an inherited one may be found not applicable, with a reason."""

    OPEN = "open"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


class ReviewTrigger(StrEnum):
    """What re-opens an assessment (art. 35(11) AVG: when the risk changes)."""

    NEW_DATA = "new_data"
    NEW_PURPOSE = "new_purpose"
    NEW_SUB_PROCESSOR = "new_sub_processor"
    NEW_OWNER = "new_owner"
    NEW_VERSION = "new_version"
    AI_FUNCTION = "ai_function"
    INCIDENT = "incident"
    NEWER_CENTRAL = "newer_central"
    OTHER = "other"

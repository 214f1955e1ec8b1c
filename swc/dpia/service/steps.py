"""Taking a step: asks the transition table, then writes state, history and event in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session, col, func, select

from swc.access.kinds import SYSTEM, Act
from swc.catalogue.kinds import Addressee
from swc.dpia.basis import snapshots
from swc.dpia.criteria import AP_SCHEME, BY_CODE
from swc.dpia.evidence import review_years
from swc.dpia.file_parts import is_outdated, newest_screening, risk_rows, round_start
from swc.dpia.kinds import (
    AssessmentKind,
    DpiaEvent,
    DpiaState,
    Duty,
    MeasureState,
    ReviewTrigger,
    RiskLevel,
    ScreeningStanding,
)
from swc.dpia.levels import highest
from swc.dpia.models import Assessment, AssessmentMeasure, AssessmentStep, Screening
from swc.dpia.readings import Reading, readings
from swc.dpia.rules import TRANSITIONS, Refusal, StepFacts, Transition, decide, default_review
from swc.dpia.schemas import DutyOutcome, StepInput
from swc.dpia.scopes import covering
from swc.dpia.sections import numbers
from swc.dpia.service.kept import keep_screening
from swc.dpia.service.opening import own_assessment, own_file, own_use, record_change
from swc.dpia.snapshot import SNAPSHOT, TEXTS, TRIGGERS, Snapshot
from swc.errors import InvalidInputError, RuleRefusedError
from swc.landscape.models import Use

EFFECTS: dict[DpiaEvent, dict[str, str]] = {
    DpiaEvent.CONCLUDE_NOT_REQUIRED: {"reason": "reason", "fg_seen_on": "fg_seen_on", "decided_on": "on"},
    DpiaEvent.CONCLUDE_REQUIRED: {"reason": "reason"},
    DpiaEvent.ADVISE: {"fg_advice": "advice", "fg_advice_on": "on"},
    DpiaEvent.APPROVE: {"reason": "reason", "decided_on": "on"},
    DpiaEvent.APPROVE_WITH_CONDITIONS: {"reason": "reason", "conditions": "conditions", "decided_on": "on"},
    DpiaEvent.REJECT: {"reason": "reason", "decided_on": "on"},
    DpiaEvent.CONSULT_AUTHORITY: {"reason": "reason", "consulted_on": "on"},
    DpiaEvent.ANSWER: {"reason": "reason"},
    DpiaEvent.ALL_MEASURES_DONE: {"local_measures_on": "on"},
    DpiaEvent.TRIGGER_REVIEW: {"reason": "reason"},
}
"""Which column of an assessment takes which input of a step; a new round empties the columns, history keeps them."""

ROUND: dict[str, object] = {
    "review_due": None,
    "fg_seen_on": None,
    "fg_advice_on": None,
    "fg_advice": "",
    "decided_on": None,
    "reason": "",
    "conditions": "",
    "consulted_on": None,
    "extended_on": None,
}

CONCLUSIONS = frozenset({DpiaEvent.CONCLUDE_NOT_REQUIRED, DpiaEvent.CONCLUDE_REQUIRED})
SCREENED = frozenset({AssessmentKind.DPIA, AssessmentKind.PRE_SCAN})
"""The instruments that begin with the criteria."""


def step(session: Session, board_number: str, use_id: UUID, kind: AssessmentKind, data: StepInput, *, by: Act) -> UUID:
    """Take one step with the assessment of a use and return the assessment's id.

    Raises `RuleRefusedError` for a step the table does not allow from here and for a use whose question is answered
    by an assessment over its activities, `InvalidInputError` with a problem for each wrong field, `NotAllowedError`
    without the right that this step takes, `ConflictError` for a lost update.
    """
    use = own_use(session, board_number, use_id, by=by)
    row = own_assessment(session, use, kind, by=by, expected_version=data.expected_version)
    if row.row_version == 0:
        _demand_uncovered(session, use, kind)
    take(session, row, data, by=by)
    return row.id


def take_step(session: Session, board_number: str, assessment_id: UUID, data: StepInput, *, by: Act) -> None:
    """Take one step with an assessment, of a use or over activities; raises as `step` does."""
    row = own_file(session, board_number, assessment_id, by=by, expected_version=data.expected_version)
    take(session, row, data, by=by)


def take(
    session: Session, row: Assessment, data: StepInput, *, by: Act, triggers: Sequence[ReviewTrigger] = ()
) -> None:
    """Take one step with an assessment that was opened for it; `triggers` says what made a review necessary."""
    transition = TRANSITIONS.get((row.state, data.event))
    if transition is not None:
        by.demand(transition.right, row.board_number)
    reading = readings(session, row.board_number, (row,), by.today)[row.id]
    screening = _screening(session, row) if data.event in CONCLUSIONS else None
    to = decide(row.state, data.event, _facts(session, row, data, reading, screening, by=by), by.today)
    if isinstance(to, Refusal):
        raise _refused(to)
    base = snapshots(session, row.board_number, (reading,))[row.id]
    base["screening"] = _last_screening(session, row)
    _write(session, row, data, to, TRANSITIONS[row.state, data.event], by=by, base=base, triggers=triggers)
    if data.event in CONCLUSIONS and screening is None and row.kind in SCREENED:
        keep_screening(session, row, reading.status, data.reason, by=by)


def _demand_uncovered(session: Session, use: Use, kind: AssessmentKind) -> None:
    """Refuse a first step with a use that stands as an assessment over its activities says."""
    if use.id in covering(session, use.board_number, kind):
        raise RuleRefusedError(
            "Deze applicatie valt onder een beoordeling van de verwerkingen waar zij in zit.",
            remedy="Neem de stap in dat dossier, of open voor deze applicatie een eigen dossier.",
        )


def _facts(
    session: Session, row: Assessment, data: StepInput, reading: Reading, screening: Screening | None, *, by: Act
) -> StepFacts:
    """Return what the step is judged on."""
    outcome = reading.status.outcome
    own_round = row.use_id is None and row.kind in SCREENED
    return StepFacts(
        actor_key=by.actor.key,
        reason=data.reason,
        on=data.on,
        fg_seen_on=data.fg_seen_on,
        advice=data.advice,
        conditions=data.conditions,
        review_due=data.review_due,
        advisor_key=_advisor(session, row),
        advised_on=row.fg_advice_on,
        ap_hits=outcome.ap_hits,
        screening=_standing(reading, screening, needed=own_round),
        unanswered=_unanswered(outcome) if own_round else (),
        open_measures=_open_measures(session, row),
        residual=_residual(session, row, by=by),
        consulted=_consulted(session, row),
    )


def _unanswered(outcome: DutyOutcome) -> tuple[str, ...]:
    """Return the criteria that must be answered before anybody says that no DPIA is needed.

    A score that makes a DPIA the rule may be weighed with a reason (WP248); a hit on the list of the authority may
    not, so what is unknown there stays to be answered however many other criteria hold.
    """
    if outcome.duty is Duty.UNKNOWN:
        return outcome.unknown
    return tuple(code for code in outcome.unknown if BY_CODE[code].scheme == AP_SCHEME)


def _standing(reading: Reading, screening: Screening | None, *, needed: bool) -> ScreeningStanding:
    """Return how the screening of the round stands.

    An assessment over activities needs one that was confirmed; for one of a use the conclusion itself confirms what
    stands, unless somebody did before and the facts moved on.
    """
    if screening is None:
        return ScreeningStanding.MISSING if needed else ScreeningStanding.CONFIRMED
    outdated = is_outdated(screening, reading.status.criteria)
    return ScreeningStanding.OUTDATED if outdated else ScreeningStanding.CONFIRMED


def _screening(session: Session, row: Assessment) -> Screening | None:
    """Return the screening that was confirmed in the running round, if one was."""
    newest = newest_screening(session, row.id)
    return newest if newest is not None and (newest.id or 0) > round_start(session, row.id) else None


def _last_screening(session: Session, row: Assessment) -> int:
    """Return the number of the newest screening there is, 0 for none."""
    return session.exec(select(func.max(Screening.id)).where(Screening.assessment_id == row.id)).one() or 0


def _advisor(session: Session, row: Assessment) -> str | None:
    """Return who recorded the last advice; the system is nobody."""
    found = session.exec(
        select(AssessmentStep.actor_key)
        .where(AssessmentStep.assessment_id == row.id, AssessmentStep.event == DpiaEvent.ADVISE)
        .order_by(col(AssessmentStep.id).desc())
        .limit(1)
    ).first()
    return None if found == SYSTEM.key else found


def _open_measures(session: Session, row: Assessment) -> int:
    """Return how many measures the board itself still has to take."""
    return session.exec(
        select(func.count()).where(
            col(AssessmentMeasure.assessment_id) == row.id,
            col(AssessmentMeasure.addressee) == Addressee.BOARD,
            col(AssessmentMeasure.state) == MeasureState.OPEN,
        )
    ).one()


def _residual(session: Session, row: Assessment, *, by: Act) -> RiskLevel:
    """Return the highest risk left after measures; what nobody estimated is unknown."""
    return highest(one.residual for one in risk_rows(session, row, by.today))


def _consulted(session: Session, row: Assessment) -> bool:
    """Say whether the authority answered in the running round."""
    events = session.exec(
        select(AssessmentStep.event)
        .where(
            AssessmentStep.assessment_id == row.id,
            col(AssessmentStep.event).in_((DpiaEvent.SCREEN, DpiaEvent.ANSWER)),
        )
        .order_by(col(AssessmentStep.id).desc())
        .limit(1)
    ).first()
    return events is DpiaEvent.ANSWER


def _refused(refusal: Refusal) -> InvalidInputError | RuleRefusedError:
    """Return the error that tells of a refusal."""
    kind = InvalidInputError if refusal.problems else RuleRefusedError
    return kind(refusal.message, remedy=refusal.remedy, problems=refusal.problems, **dict(refusal.params))


def _write(
    session: Session,
    row: Assessment,
    data: StepInput,
    to: DpiaState,
    transition: Transition,
    *,
    by: Act,
    base: Snapshot,
    triggers: Sequence[ReviewTrigger],
) -> None:
    """Write the new state, the step in the history and the event."""
    was = row.state
    _apply(row, data, to, transition, by=by)
    session.add(row)
    session.flush()
    given = data.model_dump(mode="json", exclude={"event", "reason", "expected_version"}, exclude_defaults=True)
    why: dict[str, object] = {TRIGGERS: [one.value for one in triggers]} if triggers else {}
    if texts := numbers(session, row.id):
        why[TEXTS] = texts
    session.add(
        AssessmentStep(
            assessment_id=row.id,
            from_state=was,
            event=data.event,
            to_state=to,
            at=by.now,
            actor_key=by.actor.key,
            actor_label=by.actor.label,
            reason=data.reason,
            facts={**given, **why, SNAPSHOT: base},
        )
    )
    record_change(
        session,
        row,
        f"assessment.{data.event.value}",
        by=replace(by, reason=data.reason or by.reason),
        before={"state": was.value},
        after={"state": to.value, "kind": row.kind.value, **given, **why},
    )


def _apply(row: Assessment, data: StepInput, to: DpiaState, transition: Transition, *, by: Act) -> None:
    """Set the columns that a step changes."""
    if data.event is DpiaEvent.SCREEN:
        _set(row, ROUND)
    _set(row, {column: getattr(data, name) for column, name in EFFECTS.get(data.event, {}).items()})
    if data.event is DpiaEvent.CONSULT_AUTHORITY:
        row.extended_on = None
    if transition.settles:
        decided_on = data.on or by.today
        row.review_due = data.review_due or default_review(decided_on, years=review_years(by.today))
    elif to is DpiaState.REJECTED:
        row.review_due = None
    row.state = to
    row.state_since = by.now
    row.row_version += 1


def _set(row: Assessment, values: dict[str, object]) -> None:
    """Set columns by name."""
    for column, value in values.items():
        setattr(row, column, value)

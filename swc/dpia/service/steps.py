"""Taking a step: asks the transition table, then writes state, history and event in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import SYSTEM, Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.dpia.evidence import review_years
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.queries import dpias_of
from swc.dpia.rules import TRANSITIONS, Refusal, StepFacts, Transition, decide, default_review
from swc.dpia.schemas import DpiaStatus, StepInput
from swc.dpia.service.opening import own_assessment, own_use
from swc.dpia.snapshot import SNAPSHOT, snapshot
from swc.errors import InvalidInputError, NotFoundError, RuleRefusedError
from swc.landscape.queries import use_summary
from swc.landscape.schemas import UseSummary

EFFECTS: dict[DpiaEvent, dict[str, str]] = {
    DpiaEvent.CONCLUDE_NOT_REQUIRED: {"reason": "reason", "fg_seen_on": "fg_seen_on", "decided_on": "on"},
    DpiaEvent.CONCLUDE_REQUIRED: {"reason": "reason"},
    DpiaEvent.ADVISE: {"fg_advice": "advice", "fg_advice_on": "on"},
    DpiaEvent.APPROVE: {"reason": "reason", "decided_on": "on"},
    DpiaEvent.APPROVE_WITH_CONDITIONS: {"reason": "reason", "conditions": "conditions", "decided_on": "on"},
    DpiaEvent.REJECT: {"reason": "reason", "decided_on": "on"},
    DpiaEvent.CONSULT_AUTHORITY: {"reason": "reason"},
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
}


def step(session: Session, board_number: str, use_id: UUID, kind: AssessmentKind, data: StepInput, *, by: Act) -> UUID:
    """Take one step with the assessment of a use and return the assessment's id.

    Raises `RuleRefusedError` for a step the table does not allow from here, `InvalidInputError` with a problem for
    each wrong field, `NotAllowedError` without the right that this step takes, `ConflictError` for a lost update.
    """
    use = own_use(session, board_number, use_id, by=by)
    row = own_assessment(session, use, kind, by=by, expected_version=data.expected_version)
    transition = TRANSITIONS.get((row.state, data.event))
    if transition is not None:
        by.demand(transition.right, board_number)
    summary, status = _read(session, board_number, use_id, by.today)
    to = decide(row.state, data.event, _facts(session, row, data, status, by=by), by.today)
    if isinstance(to, Refusal):
        raise _refused(to)
    _write(session, row, data, to, TRANSITIONS[row.state, data.event], by=by, base=(summary, status))
    return row.id


def _read(session: Session, board_number: str, use_id: UUID, today: date) -> tuple[UseSummary, DpiaStatus]:
    """Return the use and its DPIA status as the step finds them; raises `NotFoundError`."""
    found = use_summary(session, board_number, use_id)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    return found, dpias_of(session, board_number, (found,), today)[use_id]


def _facts(session: Session, row: Assessment, data: StepInput, status: DpiaStatus, *, by: Act) -> StepFacts:
    """Return what the step is judged on."""
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
        ap_hits=status.outcome.ap_hits if row.kind is AssessmentKind.DPIA else (),
    )


def _advisor(session: Session, row: Assessment) -> str | None:
    """Return who recorded the last advice; the system is nobody."""
    found = session.exec(
        select(AssessmentStep.actor_key)
        .where(AssessmentStep.assessment_id == row.id, AssessmentStep.event == DpiaEvent.ADVISE)
        .order_by(col(AssessmentStep.id).desc())
        .limit(1)
    ).first()
    return None if found == SYSTEM.key else found


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
    base: tuple[UseSummary, DpiaStatus],
) -> None:
    """Write the new state, the step in the history and the event."""
    was = row.state
    _apply(row, data, to, transition, by=by)
    session.add(row)
    session.flush()
    given = data.model_dump(mode="json", exclude={"event", "reason", "expected_version"}, exclude_defaults=True)
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
            facts={**given, SNAPSHOT: snapshot(*base)},
        )
    )
    audit.record(
        session,
        by=replace(by, reason=data.reason or by.reason),
        kind=f"assessment.{data.event.value}",
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=row.board_number,
        before={"state": was.value},
        after={"state": to.value, "kind": row.kind.value, "useId": str(row.use_id), **given},
    )


def _apply(row: Assessment, data: StepInput, to: DpiaState, transition: Transition, *, by: Act) -> None:
    """Set the columns that a step changes."""
    if data.event is DpiaEvent.SCREEN:
        _set(row, ROUND)
    _set(row, {column: getattr(data, name) for column, name in EFFECTS.get(data.event, {}).items()})
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

"""Assessments and answers for tests, written straight to the tables."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlmodel import Session

from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentStep, CriterionAnswer
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.personas import BOARD_A, NOW


def make_assessment(
    session: Session,
    *,
    use_id: UUID,
    board_number: str = BOARD_A,
    kind: AssessmentKind = AssessmentKind.DPIA,
    state: DpiaState = DpiaState.APPROVED,
    state_since: datetime = NOW,
    review_due: date | None = None,
    central: tuple[str, int] | None = None,
    local_part_on: date | None = None,
    local_measures_on: date | None = None,
    fg_seen_on: date | None = None,
    fg_advice_on: date | None = None,
    decided_on: date | None = None,
    reason: str = "",
    conditions: str = "",
) -> Assessment:
    """Add an assessment of a use in a given state."""
    row = Assessment(
        board_number=board_number,
        use_id=use_id,
        kind=kind,
        state=state,
        state_since=state_since,
        review_due=review_due,
        central_key=central[0] if central else None,
        central_number=central[1] if central else None,
        local_part_on=local_part_on,
        local_measures_on=local_measures_on,
        fg_seen_on=fg_seen_on,
        fg_advice_on=fg_advice_on,
        decided_on=decided_on,
        reason=reason,
        conditions=conditions,
    )
    session.add(row)
    session.flush()
    return row


def make_step(
    session: Session,
    *,
    assessment: Assessment,
    event: DpiaEvent = DpiaEvent.SCREEN,
    from_state: DpiaState = DpiaState.NOT_ASSESSED,
    to_state: DpiaState = DpiaState.SCREENING,
    actor_key: str = "anne",
    at: datetime = NOW,
) -> AssessmentStep:
    """Add a step to the history of an assessment."""
    row = AssessmentStep(
        assessment_id=assessment.id,
        from_state=from_state,
        event=event,
        to_state=to_state,
        at=at,
        actor_key=actor_key,
        actor_label=actor_key.capitalize(),
    )
    session.add(row)
    session.flush()
    return row


def make_answer(
    session: Session,
    *,
    use_id: UUID,
    criterion: str = "WP5",
    answer: Answer = Answer.NO,
    reason: str = "Gemeten: minder dan tien leerlingen.",
    answered_by: str = "anne",
) -> CriterionAnswer:
    """Add a person's answer to a criterion of a use."""
    row = CriterionAnswer(
        use_id=use_id, criterion=criterion, answer=answer, reason=reason, answered_at=NOW, answered_by=answered_by
    )
    session.add(row)
    session.flush()
    return row


def make_activity(
    session: Session,
    *,
    name: str = "Leerlingen begeleiden",
    board_number: str = BOARD_A,
    uses: tuple[UUID, ...] = (),
    values: dict[RegisterField, tuple[tuple[str, str], ...]] | None = None,
    state: ActivityState = ActivityState.ESTABLISHED,
) -> ProcessingActivity:
    """Add an activity of the register with the uses in it and, by field, pairs of key and label."""
    row = ProcessingActivity(
        board_number=board_number,
        anchor_kind=AnchorKind.MANUAL,
        anchor_key=str(uuid4()),
        anchor_name=name,
        name=name,
        role=BoardRole.CONTROLLER,
        state=state,
        current_version=1,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(row)
    session.flush()
    said = {RegisterField.APPLICATION: tuple((str(use), "applicatie") for use in uses), **(values or {})}
    for field, pairs in said.items():
        for key, label in pairs:
            session.add(
                ProcessingValue(
                    activity_id=row.id,
                    field=field,
                    key=key,
                    label=label,
                    state=ValueState.ACCEPTED,
                    decided_at=NOW,
                    decided_by="carla",
                )
            )
    session.flush()
    return row

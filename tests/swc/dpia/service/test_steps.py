"""Taking steps: rights, versions, history and event in one, and no way past a state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState, Finding
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.queries import use_dpia
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import AnswerInput, StepInput
from swc.dpia.service import answer_criterion, step
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.models import Use
from tests.factories.dpia import make_assessment
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA, SYSTEM_ACT, acting

TODAY = date(2026, 3, 2)
DPIA = AssessmentKind.DPIA
E = DpiaEvent


def given(event: DpiaEvent, **changes: object) -> StepInput:
    """Return a complete input for a step."""
    values: dict[str, object] = {
        "reason": "Na overleg met het team.",
        "on": TODAY,
        "fg_seen_on": TODAY,
        "advice": "Akkoord.",
        "conditions": "Bewaartermijn instellen.",
    }
    return StepInput(event=event, **{**values, **changes})  # type: ignore[arg-type]


def take(session: Session, use: Use, *events: DpiaEvent, by: Actor = ANNE) -> None:
    """Take steps one after the other; the administrator decides, so that who advised does not."""
    for event in events:
        actor = ADMIN if event in (E.APPROVE, E.APPROVE_WITH_CONDITIONS, E.REJECT, E.CONSULT_AUTHORITY) else by
        step(session, BOARD_A, use.id, DPIA, given(event), by=acting(actor))


def the_assessment(session: Session, use: Use) -> Assessment:
    """Return the assessment of a use."""
    return session.exec(select(Assessment).where(Assessment.use_id == use.id, Assessment.kind == DPIA)).one()


TO_DECISION = (E.SCREEN, E.CONCLUDE_REQUIRED, E.START, E.ASK_ADVICE, E.ADVISE)


def test_the_first_step_makes_the_assessment(session: Session, use: Use) -> None:
    step(session, BOARD_A, use.id, DPIA, StepInput(event=E.SCREEN), by=acting(CARLA))
    row = the_assessment(session, use)
    assert (row.state, row.state_since, row.row_version) == (DpiaState.SCREENING, NOW, 1)


def test_an_assessment_goes_the_whole_way_and_keeps_every_step(session: Session, use: Use) -> None:
    take(session, use, *TO_DECISION, E.APPROVE_WITH_CONDITIONS, E.ALL_MEASURES_DONE, E.TRIGGER_REVIEW, E.SCREEN)
    row = the_assessment(session, use)
    steps = session.exec(select(AssessmentStep).order_by(AssessmentStep.id)).all()  # type: ignore[arg-type]
    assert row.state is DpiaState.SCREENING
    assert [one.event for one in steps] == [
        *TO_DECISION,
        E.APPROVE_WITH_CONDITIONS,
        E.ALL_MEASURES_DONE,
        E.TRIGGER_REVIEW,
        E.SCREEN,
    ]
    assert all(one.to_state is after.from_state for one, after in pairwise(steps))


def test_a_new_round_starts_empty(session: Session, use: Use) -> None:
    take(session, use, *TO_DECISION, E.APPROVE, E.TRIGGER_REVIEW, E.SCREEN)
    row = the_assessment(session, use)
    assert (row.decided_on, row.fg_advice, row.fg_advice_on, row.review_due, row.reason) == (None, "", None, None, "")


def test_authority_and_answer_lead_back_to_the_decision(session: Session, use: Use) -> None:
    take(session, use, *TO_DECISION, E.CONSULT_AUTHORITY, E.ANSWER)
    assert the_assessment(session, use).state is DpiaState.DECISION


def test_an_approval_has_a_review_date_from_the_norm_unless_one_is_given(session: Session, use: Use) -> None:
    take(session, use, *TO_DECISION, E.APPROVE)
    assert the_assessment(session, use).review_due == date(2029, 3, 2)
    take(session, use, E.TRIGGER_REVIEW, *TO_DECISION)
    chosen = given(E.APPROVE, review_due=date(2027, 3, 1))
    step(session, BOARD_A, use.id, DPIA, chosen, by=acting(ADMIN))
    assert the_assessment(session, use).review_due == date(2027, 3, 1)


def test_concluding_that_it_is_not_needed_keeps_reason_date_and_fg(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN, E.CONCLUDE_NOT_REQUIRED)
    row = the_assessment(session, use)
    assert row.state is DpiaState.NOT_REQUIRED
    assert (row.reason, row.decided_on, row.fg_seen_on) == ("Na overleg met het team.", TODAY, TODAY)


@pytest.mark.parametrize("state", list(DpiaState))
@pytest.mark.parametrize("event", list(DpiaEvent))
def test_no_step_skips_a_state(session: Session, use: Use, state: DpiaState, event: DpiaEvent) -> None:
    row = make_assessment(session, use_id=use.id, state=state)
    listed = TRANSITIONS.get((state, event))
    if listed is not None:
        step(session, BOARD_A, use.id, DPIA, given(event), by=acting(ADMIN))
        assert row.state is listed.to
        return
    with pytest.raises(RuleRefusedError):
        step(session, BOARD_A, use.id, DPIA, given(event), by=acting(ADMIN))
    assert (row.state, row.row_version) == (state, 1)
    assert session.exec(select(AssessmentStep)).all() == []


def test_a_step_leaves_one_event_with_before_after_and_reason(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN, E.CONCLUDE_REQUIRED)
    event = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[union-attr]
    assert event is not None
    assert (event.kind, event.board_number, event.reason) == (
        "assessment.conclude_required",
        BOARD_A,
        "Na overleg met het team.",
    )
    assert event.before == {"state": "screening"}
    assert event.after is not None
    assert (event.after["state"], event.after["useId"]) == ("required", str(use.id))


def test_a_lost_update_is_refused(session: Session, use: Use) -> None:
    step(session, BOARD_A, use.id, DPIA, StepInput(event=E.SCREEN, expected_version=0), by=acting(ANNE))
    with pytest.raises(ConflictError):
        step(session, BOARD_A, use.id, DPIA, given(E.CONCLUDE_REQUIRED, expected_version=0), by=acting(ANNE))
    step(session, BOARD_A, use.id, DPIA, given(E.CONCLUDE_REQUIRED, expected_version=1), by=acting(ANNE))
    assert the_assessment(session, use).row_version == 2


@pytest.mark.parametrize("actor", [CHRIS, SACHA, ANONYMOUS])
def test_who_may_not_see_the_board_finds_nothing(session: Session, use: Use, actor: Actor) -> None:
    with pytest.raises(NotFoundError):
        step(session, BOARD_A, use.id, DPIA, StepInput(event=E.SCREEN), by=acting(actor))


def test_another_boards_use_is_not_found(session: Session, use: Use) -> None:
    with pytest.raises(NotFoundError):
        step(session, BOARD_B, use.id, DPIA, StepInput(event=E.SCREEN), by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        step(session, BOARD_A, uuid4(), DPIA, StepInput(event=E.SCREEN), by=acting(ANNE))


def test_a_reader_takes_no_step(session: Session, use: Use) -> None:
    with pytest.raises(NotAllowedError):
        step(session, BOARD_A, use.id, DPIA, StepInput(event=E.SCREEN), by=acting(BRAM))


def test_an_editor_screens_but_does_not_conclude(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN, by=CARLA)
    with pytest.raises(NotAllowedError):
        take(session, use, E.CONCLUDE_REQUIRED, by=CARLA)


def test_who_recorded_the_advice_does_not_decide(session: Session, use: Use) -> None:
    take(session, use, *TO_DECISION)
    with pytest.raises(RuleRefusedError) as refused:
        step(session, BOARD_A, use.id, DPIA, given(E.APPROVE), by=acting(ANNE))
    assert "art. 38" in str(refused.value)


def test_history_taken_over_by_the_system_binds_nobody(session: Session, use: Use) -> None:
    for event in (*TO_DECISION, E.APPROVE):
        step(session, BOARD_A, use.id, DPIA, given(event), by=SYSTEM_ACT)
    assert the_assessment(session, use).state is DpiaState.APPROVED


def test_missing_inputs_are_all_named_with_their_field(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN)
    with pytest.raises(InvalidInputError) as refused:
        step(session, BOARD_A, use.id, DPIA, StepInput(event=E.CONCLUDE_NOT_REQUIRED), by=acting(ANNE))
    assert fields(refused.value) == ["reason", "fg_seen_on", "on"]


def test_tomorrow_is_no_day_of_a_decision(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN)
    tomorrow = given(E.CONCLUDE_REQUIRED, on=TODAY + timedelta(days=1))
    with pytest.raises(InvalidInputError) as refused:
        step(session, BOARD_A, use.id, DPIA, tomorrow, by=acting(ANNE))
    assert fields(refused.value) == ["on"]


def test_a_hit_on_the_list_has_to_be_answered_before_it_is_not_needed(session: Session, use: Use) -> None:
    answer = AnswerInput(criterion="AP12", answer=Answer.YES, reason="De app volgt de bus.")
    answer_criterion(session, BOARD_A, use.id, answer, by=acting(ANNE))
    take(session, use, E.SCREEN)
    with pytest.raises(RuleRefusedError) as refused:
        take(session, use, E.CONCLUDE_NOT_REQUIRED)
    assert "AP12" in str(refused.value)
    answer = AnswerInput(criterion="AP12", answer=Answer.NO, reason="Locatie staat uit.")
    answer_criterion(session, BOARD_A, use.id, answer, by=acting(ANNE))
    take(session, use, E.CONCLUDE_NOT_REQUIRED)
    assert the_assessment(session, use).state is DpiaState.NOT_REQUIRED


def test_dpia_and_transfer_assessment_stand_apart(session: Session, use: Use) -> None:
    take(session, use, E.SCREEN)
    step(session, BOARD_A, use.id, AssessmentKind.DTIA, StepInput(event=E.SCREEN), by=acting(ANNE))
    step(session, BOARD_A, use.id, AssessmentKind.DTIA, given(E.CONCLUDE_REQUIRED), by=acting(ANNE))
    detail = use_dpia(session, BOARD_A, use.id, TODAY)
    assert detail is not None
    assert (detail.dpia.state, detail.dtia.state) == (DpiaState.SCREENING, DpiaState.REQUIRED)
    assert len(detail.dtia_history) == 2


def test_a_persons_answer_counts_and_can_be_taken_back(session: Session, use: Use) -> None:
    def outcome(code: str) -> Finding:
        detail = use_dpia(session, BOARD_A, use.id, TODAY)
        assert detail is not None
        return next(one.outcome for one in detail.dpia.criteria if one.criterion == code)

    before = outcome("WP6")
    answer = AnswerInput(criterion="WP6", answer=Answer.NO, reason="Geen koppelingen.")
    answer_criterion(session, BOARD_A, use.id, answer, by=acting(CARLA))
    assert (before, outcome("WP6")) == (Finding.UNKNOWN, Finding.NO)
    answer_criterion(session, BOARD_A, use.id, AnswerInput(criterion="WP6"), by=acting(CARLA))
    assert outcome("WP6") is Finding.UNKNOWN


def fields(error: InvalidInputError) -> list[str]:
    """Return the fields that an error names."""
    problems: Iterable = error.problems
    return [problem.where for problem in problems]

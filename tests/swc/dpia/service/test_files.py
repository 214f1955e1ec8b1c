"""Steps of an assessment over activities: the same table, the rules beside it, the clock and the triggers."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.catalogue.kinds import Addressee
from swc.dpia import service
from swc.dpia.file_schemas import MeasureInput, MeasureOutcome, RiskInput, ScopeInput
from swc.dpia.files import open_file
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState, MeasureState, ReviewTrigger
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import StepInput
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.models import Use
from tests.factories.dpia import make_activity, make_assessment
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, CARLA, CHRIS, NOW, SYSTEM_ACT, acting

TODAY = date(2026, 3, 2)
E, S = DpiaEvent, DpiaState


def given(event: DpiaEvent, **changes: object) -> StepInput:
    """Return a complete input for a step."""
    values: dict[str, object] = {
        "reason": "Na overleg.",
        "on": TODAY,
        "fg_seen_on": TODAY,
        "advice": "Akkoord.",
        "conditions": "Bewaartermijn instellen.",
    }
    return StepInput(event=event, **{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def row(session: Session, use: Use) -> Assessment:
    """Return an assessment over one activity, ready for the decision."""
    data = ScopeInput(title="Begeleiding", activities=(make_activity(session, uses=(use.id,)).id,))
    found = session.get(Assessment, service.open_assessment(session, BOARD_A, data, by=acting(CARLA)))
    assert found is not None
    found.state = S.DECISION
    session.flush()
    return found


def take(session: Session, row: Assessment, event: DpiaEvent, by: Actor = ADMIN, **changes: object) -> None:
    """Take a step."""
    service.take_step(session, BOARD_A, row.id, given(event, **changes), by=acting(by))


def risk(session: Session, row: Assessment, likelihood: int | None, impact: int | None) -> None:
    """Add a risk with what is left of it."""
    data = RiskInput(title="Datalek", residual_likelihood=likelihood, residual_impact=impact)
    service.add_risk(session, BOARD_A, row.id, data, by=acting(ANNE))


@pytest.mark.parametrize("state", list(DpiaState))
def test_no_step_skips_a_state_over_activities_either(session: Session, row: Assessment, state: DpiaState) -> None:
    row.kind = AssessmentKind.DTIA
    for event in DpiaEvent:
        row.state = state
        session.flush()
        listed = TRANSITIONS.get((state, event))
        if listed is None:
            with pytest.raises(RuleRefusedError):
                take(session, row, event)
        else:
            take(session, row, event)
        assert row.state is (state if listed is None else listed.to)


def test_a_form_that_is_sent_twice_opens_one_assessment(session: Session, use: Use) -> None:
    first, second = (make_activity(session, name=name, uses=(use.id,)).id for name in ("Begeleiden", "Toetsen"))

    def opened(*activities: UUID, kind: AssessmentKind = AssessmentKind.DPIA) -> UUID:
        data = ScopeInput(title="Begeleiding", activities=activities, kind=kind)
        return service.open_assessment(session, BOARD_A, data, by=acting(CARLA))

    found = session.get(Assessment, opened(first))
    assert found is not None
    with pytest.raises(RuleRefusedError, match="Begeleiding"):
        opened(first)
    opened(first, second)
    opened(first, kind=AssessmentKind.DTIA)
    found.state = S.APPROVED
    session.flush()
    assert opened(first) != found.id


@pytest.mark.parametrize("event", [E.APPROVE, E.APPROVE_WITH_CONDITIONS])
@pytest.mark.parametrize(("likelihood", "impact"), [(2, 4), (4, 4)])
def test_a_risk_that_stays_high_goes_to_the_authority_first(
    session: Session, row: Assessment, event: DpiaEvent, likelihood: int, impact: int
) -> None:
    risk(session, row, likelihood, impact)
    with pytest.raises(RuleRefusedError, match="36 lid 1"):
        take(session, row, event)
    take(session, row, E.CONSULT_AUTHORITY)
    take(session, row, E.ANSWER)
    take(session, row, event)
    assert row.state is TRANSITIONS[S.DECISION, event].to


def test_an_answer_of_an_earlier_round_does_not_count(session: Session, row: Assessment) -> None:
    risk(session, row, 4, 4)
    for event in (E.CONSULT_AUTHORITY, E.ANSWER, E.APPROVE, E.TRIGGER_REVIEW, E.SCREEN):
        take(session, row, event)
    row.state = S.DECISION
    session.flush()
    with pytest.raises(RuleRefusedError, match="36 lid 1"):
        take(session, row, E.APPROVE)


@pytest.mark.parametrize(("likelihood", "impact"), [(None, None), (4, None), (1, 4)])
def test_a_risk_that_nobody_estimated_or_that_is_low_does_not_block(
    session: Session, row: Assessment, likelihood: int | None, impact: int | None
) -> None:
    risk(session, row, likelihood, impact)
    take(session, row, E.APPROVE)
    assert row.state is S.APPROVED


def test_conditions_are_met_when_the_board_has_nothing_left_to_do(session: Session, row: Assessment) -> None:
    by = acting(ANNE)
    measure = service.add_measure(session, BOARD_A, row.id, MeasureInput(text="MFA"), by=by)
    service.add_measure(session, BOARD_A, row.id, MeasureInput(text="Lek", addressee=Addressee.VENDOR), by=by)
    take(session, row, E.APPROVE_WITH_CONDITIONS)
    with pytest.raises(RuleRefusedError, match="open: 1"):
        take(session, row, E.ALL_MEASURES_DONE)
    done = MeasureOutcome(state=MeasureState.DONE, evidence="Schermafdruk")
    service.settle_measure(session, BOARD_A, row.id, measure, done, by=by)
    take(session, row, E.ALL_MEASURES_DONE)
    assert row.state is S.APPROVED


def test_the_clock_runs_eight_weeks_and_six_more_when_extended(session: Session, row: Assessment) -> None:
    take(session, row, E.CONSULT_AUTHORITY, on=TODAY - timedelta(days=10))
    clock = open_file(session, BOARD_A, row.id, by=acting(ANNE)).head.clock
    assert clock is not None
    assert (clock.consulted_on, clock.answer_due, clock.overdue) == (date(2026, 2, 20), date(2026, 4, 17), False)
    service.extend_consultation(session, BOARD_A, row.id, TODAY, by=acting(ANNE))
    clock = open_file(session, BOARD_A, row.id, by=acting(ANNE)).head.clock
    assert clock is not None
    assert (clock.answer_due, clock.extended_on) == (date(2026, 5, 29), TODAY)
    with pytest.raises(RuleRefusedError, match="al verlengd"):
        service.extend_consultation(session, BOARD_A, row.id, TODAY, by=acting(ANNE))
    later = acting(ANNE, now=NOW + timedelta(days=100))
    assert open_file(session, BOARD_A, row.id, by=later).head.clock.overdue  # type: ignore[union-attr]
    take(session, row, E.ANSWER)
    assert not open_file(session, BOARD_A, row.id, by=later).head.clock.overdue  # type: ignore[union-attr]


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=30)])
def test_an_extension_lies_between_the_request_and_today(session: Session, row: Assessment, day: date) -> None:
    take(session, row, E.CONSULT_AUTHORITY, on=TODAY - timedelta(days=10))
    with pytest.raises(InvalidInputError):
        service.extend_consultation(session, BOARD_A, row.id, day, by=acting(ANNE))


def test_nothing_is_extended_that_does_not_lie_with_the_authority(session: Session, row: Assessment) -> None:
    with pytest.raises(RuleRefusedError):
        service.extend_consultation(session, BOARD_A, row.id, TODAY, by=acting(ANNE))
    with pytest.raises(NotAllowedError):
        service.extend_consultation(session, BOARD_A, row.id, TODAY, by=acting(CARLA))


def test_an_incident_begins_a_review_and_the_history_says_why(session: Session, row: Assessment) -> None:
    take(session, row, E.APPROVE)
    incident = (ReviewTrigger.INCIDENT, "Datalek gemeld op 1 maart.", TODAY)
    service.report_trigger(session, BOARD_A, row.id, *incident, by=acting(CARLA))
    found = open_file(session, BOARD_A, row.id, by=acting(ANNE))
    assert found.head.state is S.REVIEW
    assert (found.history[0].triggers, found.history[0].reason) == ((ReviewTrigger.INCIDENT,), incident[1])
    with pytest.raises(RuleRefusedError):
        service.report_trigger(session, BOARD_A, row.id, *incident, by=acting(CARLA))


def test_a_trigger_without_a_reason_is_refused(session: Session, row: Assessment) -> None:
    take(session, row, E.APPROVE)
    with pytest.raises(InvalidInputError):
        service.report_trigger(session, BOARD_A, row.id, ReviewTrigger.OTHER, "", None, by=acting(CARLA))


def test_a_use_that_is_covered_is_stepped_in_the_file_or_after_opening_its_own(
    session: Session, row: Assessment, use: Use
) -> None:
    assert row.use_id is None
    screen = StepInput(event=E.SCREEN)
    with pytest.raises(RuleRefusedError, match="valt onder"):
        service.step(session, BOARD_A, use.id, AssessmentKind.DPIA, screen, by=acting(CARLA))
    own = service.open_for_use(session, BOARD_A, use.id, AssessmentKind.DPIA, by=acting(CARLA))
    assert service.step(session, BOARD_A, use.id, AssessmentKind.DPIA, screen, by=acting(CARLA)) == own
    assert service.open_for_use(session, BOARD_A, use.id, AssessmentKind.DPIA, by=acting(CARLA)) == own


def test_another_boards_assessment_takes_no_step(session: Session, row: Assessment) -> None:
    with pytest.raises(NotFoundError):
        service.take_step(session, BOARD_B, row.id, given(E.APPROVE), by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        service.take_step(session, BOARD_A, row.id, given(E.APPROVE), by=acting(CHRIS))


def test_who_advised_does_not_decide_over_activities_either(session: Session, row: Assessment) -> None:
    row.state = S.FG_ADVICE
    session.flush()
    take(session, row, E.ADVISE, by=ANNE)
    with pytest.raises(RuleRefusedError, match="38 lid 6"):
        take(session, row, E.APPROVE, by=ANNE)
    take(session, row, E.APPROVE)
    assert session.exec(select(AssessmentStep.event).order_by(AssessmentStep.id)).all() == [E.ADVISE, E.APPROVE]  # type: ignore[arg-type]


def test_only_established_activities_of_the_board_can_be_assessed(session: Session, use: Use) -> None:
    theirs = make_activity(session, board_number=BOARD_B)
    for activity in (theirs.id, use.id):
        data = ScopeInput(title="DPIA", activities=(activity,))
        with pytest.raises(InvalidInputError):
            service.open_assessment(session, BOARD_A, data, by=acting(CARLA))


def test_the_scope_is_fixed_once_advice_was_asked(session: Session, row: Assessment, use: Use) -> None:
    data = ScopeInput(title="Breder", activities=(make_activity(session, name="Toetsen").id,))
    with pytest.raises(RuleRefusedError):
        service.set_scope(session, BOARD_A, row.id, data, by=acting(CARLA))
    own = make_assessment(session, use_id=use.id, state=S.SCREENING)
    with pytest.raises(RuleRefusedError):
        service.set_scope(session, BOARD_A, own.id, data, by=SYSTEM_ACT)

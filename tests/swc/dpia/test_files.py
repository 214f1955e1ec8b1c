"""Assessments as files: over activities or of one use, whole and in lists, in a fixed number of statements."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.catalogue.kinds import Addressee, DataLevel
from swc.dpia import service
from swc.dpia.file_schemas import AssessmentFile, MeasureInput, RiskInput, ScopeInput
from swc.dpia.files import activity_assessments, assessment_file, assessments, board_measures, open_file
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState, Duty, Finding, Matrix, RiskLevel
from swc.dpia.models import Assessment
from swc.dpia.queries import use_dpias
from swc.dpia.schemas import CriterionFact
from swc.errors import NotAllowedError, NotFoundError
from swc.landscape.models import Use
from swc.register.kinds import ActivityState
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_activity, make_answer, make_assessment
from tests.factories.landscape import make_use
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, PETRA, acting
from tests.query_count import counted

TODAY = date(2026, 3, 2)


def over(session: Session, *activities: UUID, kind: AssessmentKind = AssessmentKind.DPIA, title: str = "DPIA") -> UUID:
    """Open an assessment over activities."""
    data = ScopeInput(kind=kind, title=title, activities=activities)
    return service.open_assessment(session, BOARD_A, data, by=acting(CARLA))


def file(session: Session, key: UUID) -> AssessmentFile:
    """Return a file as the privacy officer sees it."""
    return open_file(session, BOARD_A, key, by=acting(ANNE))


def criterion(found: AssessmentFile, code: str) -> CriterionFact:
    """Return one criterion of a file."""
    return next(one for one in found.dpia.criteria if one.criterion == code)


def set_state(session: Session, key: UUID, state: DpiaState, review_due: date | None = None) -> None:
    """Put an assessment in a state."""
    row = session.get(Assessment, key)
    assert row is not None
    row.state, row.review_due = state, review_due
    session.flush()


def test_an_assessment_over_activities_names_them_and_begins_unassessed(session: Session, use: Use) -> None:
    activity = make_activity(session, uses=(use.id,))
    found = file(session, over(session, activity.id, title="Begeleiding"))
    assert (found.head.title, found.head.state, found.head.use_id) == ("Begeleiding", DpiaState.NOT_ASSESSED, None)
    assert [one.name for one in found.head.activities] == ["Leerlingen begeleiden"]
    assert [one.event for one in found.dpia.allowed_events] == [DpiaEvent.SCREEN]
    assert found.dpia.over_activities


def test_a_criterion_holds_over_activities_as_soon_as_it_does_for_one_application(session: Session, use: Use) -> None:
    make_product(session, "toets", name="Toets", category="LVS tests (po)", categories=("P05",))
    second = make_use(session, product="toets")
    one = make_activity(session, uses=(use.id,))
    other = make_activity(session, name="Toetsen", uses=(second.id,))
    make_answer(session, use_id=use.id, criterion="WP8")
    found = file(session, over(session, one.id, other.id))
    assert criterion(found, "WP1").outcome is Finding.YES
    assert {fact.about for fact in criterion(found, "WP1").facts} == {"Toets"}
    assert criterion(found, "WP8").outcome is Finding.UNKNOWN
    assert found.dpia.duty is Duty.REQUIRED


def test_an_activity_without_applications_leaves_every_criterion_open(session: Session, use: Use) -> None:
    assert use.id
    found = file(session, over(session, make_activity(session).id))
    assert {one.outcome for one in found.dpia.criteria} == {Finding.UNKNOWN}
    assert found.dpia.duty is Duty.UNKNOWN


def test_a_use_stands_as_the_assessment_over_all_its_activities_does(session: Session, use: Use) -> None:
    first = make_activity(session, uses=(use.id,))
    second = make_activity(session, name="Rapporteren", uses=(use.id,))
    key = over(session, first.id)
    set_state(session, key, DpiaState.APPROVED, date(2027, 1, 1))
    assert use_dpias(session, BOARD_A, TODAY)[use.id].state is DpiaState.NOT_ASSESSED
    beside = over(session, second.id)
    status = use_dpias(session, BOARD_A, TODAY)[use.id]
    assert (status.state, status.assessment_id, status.over_activities) == (DpiaState.NOT_ASSESSED, beside, True)
    set_state(session, beside, DpiaState.APPROVED_CONDITIONALLY, date(2026, 6, 1))
    status = use_dpias(session, BOARD_A, TODAY)[use.id]
    assert (status.state, status.settled, status.allowed_events) == (DpiaState.APPROVED_CONDITIONALLY, True, ())
    set_state(session, key, DpiaState.APPROVED, date(2026, 1, 1))
    assert use_dpias(session, BOARD_A, TODAY)[use.id].expired


def test_its_own_assessment_goes_before_the_one_that_covers_it(session: Session, use: Use) -> None:
    activity = make_activity(session, uses=(use.id,))
    set_state(session, over(session, activity.id), DpiaState.APPROVED)
    own = service.open_for_use(session, BOARD_A, use.id, AssessmentKind.DPIA, by=acting(CARLA))
    assert use_dpias(session, BOARD_A, TODAY)[use.id].state is DpiaState.APPROVED
    set_state(session, own, DpiaState.IN_PROGRESS)
    assert use_dpias(session, BOARD_A, TODAY)[use.id].state is DpiaState.IN_PROGRESS


def test_an_activity_that_ended_covers_nothing_and_asks_nothing(session: Session, use: Use) -> None:
    activity = make_activity(session, uses=(use.id,))
    make_activity(session, name="Vroeger", uses=(use.id,), state=ActivityState.ENDED)
    set_state(session, over(session, activity.id), DpiaState.APPROVED)
    assert use_dpias(session, BOARD_A, TODAY)[use.id].state is DpiaState.APPROVED
    activity.state = ActivityState.ENDED
    session.flush()
    assert use_dpias(session, BOARD_A, TODAY)[use.id].state is DpiaState.NOT_ASSESSED


def test_a_fundamental_rights_assessment_follows_high_risk_ai(session: Session, use: Use) -> None:
    make_product(session, "adaptief", name="Adaptief").ai_use = "learning-outcomes"
    second = make_use(session, product="adaptief")
    key = over(session, make_activity(session, uses=(second.id,)).id, kind=AssessmentKind.FRIA)
    found = file(session, key)
    assert (found.dpia.duty, found.dpia.criteria) == (Duty.REQUIRED, ())
    assert "Adaptief" in found.dpia.outcome.why[0].text
    own = service.open_for_use(session, BOARD_A, use.id, AssessmentKind.FRIA, by=acting(CARLA))
    assert file(session, own).dpia.duty is Duty.UNKNOWN


def test_the_list_holds_both_kinds_with_open_measures_and_the_highest_risk_left(session: Session, use: Use) -> None:
    activity = make_activity(session, uses=(use.id,))
    key = over(session, activity.id)
    own = make_assessment(session, use_id=use.id)
    by = acting(ANNE)
    late = MeasureInput(text="MFA aanzetten", due=TODAY - timedelta(days=1))
    service.add_measure(session, BOARD_A, key, late, by=by)
    service.add_measure(session, BOARD_A, key, MeasureInput(text="Lek dichten", addressee=Addressee.VENDOR), by=by)
    risk = RiskInput(title="Datalek", likelihood=4, impact=4, residual_likelihood=2, residual_impact=4)
    service.add_risk(session, BOARD_A, key, risk, by=by)
    first, second = assessments(session, BOARD_A, TODAY)
    assert (first.id, first.open_measures, first.overdue_measures) == (key, 1, 1)
    assert first.highest_residual is RiskLevel.HIGH
    assert (second.id, second.use_name, second.highest_residual) == (own.id, "Leerspoor", RiskLevel.UNKNOWN)
    assert [row.id for row in activity_assessments(session, BOARD_A, TODAY)[activity.id]] == [key]
    assert [one.text for one in board_measures(session, BOARD_A, TODAY)] == ["MFA aanzetten", "Lek dichten"]
    assert [one.overdue for one in board_measures(session, BOARD_A, TODAY)] == [True, False]


def test_a_file_shows_the_sections_of_the_scheme_in_their_parts(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id)
    found = file(session, row.id).sections
    assert [one.code for one in found if one.part == "lawfulness"] == [
        "legal-basis",
        "special-categories",
        "purpose-limitation",
        "necessity",
        "rights",
    ]
    assert (len(found), found[0].code, found[-1].code) == (18, "proposal", "views")
    assert {one.part for one in found} == {"features", "lawfulness", "risks", "measures", "views"}


@pytest.mark.parametrize(
    ("actor", "error"), [(PETRA, NotAllowedError), (CHRIS, NotFoundError), (ANONYMOUS, NotFoundError)]
)
def test_what_is_in_an_assessment_is_for_who_may_read_it(
    session: Session, use: Use, actor: Actor, error: type[Exception]
) -> None:
    row = make_assessment(session, use_id=use.id)
    with pytest.raises(error):
        open_file(session, BOARD_A, row.id, by=acting(actor))
    assert open_file(session, BOARD_A, row.id, by=acting(BRAM)).head.id == row.id


def test_another_boards_assessment_is_not_found(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id)
    assert assessment_file(session, BOARD_B, row.id, TODAY) is None
    assert assessment_file(session, BOARD_A, uuid4(), TODAY) is None


def test_more_assessments_do_not_mean_more_statements(session: Session, use: Use) -> None:
    make_product(session, "tweede", data_level=DataLevel.ORDINARY)
    extra = make_use(session, product="tweede")
    key = over(session, make_activity(session, uses=(use.id, extra.id)).id)
    fill(session, key)

    def statements() -> tuple[int, int]:
        session.expire_all()
        with counted(session) as listed:
            assessments(session, BOARD_A, TODAY)
        session.expire_all()
        with counted(session) as opened:
            open_file(session, BOARD_A, key, by=acting(ANNE))
        return len(listed), len(opened)

    few = statements()
    for number in range(3):
        more = make_use(session, product="leerspoor", own_name=str(number))
        make_assessment(session, use_id=more.id, state_since=NOW)
        fill(session, over(session, make_activity(session, name=str(number), uses=(more.id, extra.id)).id))
        fill(session, key)
    assert statements() == few


def fill(session: Session, key: UUID) -> None:
    """Put a risk and a measure into an assessment."""
    measure = service.add_measure(session, BOARD_A, key, MeasureInput(text="MFA"), by=acting(ANNE))
    risk = RiskInput(title="Datalek", likelihood=1, impact=1, measures=(measure,))
    service.add_risk(session, BOARD_A, key, risk, by=acting(ANNE))


def test_scope_and_scale_can_change_until_advice_was_asked(session: Session, use: Use) -> None:
    first, second = make_activity(session, uses=(use.id,)), make_activity(session, name="Toetsen")
    key = over(session, first.id)
    wider = ScopeInput(title="Breder", activities=(first.id, second.id), matrix=Matrix.FIVE)
    service.set_scope(session, BOARD_A, key, wider, by=acting(CARLA))
    found = file(session, key)
    assert (found.head.title, found.matrix, len(found.head.activities)) == ("Breder", Matrix.FIVE, 2)

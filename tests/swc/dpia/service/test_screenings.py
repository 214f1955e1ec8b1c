"""Confirming the screening in one form: answers with reasons, the outcome by rule, and never without a round."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.dpia import service
from swc.dpia.criteria import CRITERIA
from swc.dpia.file_schemas import ScopeInput, ScreeningInput
from swc.dpia.files import open_file
from swc.dpia.kinds import Answer, AssessmentKind, DpiaEvent, DpiaState, Duty, Finding
from swc.dpia.models import Assessment, AssessmentAnswer, CriterionAnswer, Screening
from swc.dpia.schemas import AnswerInput, StepInput
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.models import Use, UseDataCategory
from tests.factories.dpia import make_activity, make_assessment
from tests.personas import ANNE, BOARD_A, BRAM, CARLA, CHRIS, acting
from vocab.schemes import scheme

TODAY = date(2026, 3, 2)
CODES = [one.code for one in CRITERIA]


def no_to(*codes: str, reason: str = "Gecontroleerd bij de school.") -> tuple[AnswerInput, ...]:
    """Return the answer no to criteria."""
    return tuple(AnswerInput(criterion=code, answer=Answer.NO, reason=reason) for code in codes)


def own(session: Session, use: Use) -> Assessment:
    """Open the use's own assessment."""
    key = service.open_for_use(session, BOARD_A, use.id, AssessmentKind.DPIA, by=acting(CARLA))
    row = session.get(Assessment, key)
    assert row is not None
    return row


def over(session: Session, use: Use) -> Assessment:
    """Open an assessment over an activity that holds the use."""
    data = ScopeInput(title="Begeleiding", activities=(make_activity(session, uses=(use.id,)).id,))
    row = session.get(Assessment, service.open_assessment(session, BOARD_A, data, by=acting(CARLA)))
    assert row is not None
    return row


def confirm(session: Session, row: Assessment, *answers: AnswerInput, motive: str = "", by: Actor = ANNE) -> None:
    """Confirm the screening."""
    service.confirm_screening(session, BOARD_A, row.id, ScreeningInput(answers=answers, motive=motive), by=acting(by))


def conclude(session: Session, row: Assessment, event: DpiaEvent) -> None:
    """Conclude the screening."""
    data = StepInput(event=event, reason="Klein.", on=TODAY, fg_seen_on=TODAY)
    service.take_step(session, BOARD_A, row.id, data, by=acting(ANNE))


@pytest.mark.parametrize("opened", [own, over])
def test_confirming_begins_the_round_and_keeps_every_criterion_with_the_version_of_the_lists(
    session: Session, use: Use, opened: object
) -> None:
    row = opened(session, use)  # type: ignore[operator]
    confirm(session, row, *no_to("WP8"), motive="Bekeken met het team.")
    found = open_file(session, BOARD_A, row.id, by=acting(ANNE)).screening
    assert found is not None
    assert row.state is DpiaState.SCREENING
    assert (found.motive, found.current, found.outdated, len(found.criteria)) == (
        "Bekeken met het team.",
        True,
        False,
        26,
    )
    versions = (scheme("wp248-criteria").version, scheme("ap-list").version)
    assert found.criteria_version == "wp248-criteria/{} ap-list/{}".format(*versions)
    wp8 = next(one for one in found.criteria if one.criterion == "WP8")
    assert (wp8.derived, wp8.outcome, wp8.answer_reason) == (
        Finding.UNKNOWN,
        Finding.NO,
        "Gecontroleerd bij de school.",
    )


def test_the_outcome_is_that_of_the_rule(session: Session, use: Use) -> None:
    row = own(session, use)
    confirm(session, row)
    assert last(session).duty is Duty.UNKNOWN
    confirm(session, row, *no_to(*(code for code in CODES if code != "WP7")))
    assert (last(session).duty, last(session).wp_score) == (Duty.WEIGH, 1)
    confirm(session, row, *no_to(*CODES))
    assert last(session).duty is Duty.NOT_INDICATED
    yes = AnswerInput(criterion="AP12", answer=Answer.YES, reason="De app volgt de bus.")
    confirm(session, row, yes)
    assert last(session).duty is Duty.REQUIRED
    assert len(session.exec(select(Screening)).all()) == 4


def test_an_answer_that_only_repeats_the_facts_follows_them_later(session: Session, use: Use) -> None:
    row = own(session, use)
    confirm(session, row, AnswerInput(criterion="WP7", answer=Answer.YES))
    assert session.exec(select(CriterionAnswer)).all() == []
    confirm(session, row, AnswerInput(criterion="WP7", answer=Answer.YES, reason="Zeker: alle leerlingen."))
    assert [one.criterion for one in session.exec(select(CriterionAnswer)).all()] == ["WP7"]
    confirm(session, row, AnswerInput(criterion="WP7"))
    assert session.exec(select(CriterionAnswer)).all() == []


def test_answers_over_activities_are_kept_with_the_assessment(session: Session, use: Use) -> None:
    confirm(session, over(session, use), *no_to("WP5"))
    assert [one.criterion for one in session.exec(select(AssessmentAnswer)).all()] == ["WP5"]
    assert session.exec(select(CriterionAnswer)).all() == []


def test_every_answer_without_its_reason_is_named(session: Session, use: Use) -> None:
    answers = (*no_to("WP7", "WP8", reason=""), AnswerInput(criterion="WP99"), *no_to("AP01", "AP01"))
    with pytest.raises(InvalidInputError) as refused:
        confirm(session, own(session, use), *answers)
    assert [one.where for one in refused.value.problems] == ["WP7.reason", "WP8.reason", "WP99", "AP01"]


def test_over_activities_a_conclusion_needs_a_confirmed_screening_without_open_ends(session: Session, use: Use) -> None:
    row = over(session, use)
    service.take_step(session, BOARD_A, row.id, StepInput(event=DpiaEvent.SCREEN), by=acting(CARLA))
    with pytest.raises(RuleRefusedError, match="nog niet bevestigd"):
        conclude(session, row, DpiaEvent.CONCLUDE_REQUIRED)
    confirm(session, row)
    with pytest.raises(RuleRefusedError, match="WP5"):
        conclude(session, row, DpiaEvent.CONCLUDE_NOT_REQUIRED)
    confirm(session, row, *no_to(*CODES))
    conclude(session, row, DpiaEvent.CONCLUDE_NOT_REQUIRED)
    assert row.state is DpiaState.NOT_REQUIRED


def test_a_score_may_be_weighed_with_a_reason_but_not_while_the_list_of_the_authority_is_open(
    session: Session, use: Use
) -> None:
    session.add(UseDataCategory(use_id=use.id, category="P15"))
    row = over(session, use)
    holds = [AnswerInput(criterion=code, answer=Answer.YES, reason="Zo is het.") for code in ("WP1", "WP7", "WP8")]
    confirm(session, row, *holds)
    with pytest.raises(RuleRefusedError, match="AP12") as refused:
        conclude(session, row, DpiaEvent.CONCLUDE_NOT_REQUIRED)
    assert "WP5" not in str(refused.value)
    confirm(session, row, *holds, *no_to(*(code for code in CODES if code.startswith("AP"))))
    conclude(session, row, DpiaEvent.CONCLUDE_NOT_REQUIRED)
    assert row.state is DpiaState.NOT_REQUIRED


def test_facts_that_changed_since_ask_to_confirm_again(session: Session, use: Use) -> None:
    row = own(session, use)
    confirm(session, row)
    session.add(UseDataCategory(use_id=use.id, category="P09"))
    session.flush()
    found = open_file(session, BOARD_A, row.id, by=acting(ANNE)).screening
    assert found is not None
    assert found.outdated
    with pytest.raises(RuleRefusedError, match="veranderd"):
        conclude(session, row, DpiaEvent.CONCLUDE_REQUIRED)
    confirm(session, row)
    conclude(session, row, DpiaEvent.CONCLUDE_REQUIRED)
    assert row.state is DpiaState.REQUIRED


def test_a_conclusion_of_one_use_keeps_the_screening_that_stood(session: Session, use: Use) -> None:
    row = own(session, use)
    service.take_step(session, BOARD_A, row.id, StepInput(event=DpiaEvent.SCREEN), by=acting(CARLA))
    conclude(session, row, DpiaEvent.CONCLUDE_REQUIRED)
    assert (last(session).motive, last(session).duty) == ("Klein.", Duty.UNKNOWN)


def test_a_screening_of_an_earlier_round_does_not_count(session: Session, use: Use) -> None:
    row = over(session, use)
    confirm(session, row, *no_to(*CODES))
    conclude(session, row, DpiaEvent.CONCLUDE_NOT_REQUIRED)
    for event in (DpiaEvent.TRIGGER_REVIEW, DpiaEvent.SCREEN):
        service.take_step(session, BOARD_A, row.id, StepInput(event=event, reason="Nieuw."), by=acting(ANNE))
    found = open_file(session, BOARD_A, row.id, by=acting(ANNE)).screening
    assert found is not None
    assert not found.current
    with pytest.raises(RuleRefusedError, match="nog niet bevestigd"):
        conclude(session, row, DpiaEvent.CONCLUDE_REQUIRED)


@pytest.mark.parametrize("state", [one for one in DpiaState if one not in {"not_assessed", "screening", "review"}])
def test_no_screening_once_it_was_concluded(session: Session, use: Use, state: DpiaState) -> None:
    row = make_assessment(session, use_id=use.id, state=state)
    with pytest.raises(RuleRefusedError):
        confirm(session, row)
    assert (row.state, session.exec(select(Screening)).all()) == (state, [])


def test_only_instruments_with_criteria_are_screened(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, kind=AssessmentKind.DTIA, state=DpiaState.SCREENING)
    with pytest.raises(RuleRefusedError):
        confirm(session, row)


def test_an_event_tells_what_was_confirmed(session: Session, use: Use) -> None:
    confirm(session, own(session, use), *no_to("WP8"), motive="Bekeken.")
    event = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[union-attr]
    assert event is not None
    assert (event.kind, event.reason) == ("assessment.screening_confirmed", "Bekeken.")
    assert event.after is not None
    assert event.after["criteria"] == ["WP8"]


@pytest.mark.parametrize(("actor", "error"), [(BRAM, NotAllowedError), (CHRIS, NotFoundError)])
def test_who_may_not_work_on_assessments_confirms_nothing(
    session: Session, use: Use, actor: Actor, error: type[Exception]
) -> None:
    with pytest.raises(error):
        confirm(session, own(session, use), by=actor)


def test_a_lost_update_is_refused(session: Session, use: Use) -> None:
    row = own(session, use)
    with pytest.raises(ConflictError):
        service.confirm_screening(session, BOARD_A, row.id, ScreeningInput(expected_version=7), by=acting(ANNE))


def last(session: Session) -> Screening:
    """Return the newest screening."""
    found = session.exec(select(Screening).order_by(Screening.id.desc())).first()  # type: ignore[union-attr]
    assert found is not None
    return found

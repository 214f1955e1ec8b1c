"""Risks and measures of an assessment: valid, linked, settled with proof, and never another's."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.catalogue.kinds import Addressee
from swc.dpia import service
from swc.dpia.file_schemas import AssessmentFile, MeasureInput, MeasureOutcome, RiskInput
from swc.dpia.files import open_file
from swc.dpia.kinds import MeasureState, RiskLevel
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from swc.landscape.models import Use
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import ANNE, BOARD_A, BRAM, CARLA, CHRIS, acting

TODAY = date(2026, 3, 2)
BY = acting(ANNE)


@pytest.fixture
def row(session: Session, use: Use) -> Assessment:
    """Return an assessment in progress."""
    return make_assessment(session, use_id=use.id)


def risk(session: Session, row: Assessment, **values: object) -> UUID:
    """Add a risk."""
    data = RiskInput.model_validate({"title": "Datalek", **values})
    return service.add_risk(session, BOARD_A, row.id, data, by=BY)


def measure(session: Session, row: Assessment, **values: object) -> UUID:
    """Add a measure."""
    data = MeasureInput.model_validate({"text": "MFA aanzetten", **values})
    return service.add_measure(session, BOARD_A, row.id, data, by=BY)


def file(session: Session, row: Assessment) -> AssessmentFile:
    """Return the file."""
    return open_file(session, BOARD_A, row.id, by=acting(BRAM))


def test_a_risk_has_a_level_before_and_after_its_measures(session: Session, row: Assessment) -> None:
    first = measure(session, row)
    risk(session, row, likelihood=3, impact=4, residual_likelihood=1, residual_impact=4, measures=(first,))
    (found,) = file(session, row).risks
    assert (found.inherent, found.residual, found.measures) == (RiskLevel.VERY_HIGH, RiskLevel.MIDDLE, (first,))


def test_a_risk_that_nobody_estimated_is_unknown_and_not_low(session: Session, row: Assessment) -> None:
    risk(session, row, likelihood=1)
    (found,) = file(session, row).risks
    assert (found.inherent, found.residual) == (RiskLevel.UNKNOWN, RiskLevel.UNKNOWN)


def test_what_does_not_fit_is_named_by_field(session: Session, row: Assessment, use: Use) -> None:
    assert use.id
    elsewhere = make_assessment(session, use_id=make_use(session, product="leerspoor", own_name="Ander").id)
    theirs = measure(session, elsewhere)
    with pytest.raises(InvalidInputError) as refused:
        risk(session, row, likelihood=5, subjects=("marsmannen",), measures=(theirs,))
    assert [one.where for one in refused.value.problems] == ["likelihood", "subjects", "measures"]


def test_a_changed_risk_tells_what_changed_and_the_same_again_nothing(session: Session, row: Assessment) -> None:
    key = risk(session, row, likelihood=3, impact=3)
    data = RiskInput(title="Datalek", likelihood=2, impact=3, expected_version=1)
    service.change_risk(session, BOARD_A, row.id, key, data, by=BY)
    event = last(session)
    assert (event.before, event.after) == (
        {"title": "Datalek", "likelihood": 3},
        {"title": "Datalek", "likelihood": 2, "useId": str(row.use_id)},
    )
    same = data.model_copy(update={"expected_version": 2})
    service.change_risk(session, BOARD_A, row.id, key, same, by=BY)
    assert (last(session).seq, file(session, row).risks[0].row_version) == (event.seq, 2)
    with pytest.raises(ConflictError):
        service.change_risk(session, BOARD_A, row.id, key, data, by=BY)


def test_a_removed_risk_leaves_its_measures(session: Session, row: Assessment) -> None:
    key = risk(session, row, measures=(measure(session, row),))
    service.remove_risk(session, BOARD_A, row.id, key, by=BY)
    found = file(session, row)
    assert (found.risks, len(found.measures)) == ((), 1)
    assert last(session).kind == "assessment.risk_removed"


def test_a_removed_measure_leaves_its_risks(session: Session, row: Assessment) -> None:
    key = measure(session, row)
    risk(session, row, measures=(key,))
    service.remove_measure(session, BOARD_A, row.id, key, by=BY)
    found = file(session, row)
    assert (found.risks[0].measures, found.measures) == ((), ())


@pytest.mark.parametrize(
    ("outcome", "fields"),
    [
        ({"state": "done"}, ["evidence"]),
        ({"state": "done", "evidence": "Foto", "on": TODAY + timedelta(days=1)}, ["on"]),
        ({"state": "not_applicable"}, ["reason"]),
    ],
)
def test_a_measure_is_settled_with_proof_or_with_a_reason(
    session: Session, row: Assessment, outcome: dict[str, object], fields: list[str]
) -> None:
    key = measure(session, row)
    with pytest.raises(InvalidInputError) as refused:
        service.settle_measure(session, BOARD_A, row.id, key, MeasureOutcome.model_validate(outcome), by=BY)
    assert [one.where for one in refused.value.problems] == fields


def test_a_settled_measure_is_not_late_and_can_open_again(session: Session, row: Assessment) -> None:
    key = measure(session, row, due=TODAY - timedelta(days=3), owner_role="ICT-coördinator")
    assert file(session, row).measures[0].overdue
    done = MeasureOutcome(state=MeasureState.DONE, evidence="Schermafdruk in het dossier")
    service.settle_measure(session, BOARD_A, row.id, key, done, by=BY)
    (found,) = file(session, row).measures
    assert (found.state, found.done_on, found.overdue) == (MeasureState.DONE, TODAY, False)
    again = MeasureOutcome(state=MeasureState.OPEN, reason="Staat weer uit.")
    service.settle_measure(session, BOARD_A, row.id, key, again, by=BY)
    (found,) = file(session, row).measures
    assert (found.state, found.done_on, found.evidence, found.overdue) == (MeasureState.OPEN, None, "", True)


def test_a_changed_measure_guards_against_a_lost_update(session: Session, row: Assessment) -> None:
    key = measure(session, row)
    data = MeasureInput(text="MFA voor iedereen", due=TODAY, expected_version=1)
    service.change_measure(session, BOARD_A, row.id, key, data, by=BY)
    assert (file(session, row).measures[0].text, last(session).after["due"]) == (  # type: ignore[index]
        "MFA voor iedereen",
        "2026-03-02",
    )
    with pytest.raises(ConflictError):
        service.change_measure(session, BOARD_A, row.id, key, data, by=BY)


def test_an_inherited_measure_keeps_the_words_of_the_central_dpia(session: Session, row: Assessment) -> None:
    held = AssessmentMeasure(
        assessment_id=row.id,
        text="Zet synchronisatie uit",
        addressee=Addressee.BOARD,
        state=MeasureState.OPEN,
        central_key="dpia-leerspoor",
        central_number=1,
        central_code="M1",
    )
    session.add(held)
    session.flush()
    with pytest.raises(RuleRefusedError):
        service.change_measure(session, BOARD_A, row.id, held.id, MeasureInput(text="Iets anders"), by=BY)
    weighed = MeasureInput(text=held.text, weighing="Geldt ook voor tablets.")
    service.change_measure(session, BOARD_A, row.id, held.id, weighed, by=BY)
    with pytest.raises(RuleRefusedError):
        service.remove_measure(session, BOARD_A, row.id, held.id, by=BY)
    (found,) = file(session, row).measures
    assert found.central is not None
    assert (found.weighing, found.central.number) == ("Geldt ook voor tablets.", 1)


def test_what_belongs_to_another_assessment_is_not_found(session: Session, row: Assessment) -> None:
    elsewhere = make_assessment(session, use_id=make_use(session, product="leerspoor", own_name="Ander").id)
    theirs = measure(session, elsewhere)
    done = MeasureOutcome(state=MeasureState.DONE, evidence="x")
    for key in (theirs, uuid4()):
        with pytest.raises(NotFoundError):
            service.settle_measure(session, BOARD_A, row.id, key, done, by=BY)
        with pytest.raises(NotFoundError):
            service.remove_risk(session, BOARD_A, row.id, key, by=BY)


@pytest.mark.parametrize(("actor", "error"), [(BRAM, NotAllowedError), (CHRIS, NotFoundError)])
def test_only_who_works_on_assessments_changes_its_parts(
    session: Session, row: Assessment, actor: Actor, error: type[Exception]
) -> None:
    with pytest.raises(error):
        service.add_risk(session, BOARD_A, row.id, RiskInput(title="Datalek"), by=acting(actor))
    with pytest.raises(error):
        service.add_measure(session, BOARD_A, row.id, MeasureInput(text="MFA"), by=acting(actor))
    assert service.add_measure(session, BOARD_A, row.id, MeasureInput(text="MFA"), by=acting(CARLA))


def last(session: Session) -> Event:
    """Return the newest event."""
    found = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[union-attr]
    assert found is not None
    return found

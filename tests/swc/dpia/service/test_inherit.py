"""Taking over the measures of a central DPIA: once, with the board's own work kept where the question is the same."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session, col, select

from swc.audit.models import Event
from swc.catalogue.inputs import CentralMeasureInput, CentralVersionInput
from swc.catalogue.kinds import Addressee
from swc.catalogue.service import add_central_version
from swc.dpia.kinds import AssessmentKind, DpiaState, MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure, AssessmentScope
from swc.dpia.schemas import CitationInput
from swc.dpia.service import cite_central, cite_version, inherit_measures
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.models import Use
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.factories.catalogue import make_central, make_central_measure, make_product
from tests.factories.dpia import make_assessment
from tests.personas import ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA, acting

KEY = "dpia-leerspoor"
CARLA_ACT = acting(CARLA)
JULY, AUGUST = date(2026, 7, 1), date(2026, 8, 1)


@pytest.fixture(autouse=True)
def asked(session: Session, use: Use) -> None:
    """Version 1 of the central DPIA about the use's product asks two things of boards and one of the vendor."""
    assert use.product_key == "leerspoor"
    make_central_measure(session, "M1", text="Zet het delen van namen uit.", due=JULY)
    make_central_measure(session, "M2", text="Informeer ouders.", position=2)
    make_central_measure(session, "M3", text="Bewaar logs korter.", addressee=Addressee.VENDOR, position=3)


def publish(session: Session, *measures: CentralMeasureInput) -> int:
    """Publish a next version with these measures."""
    data = CentralVersionInput(dated="2026-02", measures=measures)
    return add_central_version(session, KEY, data, by=acting(SACHA))


def asks(code: str, text: str, due: date | None = None) -> CentralMeasureInput:
    """Return a measure for boards as a version asks it."""
    return CentralMeasureInput(code=code, text=text, due=due)


def cite(session: Session, use: Use, number: int, **local: date) -> UUID:
    """Cite a version as board A."""
    data = CitationInput.model_validate({"central_key": KEY, "central_number": number, **local})
    return cite_central(session, BOARD_A, use.id, data, by=CARLA_ACT)


def tasks(session: Session, assessment_id: UUID) -> dict[str, AssessmentMeasure]:
    """Return the measures of an assessment by code; the board's own by their text."""
    rows = session.exec(
        select(AssessmentMeasure)
        .where(AssessmentMeasure.assessment_id == assessment_id)
        .order_by(col(AssessmentMeasure.position))
    ).all()
    return {one.central_code or one.text: one for one in rows}


def test_citing_a_version_makes_a_task_of_each_board_measure(session: Session, use: Use) -> None:
    found = tasks(session, cite(session, use, 1))
    assert [(code, one.text, one.due, one.state) for code, one in found.items()] == [
        ("M1", "Zet het delen van namen uit.", JULY, MeasureState.OPEN),
        ("M2", "Informeer ouders.", None, MeasureState.OPEN),
    ]
    assert {(one.central_key, one.central_number, one.addressee) for one in found.values()} == {
        (KEY, 1, Addressee.BOARD)
    }


def test_inheriting_again_adds_nothing_and_tells_nothing(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    found = inherit_measures(session, BOARD_A, assessment, by=CARLA_ACT)
    assert (found.asks_work, len(found.kept), len(tasks(session, assessment))) == (False, 2, 2)
    told = session.exec(select(Event.kind).where(Event.kind == "assessment.measures_inherited")).all()
    assert len(told) == 1


def test_what_is_asked_as_before_keeps_state_evidence_and_weighing(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    done = tasks(session, assessment)["M1"]
    done.state, done.done_on, done.evidence, done.weighing = MeasureState.DONE, date(2026, 1, 5), "Schermafdruk", "Ja"
    cite(session, use, publish(session, asks("M1", "Zet het delen van namen uit.", JULY), asks("M2", "Informeer.")))
    kept = tasks(session, assessment)["M1"]
    assert (kept.state, kept.done_on, kept.evidence, kept.weighing) == (
        MeasureState.DONE,
        date(2026, 1, 5),
        "Schermafdruk",
        "Ja",
    )
    assert kept.central_number == 2


def test_what_is_asked_otherwise_is_open_again_with_the_old_text_in_the_event(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    done = tasks(session, assessment)["M2"]
    done.state, done.done_on, done.evidence, done.weighing = MeasureState.DONE, date(2026, 1, 5), "Brief", "Past ons"
    cite(session, use, publish(session, asks("M1", "Zet het delen van namen uit.", JULY), asks("M2", "Vraag ouders.")))
    again = tasks(session, assessment)["M2"]
    assert (again.text, again.state, again.done_on, again.weighing) == (
        "Vraag ouders.",
        MeasureState.OPEN,
        None,
        "Past ons",
    )
    event = session.exec(select(Event).order_by(col(Event.seq).desc()).where(col(Event.before).is_not(None))).all()
    (told,) = [one for one in event if one.kind == "assessment.measures_inherited"]
    assert told.before is not None
    assert [(one["central_code"], one["text"], one["state"], one["evidence"]) for one in told.before["measures"]] == [
        ("M2", "Informeer ouders.", "done", "Brief")
    ]


def test_what_is_no_longer_asked_stays_with_the_version_that_asked_it(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    cite(session, use, publish(session, asks("M1", "Zet het delen van namen uit.", JULY)))
    found = tasks(session, assessment)
    assert {code: one.central_number for code, one in found.items()} == {"M1": 2, "M2": 1}
    cite(session, use, publish(session, asks("M2", "Informeer ouders.")))
    assert {code: one.central_number for code, one in tasks(session, assessment).items()} == {"M1": 2, "M2": 3}


def test_another_day_is_taken_over_unless_the_board_chose_its_own(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    tasks(session, assessment)["M2"].due = date(2026, 5, 5)
    cite(
        session,
        use,
        publish(session, asks("M1", "Zet het delen van namen uit.", AUGUST), asks("M2", "Informeer ouders.", AUGUST)),
    )
    found = tasks(session, assessment)
    assert (found["M1"].due, found["M2"].due) == (AUGUST, date(2026, 5, 5))
    assert found["M1"].state is MeasureState.OPEN
    told = session.exec(select(Event).where(Event.kind == "assessment.measures_inherited")).all()
    assert [one.before and [each["due"] for each in one.before["measures"]] for one in told] == [None, ["2026-07-01"]]


def test_the_boards_own_measures_are_not_touched(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    own = AssessmentMeasure(
        assessment_id=assessment, text="Eigen", addressee=Addressee.BOARD, state=MeasureState.DONE, position=9
    )
    session.add(own)
    session.flush()
    cite(session, use, publish(session, asks("", "Nieuw.")))
    found = tasks(session, assessment)
    assert (found["Eigen"].state, found["Eigen"].row_version) == (MeasureState.DONE, 1)
    assert found["M4"].position == 10


def test_taking_the_citation_away_keeps_what_was_taken_over(session: Session, use: Use) -> None:
    assessment = cite(session, use, 1)
    cite_central(session, BOARD_A, use.id, CitationInput(), by=CARLA_ACT)
    assert list(tasks(session, assessment)) == ["M1", "M2"]


def test_the_day_of_the_local_measures_is_not_said_of_measures_that_came_later(session: Session, use: Use) -> None:
    done = date(2026, 1, 9)
    row = session.get_one(Assessment, cite(session, use, 1, local_measures_on=done))
    assert row.local_measures_on == done
    cite(session, use, publish(session, asks("M1", "Zet het delen van namen uit.")), local_measures_on=done)
    assert row.local_measures_on == done
    cite(session, use, publish(session, asks("", "Nog iets.")), local_measures_on=done)
    assert row.local_measures_on is None


def over_activities(session: Session, *uses: Use) -> Assessment:
    """Return an assessment over one established activity that these uses take part in."""
    activity = ProcessingActivity(
        board_number=BOARD_A,
        anchor_kind=AnchorKind.MANUAL,
        anchor_key="x",
        anchor_name="Begeleiden",
        name="Begeleiden",
        role=BoardRole.CONTROLLER,
        state=ActivityState.ESTABLISHED,
        current_version=1,
        created_at=NOW,
        updated_at=NOW,
    )
    session.add(activity)
    row = Assessment(
        board_number=BOARD_A, kind=AssessmentKind.DPIA, state=DpiaState.APPROVED, state_since=NOW, title="Begeleiden"
    )
    session.add(row)
    session.flush()
    session.add(AssessmentScope(assessment_id=row.id, activity_id=activity.id))
    session.add_all(
        ProcessingValue(
            activity_id=activity.id,
            field=RegisterField.APPLICATION,
            key=str(one.id),
            label="Leerspoor",
            state=ValueState.ACCEPTED,
            decided_at=NOW,
            decided_by="carla",
        )
        for one in uses
    )
    session.flush()
    return row


def test_an_assessment_over_activities_cites_by_the_products_of_their_uses(session: Session, use: Use) -> None:
    row = over_activities(session, use)
    make_product(session, "anders")
    make_central(session, "dpia-anders", products=("anders",))
    cite_version(session, BOARD_A, row.id, CitationInput(central_key=KEY, central_number=1), by=CARLA_ACT)
    assert list(tasks(session, row.id)) == ["M1", "M2"]
    with pytest.raises(InvalidInputError):
        cite_version(session, BOARD_A, row.id, CitationInput(central_key="dpia-anders", central_number=1), by=CARLA_ACT)


def test_a_citation_by_id_is_refused_for_another_board_a_reader_a_lost_update_and_a_dtia(
    session: Session, use: Use
) -> None:
    row = make_assessment(session, use_id=use.id)
    data = CitationInput(central_key=KEY, central_number=1)
    with pytest.raises(NotFoundError):
        cite_version(session, BOARD_B, row.id, data, by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        inherit_measures(session, BOARD_B, row.id, by=acting(CHRIS))
    with pytest.raises(NotAllowedError):
        cite_version(session, BOARD_A, row.id, data, by=acting(BRAM))
    with pytest.raises(ConflictError):
        cite_version(session, BOARD_A, row.id, data.model_copy(update={"expected_version": 7}), by=acting(ANNE))
    dtia = make_assessment(session, use_id=use.id, kind=AssessmentKind.DTIA)
    with pytest.raises(InvalidInputError) as refused:
        cite_version(session, BOARD_A, dtia.id, data, by=acting(ANNE))
    assert [one.where for one in refused.value.problems] == ["central_key"]

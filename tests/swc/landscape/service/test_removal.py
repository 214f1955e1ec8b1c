"""Removing a use: only with a reason, and nothing that anybody entered is lost."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentStep
from swc.errors import InvalidInputError
from swc.landscape import queries, service
from swc.landscape.models import Coupling, Placement
from tests.factories.fora import GRADES, LAS
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use, make_verdict
from tests.personas import BOARD_A, CARLA, NOW, TODAY, acting


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def test_removing_asks_a_reason(session: Session) -> None:
    use = make_use(session)
    with pytest.raises(InvalidInputError) as caught:
        service.remove_use(session, BOARD_A, use.id, by=acting(CARLA, reason="  "))
    assert [problem.where for problem in caught.value.problems] == ["reason"]
    assert len(queries.use_summaries(session, BOARD_A, on=TODAY)) == 1


def test_the_event_keeps_every_row_that_goes_along_also_those_of_rooms_above(session: Session) -> None:
    use, other = make_use(session, components=(LAS,), schools=("11AA",), notes="dubbel"), make_use(session)
    make_agreement(session, use)
    make_verdict(session, use.id, GRADES)
    make_coupling(session, other, target=use, standards=("uwlr",))
    assessment = Assessment(
        board_number=BOARD_A,
        use_id=use.id,
        kind=AssessmentKind.DPIA,
        state=DpiaState.SCREENING,
        state_since=NOW,
        reason="gestart",
    )
    session.add(assessment)
    session.flush()
    session.add(
        AssessmentStep(
            assessment_id=assessment.id,
            from_state=DpiaState.NOT_ASSESSED,
            event=DpiaEvent.SCREEN,
            to_state=DpiaState.SCREENING,
            at=NOW,
            actor_key="anne",
            actor_label="Anne",
        )
    )
    session.flush()
    service.remove_use(session, BOARD_A, use.id, by=acting(CARLA, reason="dubbel ingevoerd"))
    (event,) = session.exec(select(Event)).all()
    assert event.before is not None
    assert (event.kind, event.reason) == ("use.removed", "dubbel ingevoerd")
    assert event.before["use"][0]["notes"] == "dubbel"
    assert set(event.before) == {
        "use",
        "use_school",
        "placement",
        "derived_verdict",
        "coupling",
        "coupling_standard",
        "agreement",
        "assessment",
        "assessment_step",
    }
    assert event.before["assessment_step"][0]["actor_label"] == "Anne"
    assert [one.id for one in queries.use_summaries(session, BOARD_A, on=TODAY)] == [other.id]
    assert session.exec(select(Placement)).all() == []
    assert session.exec(select(Coupling)).all() == []

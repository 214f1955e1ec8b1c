"""Accepting, rejecting, adding and taking back what is derived."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import queries, service
from swc.landscape.kinds import FactState, Verdict
from swc.landscape.schemas import DerivedFact, PlacementChange, UseDetail, VerdictInput, VerdictsInput
from tests.factories.fora import ENROL, GRADES, LAS, REGISTER, STANDARD
from tests.factories.landscape import make_landscape, make_use, make_verdict
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, TODAY, acting

BY_CARLA = acting(CARLA)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def detail(session: Session, use_id: UUID) -> UseDetail:
    found = queries.use_detail(session, BOARD_A, use_id, on=TODAY)
    assert found is not None
    return found


def the_object(session: Session, use_id: UUID, guid: str) -> DerivedFact:
    return next(one for one in detail(session, use_id).information_objects if one.guid == guid)


def say(session: Session, use_id: UUID, guid: str, verdict: Verdict | None, reason: str = "") -> None:
    data = VerdictInput(element_guid=guid, verdict=verdict, reason=reason)
    service.decide(session, BOARD_A, use_id, data, by=BY_CARLA)


def test_accepting_keeps_the_path_as_it_is_now(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    say(session, use.id, ENROL, Verdict.ACCEPTED)
    found = the_object(session, use.id, ENROL)
    assert (found.state, found.added_by_hand, found.decided_by) == (FactState.ACCEPTED, False, "Carla")
    service.unplace(session, BOARD_A, use.id, placement(LAS), by=BY_CARLA)
    lapsed = the_object(session, use.id, ENROL)
    assert (lapsed.state, lapsed.path) == (FactState.LAPSED, found.path)


def placement(guid: str) -> PlacementChange:
    return PlacementChange(component_guid=guid)


def test_rejecting_asks_a_reason_and_can_be_changed_and_taken_back(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    with pytest.raises(InvalidInputError) as caught:
        say(session, use.id, GRADES, Verdict.REJECTED)
    assert [problem.where for problem in caught.value.problems] == ["reason"]
    say(session, use.id, GRADES, Verdict.REJECTED, "cijfers staan in het LVS")
    assert the_object(session, use.id, GRADES).state is FactState.REJECTED
    say(session, use.id, GRADES, Verdict.ACCEPTED)
    assert the_object(session, use.id, GRADES).state is FactState.ACCEPTED
    say(session, use.id, GRADES, None)
    assert the_object(session, use.id, GRADES).state is FactState.SUGGESTED
    kinds = [(event.kind, (event.after or {}).get("verdict")) for event in session.exec(select(Event)).all()]
    assert kinds == [("use.judged", "rejected"), ("use.judged", "accepted"), ("use.judged", None)]


def test_saying_the_same_again_leaves_no_event(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    say(session, use.id, GRADES, Verdict.ACCEPTED)
    say(session, use.id, GRADES, Verdict.ACCEPTED)
    assert len(session.exec(select(Event)).all()) == 1


def test_several_elements_are_judged_at_once_each_with_its_event(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    data = VerdictsInput(element_guids=(GRADES, ENROL, GRADES), verdict=Verdict.ACCEPTED)
    service.decide_all(session, BOARD_A, use.id, data, by=BY_CARLA)
    assert [the_object(session, use.id, guid).state for guid in (GRADES, ENROL)] == [FactState.ACCEPTED] * 2
    assert len(session.exec(select(Event)).all()) == 2


def test_choosing_nothing_is_refused(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    with pytest.raises(InvalidInputError) as caught:
        service.decide_all(session, BOARD_A, use.id, VerdictsInput(element_guids=()), by=BY_CARLA)
    assert [problem.where for problem in caught.value.problems] == ["element_guids"]


def test_an_element_that_does_not_follow_is_added_by_hand_with_the_kind_that_fora_gives_it(session: Session) -> None:
    use = make_use(session)
    say(session, use.id, REGISTER, Verdict.ACCEPTED, "doen wij hierin")
    (process,) = detail(session, use.id).processes
    assert (process.name, process.added_by_hand, process.reason) == ("Registreren verzuim", True, "doen wij hierin")


@pytest.mark.parametrize("guid", ["ff" * 16, STANDARD])
def test_what_the_release_lacks_or_is_no_such_thing_cannot_be_added(session: Session, guid: str) -> None:
    use = make_use(session)
    with pytest.raises(InvalidInputError):
        say(session, use.id, guid, Verdict.ACCEPTED)


def test_a_lapsed_fact_can_still_be_rejected_or_taken_back(session: Session) -> None:
    use = make_use(session)
    make_verdict(session, use.id, "ee" * 16, name="Oud object", path=[{"guid": LAS, "name": "LAS"}])
    say(session, use.id, "ee" * 16, Verdict.REJECTED, "vervallen")
    assert the_object(session, use.id, "ee" * 16).state is FactState.REJECTED
    say(session, use.id, "ee" * 16, None)
    assert detail(session, use.id).information_objects == ()


def test_a_reader_may_not_decide_and_another_board_finds_nothing(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    data = VerdictInput(element_guid=GRADES, verdict=Verdict.ACCEPTED)
    with pytest.raises(NotAllowedError):
        service.decide(session, BOARD_A, use.id, data, by=acting(BRAM))
    with pytest.raises(NotFoundError):
        service.decide(session, BOARD_A, use.id, data, by=acting(CHRIS))

"""Placing uses on components and taking them off."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import queries, service
from swc.landscape.schemas import PlacementChange
from tests.factories.fora import GRADES, LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, TODAY, acting

BY_CARLA = acting(CARLA)
ON_LAS = PlacementChange(component_guid=LAS)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def test_a_use_is_placed_once_and_the_event_names_the_component(session: Session) -> None:
    use = make_use(session)
    service.place(session, BOARD_A, use.id, ON_LAS, by=BY_CARLA)
    service.place(session, BOARD_A, use.id, ON_LAS, by=BY_CARLA)
    (event,) = session.exec(select(Event)).all()
    assert event.kind == "use.placed"
    assert event.after == {"component_guid": LAS, "component_name": "Leerlingadministratiesysteem"}
    (summary,) = queries.use_summaries(session, BOARD_A, on=TODAY)
    assert ([one.guid for one in summary.components], summary.row_version) == ([LAS], 2)


@pytest.mark.parametrize("guid", ["ff" * 16, GRADES])
def test_only_a_component_of_the_published_release_can_be_placed_on(session: Session, guid: str) -> None:
    use = make_use(session)
    with pytest.raises(InvalidInputError) as caught:
        service.place(session, BOARD_A, use.id, PlacementChange(component_guid=guid), by=BY_CARLA)
    assert [problem.where for problem in caught.value.problems] == ["component_guid"]


def test_a_use_is_taken_off_also_when_the_release_no_longer_has_the_component(session: Session) -> None:
    gone = "ee" * 16
    use = make_use(session, components=(LAS, gone))
    service.unplace(session, BOARD_A, use.id, PlacementChange(component_guid=gone), by=BY_CARLA)
    (summary,) = queries.use_summaries(session, BOARD_A, on=TODAY)
    assert [one.guid for one in summary.components] == [LAS]
    with pytest.raises(NotFoundError):
        service.unplace(session, BOARD_A, use.id, PlacementChange(component_guid=gone), by=BY_CARLA)


def test_a_reader_may_not_place_and_another_board_finds_nothing(session: Session) -> None:
    use = make_use(session)
    with pytest.raises(NotAllowedError):
        service.place(session, BOARD_A, use.id, ON_LAS, by=acting(BRAM))
    for board in (BOARD_A, BOARD_B):
        with pytest.raises(NotFoundError):
            service.place(session, board, use.id, ON_LAS, by=acting(CHRIS))


def test_placing_on_an_older_version_is_a_conflict(session: Session) -> None:
    use = make_use(session, row_version=4)
    with pytest.raises(ConflictError):
        service.place(session, BOARD_A, use.id, ON_LAS, by=BY_CARLA, expected_version=3)

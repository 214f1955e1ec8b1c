"""Couplings between uses and with the outside world."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import queries, service
from swc.landscape.kinds import Direction
from swc.landscape.schemas import CouplingInput
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, acting

BY_CARLA = acting(CARLA)


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def to_rod(source: UUID, **more: Any) -> CouplingInput:  # noqa: ANN401 - any field a test names
    return CouplingInput(**{"source_use_id": source, "target_name": "ROD", **more})


def test_a_coupling_is_read_back_with_names_direction_and_standards(session: Session) -> None:
    las, elo = make_use(session), make_use(session, own_name="ELO")
    data = CouplingInput(
        source_use_id=las.id,
        target_use_id=elo.id,
        direction=Direction.OUT,
        kind="api",
        standards=("uwlr", "uwlr"),
        categories=("P01",),
        description="groepen",
    )
    service.add_coupling(session, BOARD_A, data, by=BY_CARLA)
    (found,) = queries.couplings(session, BOARD_A)
    assert (found.source_name, found.target_name, found.direction) == ("Magister", "ELO", Direction.OUT)
    assert (found.kind, found.standards, found.categories) == ("api", ("uwlr",), ("P01",))


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"target_name": ""}, "target_name"),
        ({"kind": "duif"}, "kind"),
        ({"standards": ("morse",)}, "standards"),
        ({"categories": ("P99",)}, "categories"),
        ({"target_guid": "ff" * 16}, "target_guid"),
        ({"source_use_id": UUID(int=7)}, "source_use_id"),
        ({"target_name": "", "target_use_id": UUID(int=7)}, "target_use_id"),
    ],
)
def test_a_wrong_coupling_is_refused_by_field(session: Session, fields: dict[str, Any], where: str) -> None:
    use = make_use(session)
    with pytest.raises(InvalidInputError) as caught:
        service.add_coupling(session, BOARD_A, to_rod(use.id, **fields), by=BY_CARLA)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_a_coupling_with_itself_or_with_another_boards_use_is_refused(session: Session) -> None:
    use, theirs = make_use(session), make_use(session, board=BOARD_B)
    for target in (use.id, theirs.id):
        data = CouplingInput(source_use_id=use.id, target_use_id=target)
        with pytest.raises(InvalidInputError):
            service.add_coupling(session, BOARD_A, data, by=BY_CARLA)


def test_a_coupling_can_point_at_an_element_of_fora(session: Session) -> None:
    use = make_use(session)
    service.add_coupling(session, BOARD_A, to_rod(use.id, target_guid=LAS), by=BY_CARLA)
    assert queries.couplings(session, BOARD_A)[0].target_guid == LAS


def test_a_chosen_element_lends_its_name_where_none_was_typed(session: Session) -> None:
    use = make_use(session)
    service.add_coupling(session, BOARD_A, to_rod(use.id, target_name="", target_guid=LAS), by=BY_CARLA)
    assert queries.couplings(session, BOARD_A)[0].target_name == "Leerlingadministratiesysteem"


def test_changing_tells_only_the_difference_and_guards_against_lost_updates(session: Session) -> None:
    use = make_use(session)
    coupling = service.add_coupling(session, BOARD_A, to_rod(use.id), by=BY_CARLA)
    changed = to_rod(use.id, standards=("oso",))
    service.change_coupling(session, BOARD_A, coupling, changed, by=BY_CARLA, expected_version=1)
    event = session.exec(select(Event)).all()[-1]
    assert (event.kind, event.before, event.after) == (
        "coupling.changed",
        {"standards": []},
        {"standards": ["oso"]},
    )
    with pytest.raises(ConflictError):
        service.change_coupling(session, BOARD_A, coupling, to_rod(use.id), by=BY_CARLA, expected_version=1)
    service.change_coupling(session, BOARD_A, coupling, changed, by=BY_CARLA, expected_version=2)
    assert len(session.exec(select(Event)).all()) == 2


def test_removing_keeps_what_was_known_in_the_event(session: Session) -> None:
    use = make_use(session)
    coupling = service.add_coupling(session, BOARD_A, to_rod(use.id, standards=("oso",)), by=BY_CARLA)
    service.remove_coupling(session, BOARD_A, coupling, by=BY_CARLA)
    event = session.exec(select(Event)).all()[-1]
    assert event.before is not None
    assert (event.kind, event.before["target_name"], event.before["standards"]) == ("coupling.removed", "ROD", ["oso"])
    assert queries.couplings(session, BOARD_A) == ()


def test_others_neither_see_nor_change_couplings(session: Session) -> None:
    use = make_use(session)
    coupling = service.add_coupling(session, BOARD_A, to_rod(use.id), by=BY_CARLA)
    with pytest.raises(NotAllowedError):
        service.remove_coupling(session, BOARD_A, coupling, by=acting(BRAM))
    for board in (BOARD_A, BOARD_B):
        with pytest.raises(NotFoundError):
            service.remove_coupling(session, board, coupling, by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        service.remove_coupling(session, BOARD_A, uuid4(), by=BY_CARLA)

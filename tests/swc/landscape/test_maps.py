"""A board's map: the drawing that tells most, every use somewhere, and nobody else's."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from fora import domain_map
from fora.models import Release, View, ViewElement
from swc.errors import NotFoundError
from swc.landscape.kinds import UsageStatus
from swc.landscape.maps import board_map
from tests.factories.fora import GRADES, LAS, make_element, make_reference
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BRAM, CHRIS, SACHA, acting
from tests.query_count import counted


@pytest.fixture
def release(session: Session) -> Release:
    """Return the published release, with the board around it."""
    make_landscape(session, release=False)
    return make_reference(session)


def make_view(session: Session, release: Release, key: str, *elements: str) -> None:
    """Store a drawing of some elements."""
    box = {"kind": "element", "x": 0, "y": 0, "w": 120, "h": 55, "label": ""}
    nodes = [{**box, "id": guid, "element": guid} for guid in elements]
    session.add(
        View(release_id=release.id, guid=key * 32, source_id=key, name=f"Plaat {key}", nodes=nodes, connections=[])
    )
    session.flush()
    for guid in elements:
        session.add(ViewElement(release_id=release.id, view_guid=key * 32, element_guid=guid))
    session.flush()


def test_a_release_without_drawings_gets_the_domain_map(session: Session, release: Release) -> None:
    make_use(session, components=(LAS,), own_name="Ons LAS")
    found = board_map(session, BOARD_A, by=acting(BRAM))
    assert found.view.guid == domain_map.GUID
    assert [one.name for one in found.boxes[LAS]] == ["Ons LAS"]
    assert release.version


def test_the_drawing_that_shows_most_of_the_board_is_chosen(session: Session, release: Release) -> None:
    make_element(session, release, guid="e" * 32, name="Ander systeem")
    make_view(session, release, "1", "e" * 32)
    make_view(session, release, "2", LAS, GRADES)
    make_view(session, release, "3", LAS)
    make_use(session, components=(LAS,))
    assert board_map(session, BOARD_A, by=acting(BRAM)).view.name == "Plaat 3"


def test_every_use_stands_in_a_box_elsewhere_or_among_the_unplaced(session: Session, release: Release) -> None:
    make_view(session, release, "1", LAS)
    make_use(session, components=(LAS,), own_name="Hier")
    make_use(session, components=("e" * 32,), own_name="Elders")
    make_use(session, own_name="Nergens")
    make_use(session, components=(LAS,), own_name="Voorbij", status=UsageStatus.PHASED_OUT)
    found = board_map(session, BOARD_A, by=acting(BRAM))
    assert [one.name for one in found.boxes[LAS]] == ["Hier"]
    assert [one.name for one in found.elsewhere] == ["Elders"]
    assert [one.name for one in found.unplaced] == ["Nergens"]


def test_the_edge_of_a_badge_tells_the_status_and_leads_to_the_use(session: Session, release: Release) -> None:
    use = make_use(session, components=(LAS,), own_name="Oud", status=UsageStatus.PHASING_OUT)
    overlay = board_map(session, BOARD_A, by=acting(BRAM)).overlay(lambda key: f"/gebruik/{key}")
    (badge,) = overlay[LAS]
    assert (badge.text, badge.tone, badge.href) == ("Oud", "orange", f"/gebruik/{use.id}")
    assert release.version


@pytest.mark.parametrize("actor", [CHRIS, SACHA], ids=lambda actor: actor.label)
def test_another_s_board_does_not_exist(session: Session, release: Release, actor: object) -> None:
    assert release.version
    with pytest.raises(NotFoundError):
        board_map(session, BOARD_A, by=acting(actor))  # type: ignore[arg-type]


def test_a_map_costs_a_fixed_number_of_statements(session: Session, release: Release) -> None:
    make_view(session, release, "1", LAS)
    make_use(session, components=(LAS,))
    board_map(session, BOARD_A, by=acting(BRAM))
    with counted(session) as few:
        board_map(session, BOARD_A, by=acting(BRAM))
    for number in range(10):
        make_use(session, components=(LAS,), own_name=f"Gebruik {number}")
        make_view(session, release, "abcdef9870"[number], LAS)
    with counted(session) as many:
        board_map(session, BOARD_A, by=acting(BRAM))
    assert len(few) == len(many)

"""Every thing has one address that leads to its page or its data, for whoever may see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.register import service as register
from swc.register.schemas import ActivityChange
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_version
from tests.factories.landscape import make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import ANNE, BOARD_A, BOARD_B, CARLA, CHRIS, acting


@pytest.fixture
def use(session: Session) -> str:
    make_board(session, number=BOARD_A, name="Bestuur A")
    make_board(session, number=BOARD_B, name="Bestuur B")
    make_product(session, key="magister", name="Magister")
    found = make_use(session, board=BOARD_A, product="magister")
    record(
        session,
        by=acting(CARLA),
        kind="use.created",
        subject=SubjectKind.USE,
        key=str(found.id),
        board_number=BOARD_A,
    )
    return str(found.id)


def closing(client: TestClient) -> Iterator[TestClient]:
    """Hand out a client and stop its workers after the test."""
    yield client
    client.app.state.sparql.pool.close()  # type: ignore[attr-defined]


@pytest.fixture
def anne(door: Door) -> Iterator[TestClient]:
    yield from closing(door(ANNE))


@pytest.fixture
def chris(door: Door) -> Iterator[TestClient]:
    yield from closing(door(CHRIS))


def test_a_browser_is_sent_to_the_page_and_a_machine_to_the_data(anne: TestClient, use: str) -> None:
    page = anne.get("/id/product/magister", headers={"Accept": "text/html"})
    data = anne.get("/id/product/magister", headers={"Accept": "text/turtle"})
    assert (page.status_code, page.headers["location"]) == (303, "/doc/product/magister")
    assert (data.status_code, data.headers["location"]) == (303, "/doc/product/magister.ttl")
    assert page.headers["vary"] == data.headers["vary"] == "Accept"
    assert anne.get("/doc/product/magister").headers["location"] == "/producten/magister"
    assert anne.get(f"/doc/use/{use}").headers["location"] == f"/besturen/{BOARD_A}/applicaties/{use}"


@pytest.mark.parametrize(
    ("extension", "media_type"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json")],
)
def test_the_data_about_a_product_come_in_every_notation(
    anne: TestClient, use: str, extension: str, media_type: str
) -> None:
    assert use
    answer = anne.get(f"/doc/product/magister.{extension}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert "Magister" in answer.text


def test_a_version_is_told_by_its_address_and_shown_on_the_page_of_its_product(
    anne: TestClient, session: Session, use: str
) -> None:
    assert use
    number = make_version(session, name="4.2")
    assert anne.get(f"/doc/product/magister/version/{number}").headers["location"] == (
        f"/producten/magister#version-{number}"
    )
    answer = anne.get(f"/doc/product/magister/version/{number}.nt")
    assert answer.status_code == 200
    assert f'/id/product/magister/version/{number}> <http://www.w3.org/2000/01/rdf-schema#label> "4.2"' in answer.text


def test_a_use_is_told_to_its_own_board_only(anne: TestClient, chris: TestClient, use: str) -> None:
    assert anne.get(f"/doc/use/{use}.ttl").status_code == 200
    assert chris.get(f"/doc/use/{use}.ttl").status_code == 404
    assert chris.get(f"/doc/use/{use}").status_code == 404


def test_what_does_not_exist_is_404_and_an_odd_notation_406(anne: TestClient, use: str) -> None:
    assert use
    assert anne.get("/doc/product/bestaat-niet.ttl").status_code == 404
    assert anne.get("/id/onzin/x").status_code == 404
    assert anne.get("/doc/onzin/x.ttl").status_code == 404
    assert anne.get("/id/product/magister", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("path", ["/doc/product/bestaat-niet.ttl", "/graph/bestaat-niet", f"/graph/board/{BOARD_B}"])
def test_a_machine_is_told_in_json_what_is_not_there(anne: TestClient, path: str) -> None:
    answer = anne.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_public_graph_is_for_anybody_and_a_boards_own_for_its_readers(anne: TestClient, door: Door, use: str) -> None:
    assert use
    public = door().get("/graph/catalogue")
    assert public.status_code == 200
    assert public.headers["content-type"].startswith("application/n-triples")
    assert anne.get(f"/graph/board/{BOARD_A}").status_code == 200
    assert anne.get("/graph/bestaat-niet").status_code == 404


def test_an_activity_and_its_versions_keep_their_address_for_who_may_read_the_board(
    session: Session, anne: TestClient, chris: TestClient
) -> None:
    make_register_landscape(session)
    activity = str(make_established(session))
    register.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(name="Anders"), by=acting(CARLA))
    page = f"/besturen/{BOARD_A}/register/{activity}"
    sent = anne.get(f"/id/processing/{activity}/1", headers={"Accept": "text/turtle"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/doc/processing/{activity}/1.ttl")
    assert anne.get(f"/doc/processing/{activity}").headers["location"] == page
    assert anne.get(f"/doc/processing/{activity}/1").headers["location"] == f"{page}/1"
    assert anne.get(f"/doc/processing/{activity}/1/purpose/leerlingzorg").headers["location"] == f"{page}/1#purpose"
    old = anne.get(f"/doc/processing/{activity}/1.nt")
    assert old.status_code == 200
    assert f"/processing/{activity}/1> <http://purl.org/dc/terms/isReplacedBy>" in old.text
    assert '"Anders"' not in old.text
    assert '"Anders"' in anne.get(f"/doc/processing/{activity}.nt").text
    assert anne.get(f"/doc/processing/{activity}/3.nt").status_code == 404
    for path in (activity, f"{activity}.ttl", f"{activity}/1", f"{activity}/1.ttl"):
        assert chris.get(f"/doc/processing/{path}").status_code == 404

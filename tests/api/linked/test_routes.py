"""Every thing has one address that leads to its page or its data, for whoever may see it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue import codelists
from swc.register import service as register
from swc.register.schemas import ActivityChange
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_version
from tests.factories.landscape import make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import ANNE, BOARD_A, BOARD_B, CARLA, CHRIS, SYLVIA, SYSTEM_ACT, acting

ONE_DATABASE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""What is only about addresses and notations is the same on any database."""


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
    client.app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]


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


@ONE_DATABASE
def test_the_data_about_a_product_come_in_every_notation(anne: TestClient, use: str) -> None:
    assert use
    types = {"ttl": "text/turtle", "nt": "application/n-triples", "jsonld": "application/ld+json"}
    for extension, media_type in types.items():
        answer = anne.get(f"/doc/product/magister.{extension}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media_type)
        assert "Magister" in answer.text


ACCEPTS = (
    ("text/html,application/xhtml+xml,*/*;q=0.8", ""),
    ("", ""),
    ("*/*", ""),
    ("application/ld+json", ".jsonld"),
    ("application/json", ".jsonld"),
    ("application/rdf+xml, text/turtle;q=0.9", ".rdf"),
    ("text/turtle;q=0.4, application/n-triples;q=0.6, text/html;q=0.5", ".nt"),
    ("text/turtle;q=0, text/html;q=0.1", ""),
    ("image/png", None),
)


@ONE_DATABASE
def test_the_accept_header_decides_between_page_and_notations(door: Door) -> None:
    client = door()
    for accept, where in ACCEPTS:
        answers = [
            client.get(path, headers={"Accept": accept}) for path in ("/id/product/magister", "/scheme/severity/red")
        ]
        if where is None:
            assert {one.status_code for one in answers} == {406}
            continue
        term = f"/scheme/severity/red{where}" if where else "/begrippen/severity/red"
        assert [one.headers["location"] for one in answers] == [f"/doc/product/magister{where}", term]
        assert {(one.status_code, one.headers["vary"]) for one in answers} == {(303, "Accept")}
        head = client.head("/id/product/magister", headers={"Accept": accept})
        assert (head.status_code, head.headers["location"]) == (303, f"/doc/product/magister{where}")


def test_the_data_about_a_thing_name_what_is_around_it(anne: TestClient, use: str) -> None:
    told = anne.get(f"/doc/use/{use}.nt").text
    assert '/id/product/magister> <http://www.w3.org/2004/02/skos/core#prefLabel> "Magister"' in told
    assert "<https://w3id.org/fora-swc/scheme/usage-status/in-productie> <http://www.w3.org/2004/02/skos" in told
    product = anne.get("/doc/product/magister.nt").text
    assert f"/id/use/{use}>" not in product


@ONE_DATABASE
def test_json_about_a_thing_bears_our_names_and_says_what_the_graph_does(anne: TestClient, use: str) -> None:
    for path in (f"/doc/use/{use}", "/doc/product/magister", f"/doc/board/{BOARD_A}"):
        document = anne.get(f"{path}.jsonld").json()
        told = parse(json.dumps(document).encode(), format=RdfFormat.JSON_LD)
        plain = parse(anne.get(f"{path}.nt").content, format=RdfFormat.N_TRIPLES)
        assert {str(one.triple) for one in told} == {str(one.triple) for one in plain}
    node = next(one for one in anne.get(f"/doc/use/{use}.jsonld").json()["@graph"] if one["id"].endswith(use))
    assert node["usesProduct"] == ["http://swc.test/id/product/magister"]
    assert "swc:AppUse" in node["type"]


@ONE_DATABASE
def test_who_has_the_data_is_told_so_without_getting_them_again(anne: TestClient, use: str) -> None:
    assert use
    first = anne.get("/doc/product/magister.ttl")
    same = {"If-None-Match": first.headers["etag"]}
    again = anne.get("/doc/product/magister.ttl", headers=same)
    dated = anne.get("/doc/product/magister.ttl", headers={"If-Modified-Since": first.headers["last-modified"]})
    assert (again.status_code, dated.status_code, again.content) == (304, 304, b"")
    assert anne.get("/doc/product/magister.nt", headers=same).status_code == 200
    assert anne.head("/doc/product/magister.ttl").headers["etag"] == first.headers["etag"]
    assert anne.head("/doc/product/magister.ttl").content == b""
    for whatever in ({"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}):
        assert anne.get("/doc/product/magister.ttl", headers=whatever).status_code == 304
        assert anne.get("/doc/product/weg.ttl", headers=whatever).status_code == 404


THINGS = (
    ("/producten/magister", "/doc/product/magister", "http://swc.test/id/product/magister"),
    (f"/besturen/{BOARD_A}", f"/doc/board/{BOARD_A}", f"http://swc.test/id/board/{BOARD_A}"),
    ("/regels/DP01", "/doc/rule/DP01", "http://swc.test/id/rule/DP01"),
    ("/begrippen/ontologie", "/def", "https://w3id.org/fora-swc/def"),
    ("/begrippen/severity/red", "/scheme/severity/red", "https://w3id.org/fora-swc/scheme/severity/red"),
)


def test_the_page_of_a_thing_points_to_its_data(anne: TestClient, session: Session, use: str) -> None:
    codelists.load(session, by=SYSTEM_ACT)
    of_use = (f"/besturen/{BOARD_A}/applicaties/{use}", f"/doc/use/{use}", f"http://swc.test/id/use/{use}")
    for path, data, about in (*THINGS, of_use):
        answer = anne.get(path, headers={"Accept": "text/html"})
        page = html.fromstring(answer.text)
        assert f'<{about}>; rel="describes"' in answer.headers["link"]
        assert f'<{data}.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["link"]
        assert page.xpath("//link[@rel='alternate'][@type='application/ld+json']/@href") == [f"{data}.jsonld"]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"http://swc.test{path}"]
        assert f"{data}.rdf" in page.xpath("//main//a/@href")
        assert "Accept" in answer.headers["vary"]
        sent = anne.get(path, headers={"Accept": "text/turtle"})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{data}.ttl")
        assert anne.get(f"{data}.ttl").status_code == 200


@ONE_DATABASE
def test_a_page_of_no_thing_points_nowhere(anne: TestClient) -> None:
    assert "link" not in anne.get("/producten").headers


@ONE_DATABASE
def test_our_terms_are_told_in_every_notation_and_only_ours(door: Door) -> None:
    client = door()
    for path in (
        "/def",
        "/scheme/severity",
        "/norm",
        "/source/avg",
        "/shape/AppUse",
        "/def/Board",
        "/query/inventaris",
    ):
        for extension in ("ttl", "jsonld", "nt", "rdf"):
            answer = client.get(f"{path}.{extension}")
            assert answer.status_code == 200, path
            assert "fora-swc" in answer.text
            assert answer.headers["access-control-allow-origin"] == "*"
            assert answer.headers["etag"]
    for path in ("/scheme/severity/paars.ttl", "/shape/Onzin.ttl", "/def/Onzin.nt"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json"), path


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


@ONE_DATABASE
def test_a_graph_can_be_taken_away_in_every_notation(door: Door, use: str) -> None:
    assert use
    types = {
        ".nt": "application/n-triples",
        ".ttl": "text/turtle",
        ".jsonld": "application/ld+json",
        ".rdf": "application/rdf+xml",
        ".nt.gz": "application/gzip",
    }
    for ending, media_type in types.items():
        answer = door().get(f"/graph/catalogue{ending}", headers={"Accept-Encoding": "identity"})
        assert answer.headers["content-type"].startswith(media_type)
        content = gzip.decompress(answer.content) if ending.endswith(".gz") else answer.content
        assert b"Magister" in content
        same = {"If-None-Match": answer.headers["etag"]}
        assert door().get(f"/graph/catalogue{ending}", headers=same).status_code == 304
        assert door().head(f"/graph/catalogue{ending}").headers["etag"] == answer.headers["etag"]


def test_what_a_board_shares_is_taken_away_by_who_may_query_the_sector(door: Door, session: Session, use: str) -> None:
    board = session.get(Board, BOARD_A)
    assert board is not None
    board.sharing = Sharing.SECTOR
    session.flush()
    path = f"/graph/board/{BOARD_A}/sector.nt"
    shared = door(SYLVIA).get(path)
    assert shared.status_code == 200
    assert f"/id/use/{use}>" in shared.text
    assert shared.headers["cache-control"] == "no-store"
    assert door().get(path).status_code == 404
    assert door(ANNE).get(path).status_code in (403, 404)
    assert door(CHRIS).get(f"/graph/board/{BOARD_A}.nt.gz").status_code == 404


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


def test_an_odd_address_is_refused_and_breaks_nothing(door: Door) -> None:
    client = door()
    fronts = (
        "/doc/product/",
        "/doc/fora/",
        "/fora/elementen/",
        "/scheme/",
        "/def/",
        "/query/",
        "/begrippen/x/",
        "/graph/",
    )
    for front in fronts:
        for key in ("%3E%20%7B%7D%20%3Cx", "a%22b", "%00", "..%2f..%2fetc%2fpasswd", "%0A", "", "x" * 500):
            for ending in ("", ".nt"):
                status = client.get(f"{front}{key}{ending}").status_code
                assert status < 500, (front, key, ending)
                assert status != 200 or not key, (front, key, ending)

"""The endpoint keeps to the SPARQL 1.1 Protocol, and to what the caller may see."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.sparql.gallery import Example, examples
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ANNE, BOARD_A, BOARD_B, CHRIS

ALL = "SELECT * WHERE { ?s ?p ?o } LIMIT 3"
NAMES = """SELECT ?n { ?b a <https://w3id.org/fora-swc/def#Board> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }"""
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(autouse=True)
def two_boards(session: Session) -> None:
    make_board(session, number=BOARD_A, name="Bestuur A")
    make_board(session, number=BOARD_B, name="Bestuur B")


@pytest.fixture
def anybody(door: Door) -> Iterator[TestClient]:
    client = door()
    yield client
    client.app.state.sparql.pool.close()  # type: ignore[attr-defined]


@pytest.fixture
def anne(door: Door) -> Iterator[TestClient]:
    client = door(ANNE)
    yield client
    client.app.state.sparql.pool.close()  # type: ignore[attr-defined]


def names(client: TestClient, path: str) -> set[str]:
    """Return the names of the boards that a scope holds."""
    answer = client.get(path, params={"query": NAMES})
    assert answer.status_code == 200, answer.text
    return {row["n"]["value"] for row in answer.json()["results"]["bindings"]}


def test_a_query_comes_in_by_get_by_form_and_direct(anybody: TestClient) -> None:
    answers = (
        anybody.get("/sparql", params={"query": ALL}),
        anybody.post("/sparql", data={"query": ALL}),
        anybody.post("/sparql", content=ALL, headers=DIRECT),
    )
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({len(answer.json()["results"]["bindings"]) for answer in answers}) == 1


def test_the_answer_comes_in_the_form_that_was_asked(anybody: TestClient) -> None:
    for wanted in ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values"):
        answer = anybody.get("/sparql", params={"query": ALL}, headers={"Accept": wanted})
        assert answer.headers["content-type"].startswith(wanted)
    answer = anybody.get("/sparql", params={"query": ALL}, headers={"Accept": "text/csv"})
    assert len(list(csv.reader(io.StringIO(answer.text)))) == 4
    build = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2"
    for wanted in ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"):
        answer = anybody.get("/sparql", params={"query": build}, headers={"Accept": wanted})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(wanted)


def test_a_form_of_answer_that_does_not_exist_is_406(anybody: TestClient) -> None:
    assert anybody.get("/sparql", params={"query": ALL}, headers={"Accept": "image/png"}).status_code == 406


def test_what_is_no_query_is_400_with_the_reason(anybody: TestClient) -> None:
    answer = anybody.get("/sparql", params={"query": "SELECT * {"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "regel 1" in answer.json()["detail"]
    assert anybody.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert anybody.post("/sparql", data={"other": "x"}).status_code == 400
    assert anybody.post("/sparql", content=b"\xff\xfe", headers=DIRECT).status_code == 400


@pytest.mark.parametrize("name", ["board", "bestuur"])
def test_a_board_named_beside_the_query_is_not_passed_over(anybody: TestClient, name: str) -> None:
    asked = {"query": "ASK {}", name: "41101"}

    answers = anybody.get("/sparql", params=asked), anybody.post("/sparql", data=asked)

    assert [answer.status_code for answer in answers] == [400, 400]
    assert "/sparql/<nummer van het bestuur>" in answers[0].json()["detail"]


def test_an_update_is_refused_in_every_form(anybody: TestClient) -> None:
    update = "DELETE WHERE { ?s ?p ?o }"
    assert anybody.post("/sparql", data={"update": update}).status_code == 403
    headers = {"Content-Type": "application/sparql-update"}
    assert anybody.post("/sparql", content=update, headers=headers).status_code == 403
    assert anybody.get("/sparql", params={"update": update}).status_code == 403
    assert anybody.get("/sparql", params={"query": update}).status_code == 400


def test_another_media_type_or_charset_is_415(anybody: TestClient) -> None:
    assert anybody.post("/sparql", content="{}", headers={"Content-Type": "application/json"}).status_code == 415
    headers = {"Content-Type": "application/sparql-query; charset=utf-16"}
    assert anybody.post("/sparql", content=ALL, headers=headers).status_code == 415


def test_service_is_refused_and_says_so(anybody: TestClient) -> None:
    answer = anybody.get("/sparql", params={"query": "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert answer.status_code == 400
    assert "SERVICE" in answer.json()["detail"]


def test_a_bare_get_describes_the_service_to_machines_and_sends_people_to_the_page(anybody: TestClient) -> None:
    described = anybody.get("/sparql", headers={"Accept": "text/turtle"})
    assert described.status_code == 200
    assert "SPARQL11Query" in described.text
    sent = anybody.get("/sparql", headers={"Accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/sparql-vragen")


def test_the_public_scope_holds_no_board_and_ones_own_scope_only_that_board(
    anybody: TestClient, anne: TestClient
) -> None:
    assert names(anybody, "/sparql") == set()
    assert names(anne, "/sparql") == set()
    assert names(anne, f"/sparql/{BOARD_A}") == {"Bestuur A"}


def test_another_boards_scope_does_not_exist_for_you(anne: TestClient, anybody: TestClient, door: Door) -> None:
    for client in (anne, anybody):
        assert client.get(f"/sparql/{BOARD_B}", params={"query": ALL}).status_code == 404
    chris = door(CHRIS)
    assert chris.get(f"/sparql/{BOARD_A}", params={"query": ALL}).status_code == 404
    assert chris.get(f"/graph/board/{BOARD_A}").status_code == 404


def test_naming_another_boards_graph_is_refused(anne: TestClient) -> None:
    graph = f"http://swc.test/graph/board/{BOARD_B}"
    in_text = ALL.replace("WHERE", f"FROM <{graph}> WHERE")
    for params in ({"query": ALL, "default-graph-uri": graph}, {"query": in_text}):
        assert anne.get(f"/sparql/{BOARD_A}", params=params).status_code == 400


@pytest.mark.parametrize("one", examples(), ids=lambda one: one.name)
def test_every_worked_query_runs(anne: TestClient, one: Example) -> None:
    path = f"/sparql/{BOARD_A}" if one.scope == "board" else "/sparql"
    answer = anne.get(path, params={"query": one.text})
    assert answer.status_code == 200, answer.text
    assert answer.json()["head"]["vars"]

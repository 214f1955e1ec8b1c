"""Every door of the endpoint opens to who may ask there, and holds nothing of anybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.graph.scopes import SECTOR
from swc.access.kinds import Actor
from swc.boards.kinds import Sharing
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, CARLA, CHRIS, SYLVIA, VICTOR

ALL = "SELECT * WHERE { ?s ?p ?o } LIMIT 3"
NAMES = """SELECT ?n { ?b a <https://w3id.org/fora-swc/def#Board> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }"""
TURTLE = {"Accept": "text/turtle"}
OWN, OTHER = f"/sparql/{BOARD_A}", f"/sparql/{BOARD_B}"


def graph(name: str) -> str:
    """Return the address of a graph."""
    return f"http://swc.test/graph/{name}"


@pytest.fixture(autouse=True)
def two_boards(session: Session) -> None:
    """Add a board that shares with the sector and one that does not."""
    make_board(session, number=BOARD_A, name="Bestuur A", sharing=Sharing.SECTOR)
    make_board(session, number=BOARD_B, name="Bestuur B")


@pytest.fixture
def anybody(door: Door) -> Iterator[TestClient]:
    """Return somebody who did not sign in."""
    client = door()
    yield client
    client.app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]


def names(client: TestClient, path: str) -> set[str]:
    """Return the names of the boards that a scope holds."""
    answer = client.get(path, params={"query": NAMES})
    assert answer.status_code == 200, answer.text
    return {row["n"]["value"] for row in answer.json()["results"]["bindings"]}


def test_each_scope_holds_the_boards_that_belong_in_it_and_no_other(anybody: TestClient, door: Door) -> None:
    assert names(anybody, "/sparql") == set()
    assert names(door(ANNE), "/sparql") == set()
    assert names(door(ANNE), OWN) == {"Bestuur A"}
    assert names(door(CHRIS), OTHER) == {"Bestuur B"}
    assert names(door(SYLVIA), "/sparql/sector") == {"Bestuur A"}


@pytest.mark.parametrize(
    ("actor", "path", "status"),
    [
        (ANONYMOUS, OWN, 404),
        (ANONYMOUS, "/sparql/sector", 404),
        (ANNE, OTHER, 404),
        (ANNE, "/sparql/sector", 403),
        (CARLA, OTHER, 404),
        (SYLVIA, OWN, 404),
        (VICTOR, "/sparql/sector", 404),
        (ANNE, "/sparql/bestaat-niet", 404),
        (ANNE, f"/sparql/{BOARD_A}%2Fsector", 404),
    ],
    ids=lambda one: one.key or "anoniem" if isinstance(one, Actor) else str(one),
)
def test_a_door_that_is_not_yours_gives_neither_answers_nor_a_description(
    door: Door, actor: Actor, path: str, status: int
) -> None:
    client = door(actor)
    answers = (client.get(path, params={"query": ALL}), client.get(path, headers=TURTLE), client.get(path))

    assert {answer.status_code for answer in answers} == {status}
    assert all(answer.headers["content-type"] == "application/problem+json" for answer in answers)


def test_a_graph_outside_the_scope_is_refused_wherever_it_is_named(anybody: TestClient, door: Door) -> None:
    private, shared = graph(f"board/{BOARD_B}"), graph(f"board/{BOARD_A}/{SECTOR}")
    asked = (
        (anybody, "/sparql", private),
        (anybody, "/sparql", shared),
        (door(ANNE), OWN, private),
        (door(ANNE), OWN, shared),
        (door(SYLVIA), "/sparql/sector", graph(f"board/{BOARD_A}")),
        (door(SYLVIA), "/sparql/sector", graph(f"board/{BOARD_B}/{SECTOR}")),
    )
    for client, path, outside in asked:
        in_text = ALL.replace("WHERE", f"FROM <{graph('vocabulary')}> FROM NAMED <{outside}> WHERE")
        for params in ({"query": ALL, "default-graph-uri": outside}, {"query": in_text}):
            answer = client.get(path, params=params)
            assert answer.status_code == 400
            assert outside in answer.json()["detail"]
        hidden = client.get(path, params={"query": f"ASK {{ GRAPH <{outside}> {{ ?s ?p ?o }} }}"})
        assert hidden.json()["boolean"] is False


def test_a_scope_names_its_own_graphs_and_no_others(anybody: TestClient, door: Door) -> None:
    own, shared = graph(f"board/{BOARD_A}"), graph(f"board/{BOARD_A}/{SECTOR}")
    told = {
        "/sparql": anybody.get("/sparql", headers=TURTLE).text,
        OWN: door(ANNE).get(OWN, headers=TURTLE).text,
        "/sparql/sector": door(SYLVIA).get("/sparql/sector", headers=TURTLE).text,
    }

    assert all(f"<{graph('vocabulary')}>" in text for text in told.values())
    assert [f"<{own}>" in text for text in told.values()] == [False, True, False]
    assert [f"<{shared}>" in text for text in told.values()] == [False, False, True]
    assert not any(BOARD_B in text for text in told.values())


def test_a_browser_is_sent_to_the_page_to_ask_at(anybody: TestClient, door: Door) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    client = door(ANNE)

    public, own = anybody.get("/sparql", headers=browser), client.get(OWN, headers=browser)

    assert (public.status_code, public.headers["location"]) == (303, "/sparql-vragen")
    assert (own.status_code, own.headers["location"]) == (303, f"/sparql-vragen/nieuw?over=board/{BOARD_A}")
    assert BOARD_A in client.get(own.headers["location"]).text


def test_what_somebody_known_is_told_is_kept_nowhere(anybody: TestClient, door: Door) -> None:
    asked = {"query": "ASK {}"}

    assert anybody.get("/sparql", params=asked).headers["cache-control"] == "public, max-age=60"
    assert door(ANNE).get("/sparql", params=asked).headers["cache-control"] == "no-store"
    assert door(ANNE).get(OWN, params=asked).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["board", "bestuur"])
def test_a_board_named_beside_the_query_is_not_passed_over(anybody: TestClient, name: str) -> None:
    asked = {"query": "ASK {}", name: "41101"}

    answers = anybody.get("/sparql", params=asked), anybody.post("/sparql", data=asked)

    assert [answer.status_code for answer in answers] == [400, 400]
    assert "/sparql/<nummer van het bestuur>" in answers[0].json()["detail"]


def test_another_site_cannot_ask_with_somebodys_session(door: Door) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Content-Type": "application/sparql-query"}

    answer = door(ANNE).post(OWN, content=ALL, headers=headers)

    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")

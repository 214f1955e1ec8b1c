"""The gallery in a browser: found, filled in, answered, kept, shared, offered; nothing typed is ever lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.sparql import shelf
from swc.access.kinds import Actor
from swc.access.roles import Role
from tests.api.conftest import Door
from tests.api.gallery.conftest import ANNE, BOARD, SYLVIA, Client
from tests.factories.boards import make_board, make_person
from tests.personas import BOARD_A, BRAM, CHRIS, NOW, SACHA
from vocab.questions import questions


def test_the_gallery_shows_every_question_and_finds_by_word_and_audience(client: Client) -> None:
    door = client()
    dutch, english = door.get("/sparql-vragen").text, door.get("/sparql-vragen", headers={"Accept-Language": "en"}).text
    for one in questions():
        assert f'href="/sparql-vragen/{one.name}"' in dutch
        assert one.label_en.replace("'", "&#39;") in english
    found = door.get("/sparql-vragen", params={"zoek": "centrale dpia", "voor": "privacy"}).text
    names = set(re.findall(r'href="/sparql-vragen/([a-z-]+)"', found)) - {"nieuw", "eigen"}
    assert "zonder-centrale-dpia" in names
    assert "leveranciersgroepen" not in names


def test_a_question_about_numbers_is_drawn_and_can_be_taken_along(client: Client) -> None:
    text = client(ANNE).get("/sparql-vragen/afhankelijkheid", params={"over": f"board/{BOARD}"}).text
    assert "antwoord-plot-titel" in text
    assert "<table>" in text
    assert "/api/v1/queries/afhankelijkheid.xlsx?scope=board%2F99001" in text
    assert "Stichting De Waterlelie" not in client().get("/sparql-vragen/afhankelijkheid").text


def test_a_wrong_value_is_told_at_its_field_and_stays_there(client: Client) -> None:
    answer = client().get("/sparql-vragen/einde-ondersteuning", params={"tot": "overmorgen"})
    assert answer.status_code == 400
    assert 'id="fout-tot-1"' in answer.text
    assert 'value="overmorgen"' in answer.text


def test_triples_are_shown_as_text_and_things_lead_to_their_pages(client: Client) -> None:
    assert "skos/core#prefLabel" in client().get("/sparql-vragen/omgeving-van-component").text
    assert 'href="/id/product/' in client().get("/sparql-vragen/ai-toepassingen").text


def test_what_is_not_the_readers_is_not_there_or_told(client: Client) -> None:
    assert client().get("/sparql-vragen/bestaat-niet").status_code == 404
    assert "/inloggen?naar=" in client().get("/sparql-vragen/signalen").text
    assert client(SYLVIA).get("/sparql-vragen/gebruik-per-product").status_code == 200
    assert client(ANNE).get("/sparql-vragen/signalen", params={"over": "board/99002"}).status_code == 404


def test_the_editor_asks_with_prefixes_filled_in(client: Client) -> None:
    query = 'SELECT ?naam { ?p a swc:Product ; skos:prefLabel ?naam FILTER (?naam = "Magister"@nl) }'
    answer = client().post("/sparql-vragen/nieuw", data={"text": query, "over": "public", "action": "ask"})
    assert answer.status_code == 200
    assert "1 rij" in answer.text
    filled = client().post("/sparql-vragen/nieuw", data={"text": query, "action": "prefixes"}).text
    assert "PREFIX swc: &lt;https://w3id.org/fora-swc/def#&gt;" in filled
    assert (
        client()
        .get("/sparql-vragen", params={"query": "ASK {}"})
        .headers["location"]
        .startswith("/sparql-vragen/nieuw")
    )


def test_a_fault_is_told_with_its_place_and_nothing_is_lost(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.sparql.guard.syntax", None)  # the server does not read again what a worker refused
    query = "SELECT ?s WHERE {\n  ?s a swc:Product ;;; } }"
    data = {"text": query, "over": "public", "title": "Mijn titel", "p0_name": "jaar", "p0_kind": "integer"}
    answer = client(ANNE).post("/sparql-vragen/nieuw", data=data)
    assert answer.status_code == 400
    assert 'data-line="2"' in answer.text
    assert "?s a swc:Product ;;; } }" in answer.text
    assert 'value="Mijn titel"' in answer.text
    assert 'value="jaar"' in answer.text
    for action in ("ask", "prefixes"):
        long = client().post("/sparql-vragen/nieuw", data={"text": "ASK {}" + " " * 20_000, "action": action})
        assert (long.status_code, "langer dan 16384 tekens" in long.text) == (400, True)


def test_whoever_asks_while_data_are_loaded_is_told_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def using(*_: object, **__: object) -> None:
        raise shelf._loading()

    monkeypatch.setattr(shelf.Shelf, "using", using)
    door = client()
    for answer in (
        door.get("/sparql-vragen/ai-toepassingen"),
        door.get("/sparql-vragen/nieuw", params={"query": "ASK {}"}),
        door.get("/api/v1/queries/ai-toepassingen"),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert "worden nog geladen. Probeer het over 10 seconden opnieuw." in answer.text


@pytest.fixture
def author(session: Session) -> Actor:
    make_board(session, number=BOARD_A, name="Bestuur A")
    person = make_person(session, name="Wim")
    return Actor(key=str(person.id), label="Wim", boards={BOARD_A: frozenset({Role.READER})})


KEPT = {
    "text": "SELECT ?s WHERE { ?s a swc:Product FILTER (?s != $waarde) } LIMIT 3",
    "over": "public",
    "title": "Drie producten",
    "name": "drie-producten",
    "p0_name": "waarde",
    "p0_kind": "thing:product",
    "p0_optional": "1",
}


def _version(door: TestClient) -> str:
    found = re.search(r'name="version" value="(\d+)"', door.get("/sparql-vragen/eigen/drie-producten").text)
    assert found
    return found[1]


def test_a_question_is_kept_shared_offered_and_accepted(door: Door, author: Actor) -> None:
    wim, bram, chris, sacha = door(author), door(BRAM), door(CHRIS), door(SACHA)
    own = "/sparql-vragen/eigen/drie-producten"
    refused = wim.post("/sparql-vragen/eigen", data={**KEPT, "text": "SELECT nee", "name": "X"})
    assert (refused.status_code, "Drie producten" in refused.text, "SELECT nee" in refused.text) == (400, True, True)
    assert wim.post("/sparql-vragen/eigen", data=KEPT).headers["location"] == own
    assert (bram.get(own).status_code, door().get(own).status_code) == (404, 303)

    assert wim.post(f"{own}/delen", data={"board": BOARD_A, "version": _version(wim)}).status_code == 303
    assert "Wim" in bram.get(own).text
    assert chris.get(own).status_code == 404
    assert bram.post(own, data={**KEPT, "title": "Anders", "version": "2"}).status_code == 403
    assert wim.post(own, data={**KEPT, "title": "Later", "version": "1"}).status_code == 409
    assert wim.post(own, data={**KEPT, "title": "Later", "version": _version(wim)}).status_code == 303

    assert wim.post(f"{own}/aanbieden", data={"version": _version(wim)}).status_code == 303
    assert "Later" in sacha.get("/sparql-vragen/eigen").text
    assert sacha.post(f"{own}/besluit", data={"decision": "decline", "version": _version(sacha)}).status_code == 400
    assert sacha.post(f"{own}/besluit", data={"decision": "accept", "version": _version(sacha)}).status_code == 303
    gallery = door().get("/sparql-vragen").text
    assert "Later" in gallery
    assert "Wim" not in gallery
    listed = door().get("/api/v1/queries").json()["items"][-1]
    assert (listed["name"], listed["origin"], listed["parameters"][0]["of"]) == ("drie-producten", "sector", "product")
    assert "Wim" not in str(listed)
    assert "Uit de galerij halen" in sacha.get("/sparql-vragen/drie-producten").text
    assert "Uit de galerij halen" not in wim.get("/sparql-vragen/drie-producten").text
    assert wim.post("/sparql-vragen/drie-producten/uit-galerij", data={"reason": "x"}).status_code == 403
    assert wim.post(f"{own}/intrekken", data={"version": _version(wim)}).status_code == 303
    assert door().get("/sparql-vragen/drie-producten").status_code == 404


def test_a_parameter_where_none_can_stand_is_refused_before_it_is_kept(door: Door, author: Actor) -> None:
    data = {**KEPT, "text": "SELECT $waarde WHERE { ?s a $waarde }"}
    answer = door(author, now=NOW + timedelta(minutes=1)).post("/sparql-vragen/eigen", data=data)
    assert answer.status_code == 400
    assert "een parameter kan hier niet staan" in answer.text

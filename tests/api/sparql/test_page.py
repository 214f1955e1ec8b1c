"""The page for questions: worked queries to start from, an answer as a table, and every refusal next to the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.sparql.gallery import examples
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ANNE, BOARD_A, BOARD_B


@pytest.fixture
def anne(door: Door, session: Session) -> Iterator[TestClient]:
    make_board(session, number=BOARD_A, name="Bestuur A")
    make_board(session, number=BOARD_B, name="Bestuur B")
    client = door(ANNE)
    yield client
    client.app.state.sparql.pool.close()  # type: ignore[attr-defined]


def test_the_gallery_shows_every_worked_query_in_both_languages(anne: TestClient) -> None:
    dutch = anne.get("/sparql-vragen").text
    english = anne.get("/sparql-vragen", headers={"Accept-Language": "en"}).text
    assert len(examples()) == 11
    for one in examples():
        assert one.title_nl in dutch
        assert one.title_en in english


def test_a_worked_query_about_ones_own_board_comes_with_that_board_chosen(anne: TestClient) -> None:
    text = anne.get("/sparql-vragen", params={"vraag": "signalen"}).text
    assert "swc:Flag" in text
    assert f'<option value="{BOARD_A}" selected>' in text
    assert "Bestuur B" not in text


def test_an_answer_is_shown_as_a_table(anne: TestClient) -> None:
    query = "SELECT (1 AS ?een) (<http://swc.test/x> AS ?adres) {}"
    text = anne.get("/sparql-vragen", params={"query": query, "bestuur": BOARD_A}).text
    assert '<th scope="col">een</th>' in text
    assert '<a href="http://swc.test/x">' in text


def test_triples_are_shown_as_text(anne: TestClient) -> None:
    query = 'CONSTRUCT { <http://swc.test/s> <http://swc.test/p> "waarde" } WHERE {}'
    assert "&#34;waarde&#34;" in anne.get("/sparql-vragen", params={"query": query}).text


def test_a_mistake_is_told_and_the_query_stays_in_the_form(anne: TestClient) -> None:
    answer = anne.get("/sparql-vragen", params={"query": "SELECT * { ?mijn ?vraag"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "SELECT * { ?mijn ?vraag" in answer.text


def test_another_boards_scope_does_not_exist(anne: TestClient) -> None:
    assert anne.get("/sparql-vragen", params={"query": "ASK {}", "bestuur": BOARD_B}).status_code == 404

"""Every question of the gallery answers something, as JSON, file and page; what is wrong is told at once."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from swc.access.kinds import Actor, Door
from swc.access.roles import Right, Role
from tests.api.gallery.conftest import ANNE, BOARD, SYLVIA, Client
from vocab.questions import NamedQuestion, questions

ASKED = [(one, scope) for one in questions() for scope in one.scopes]
WHO: dict[str, tuple[Actor | None, str]] = {
    "public": (None, "public"),
    "board": (ANNE, f"board/{BOARD}"),
    "sector": (SYLVIA, "sector"),
}


@pytest.mark.parametrize(("one", "scope"), ASKED, ids=lambda value: getattr(value, "name", value))
def test_every_question_answers_something_in_every_scope(client: Client, one: NamedQuestion, scope: str) -> None:
    actor, place = WHO[scope]
    answer = client(actor).get(f"/api/v1/queries/{one.name}", params={"scope": place})
    assert answer.status_code == 200, answer.text
    assert answer.headers["query-version"] == one.version
    if one.constructs:
        assert answer.headers["content-type"].startswith("text/turtle")
        return
    found = answer.json()
    assert found["total"] == len(found["rows"]) > 0
    assert (found["version"], found["scope"]) == (one.version, place)
    if one.plot:
        assert {one.plot.over, one.plot.of} <= set(found["columns"])
        assert all(isinstance(row[one.plot.of], int | float) for row in found["rows"])


def test_the_list_tells_every_question_with_its_parameters(client: Client) -> None:
    found = client().get("/api/v1/queries").json()
    assert found["total"] >= len(questions())
    one = next(each for each in found["items"] if each["name"] == "signalen")
    assert one["parameters"][0] | {"default": ""} == one["parameters"][0]
    assert (one["parameters"][0]["kind"], one["parameters"][0]["of"]) == ("code", "severity")


def test_an_answer_comes_as_a_file_too(client: Client) -> None:
    door = client()
    rows = door.get("/api/v1/queries/ai-toepassingen").json()["rows"]
    csv = door.get("/api/v1/queries/ai-toepassingen.csv")
    assert csv.text.splitlines()[0] == "product,product_id,toepassing,klasse"
    assert len(csv.text.splitlines()) == len(rows) + 1
    book = CalamineWorkbook.from_filelike(BytesIO(door.get("/api/v1/queries/ai-toepassingen.xlsx").content))
    assert len(book.get_sheet_by_index(0).to_python()) == len(rows) + 1
    accepted = door.get("/api/v1/queries/ai-toepassingen", headers={"Accept": "application/sparql-results+xml"})
    assert accepted.headers["content-type"].startswith("application/sparql-results+xml")
    assert door.get("/api/v1/queries/ai-toepassingen.doc").status_code == 406
    assert door.get("/api/v1/queries/omgeving-van-component.jsonld").json()


def test_a_parameter_narrows_the_answer_by_key_or_by_name(client: Client) -> None:
    door = client()
    every = door.get("/api/v1/queries/centrale-dpia-uitkomsten").json()
    by_key = door.get("/api/v1/queries/centrale-dpia-uitkomsten", params={"product": "zoom-education"}).json()
    by_name = door.get("/api/v1/queries/centrale-dpia-uitkomsten", params={"product": "ZOOM education"}).json()
    assert 0 < by_key["total"] < every["total"]
    assert by_key["parameters"] == {"product": "zoom-education"}
    assert by_name["rows"] == by_key["rows"]
    assert door.get("/api/v1/queries/centrale-dpia-uitkomsten", params={"product": "onzin"}).status_code == 400


def test_everything_wrong_in_an_address_is_told_at_once(client: Client) -> None:
    given = {"dag": "morgen", "vreemd": "x"}
    answer = client().get("/api/v1/queries/subverwerkers", params=given)
    assert (answer.status_code, [one["in"] for one in answer.json()["errors"]]) == (400, ["vreemd"])
    answer = client().get("/api/v1/queries/subverwerkers", params={"dag": "morgen"})
    assert (answer.status_code, [one["in"] for one in answer.json()["errors"]]) == (400, ["dag"])
    answer = client().get("/api/v1/queries/ondersteuning-standaard", params={"standaard": "eck-id> } #"})
    assert answer.status_code == 400
    twice = client().get("/api/v1/queries/subverwerkers?dag=2026-01-01&dag=2026-01-02")
    assert twice.status_code == 400


def test_data_of_another_does_not_exist(client: Client) -> None:
    assert client().get("/api/v1/queries/signalen").status_code == 403
    assert client().get("/api/v1/queries/signalen", params={"scope": f"board/{BOARD}"}).status_code == 404
    assert client(ANNE).get("/api/v1/queries/signalen", params={"scope": "board/99002"}).status_code == 404
    assert client(ANNE).get("/api/v1/queries/signalen", params={"scope": "public"}).status_code == 400
    assert client().get("/api/v1/queries/bestaat-niet").status_code == 404


def test_completion_knows_terms_concepts_prefixes_and_keywords(client: Client) -> None:
    def found(text: str) -> list[dict[str, object]]:
        answer = client().get("/api/v1/query-completions", params={"text": text})
        items: list[dict[str, object]] = answer.json()["items"]
        return items

    assert found("swc:prod")[0]["insert"] == "swc:Product"
    assert any(one["insert"] == "swc:suppliedBy" for one in found("geleverd door"))
    assert any(one["insert"] == "severity:red" for one in found("rood"))
    assert any(one["kind"] == "prefix" for one in found("skos"))
    assert any(one["insert"] == "GROUP BY" for one in found("group"))
    assert found("") == []


def test_a_key_with_the_scope_of_sparql_asks_about_its_board(client: Client) -> None:
    boards = {BOARD: frozenset({Role.READER})}
    key = Actor(key="key", label="Sleutel", boards=boards, door=Door.API, limit=frozenset({Right.QUERY_BOARD}))
    plain = client(key).get("/api/v1/queries/signalen")
    told = client(key).get("/api/v1/queries/signalen", params={"scope": f"board/{BOARD}"})
    assert (plain.status_code, told.status_code) == (200, 200)
    assert plain.json()["total"] == told.json()["total"] > 0
    assert told.headers["cache-control"] == "no-store"
    assert client(key).get("/api/v1/queries").json()["total"] == client().get("/api/v1/queries").json()["total"]

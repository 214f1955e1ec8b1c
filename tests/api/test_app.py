"""What must hold for every door at once: isolation of boards, the shape of refusals, the API design rules."""

from __future__ import annotations

import inspect
import re
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.app import create_app
from api.openapi import BASE, describe
from api.settings import Settings
from tests.api.conftest import Door, OneTransaction
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_coupling, make_use
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CHRIS

MARKER = "Geheimpje"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def secret(session: Session) -> dict[str, str]:
    """Make a board whose every name carries a marker that nobody else may ever read."""
    make_board(session, number=BOARD_A, name=f"{MARKER} bestuur")
    make_board(session, number=BOARD_B, name="Bestuur B")
    make_school(session, brin="00AA", board_number=BOARD_A, name=f"{MARKER} school")
    make_product(session, key="magister", name="Magister")
    use = make_use(session, board=BOARD_A, product="magister", own_name=f"{MARKER} applicatie")
    other = make_use(session, board=BOARD_A, product="magister", own_name=f"{MARKER} tweede", import_key="2")
    coupling = make_coupling(session, use, target=other)
    return {"number": BOARD_A, "use_id": str(use.id), "coupling_id": str(coupling.id)}


def routes(settings: Settings, session: Session) -> list[Any]:
    """Return every route of the application, those of included routers too."""
    app = create_app(settings, database=OneTransaction(session))
    found = []
    for route in app.routes:
        own = route.effective_candidates() if hasattr(route, "effective_candidates") else [route]
        found += [getattr(one, "starlette_route", None) or one for one in own]
    return [route for route in found if hasattr(route, "endpoint")]


def board_routes(settings: Settings, session: Session) -> list[tuple[str, str]]:
    """Return (method, path) of every route that is about one board."""
    about = [route for route in routes(settings, session) if "{number}" in route.path]
    return [(method, route.path) for route in about for method in sorted(route.methods) if method in METHODS]


def filled(path: str, known: dict[str, str]) -> str:
    """Return a path with each place filled: by what is known, else by something that does not exist."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda place: known.get(place[1], str(uuid4())), path)


def test_there_are_routes_about_boards_to_try(settings: Settings, session: Session) -> None:
    assert len(board_routes(settings, session)) > 40


def test_another_boards_things_do_not_exist_through_any_door(
    door: Door, settings: Settings, session: Session, secret: dict[str, str]
) -> None:
    chris = door(CHRIS)
    leaks = []
    for method, path in board_routes(settings, session):
        if path.startswith("/sparql"):
            continue
        answer = chris.request(method, filled(path, secret), headers={"If-Match": '"1"'}, data={"name": "x"})
        if MARKER in answer.text or answer.status_code not in (400, 404, 415):
            leaks.append(f"{method} {path}: {answer.status_code}")
    assert leaks == []


def test_an_anonymous_visitor_reads_nothing_of_a_board(
    door: Door, settings: Settings, session: Session, secret: dict[str, str]
) -> None:
    anybody = door(ANONYMOUS)
    leaks = []
    for method, path in board_routes(settings, session):
        if method != "GET" or path.startswith("/sparql"):
            continue
        answer = anybody.get(filled(path, secret))
        if MARKER in answer.text or answer.status_code not in (303, 401, 404):
            leaks.append(f"{path}: {answer.status_code}")
    assert leaks == []


def test_a_reader_changes_nothing_through_any_door(
    door: Door, settings: Settings, session: Session, secret: dict[str, str]
) -> None:
    bram = door(BRAM)
    allowed = []
    for method, path in board_routes(settings, session):
        if method == "GET" or path.startswith("/sparql"):
            continue
        answer = bram.request(method, filled(path, secret), headers={"If-Match": '"1"'})
        if answer.status_code < 400:
            allowed.append(f"{method} {path}: {answer.status_code}")
    assert allowed == []


def test_lists_and_searches_never_name_another_boards_things(door: Door, secret: dict[str, str]) -> None:
    assert secret
    chris = door(CHRIS)
    for path in ("/besturen", f"{BASE}/boards", "/producten?zoek=Geheim", f"{BASE}/products?search=Geheim", "/"):
        answer = chris.get(path)
        assert f"{MARKER} " not in answer.text, path


@pytest.fixture
def description(settings: Settings, session: Session) -> dict[str, Any]:
    return describe(create_app(settings, database=OneTransaction(session)), settings)


def test_paths_are_kebab_case_without_a_trailing_slash(description: dict[str, Any]) -> None:
    assert len(description["paths"]) > 40
    for path in description["paths"]:
        for part in path.split("/")[1:]:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|\{\w+\}", part), path


def test_query_keys_and_properties_are_camel_case(description: dict[str, Any]) -> None:
    camel = re.compile(r"[a-z][a-zA-Z0-9]*")
    for path, item in description["paths"].items():
        for operation in item.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    assert camel.fullmatch(parameter["name"]), (path, parameter["name"])
    wrong = [
        (name, prop)
        for name, schema in description["components"]["schemas"].items()
        for prop in schema.get("properties", {})
        if not camel.fullmatch(prop) and not name.startswith("Body_")
    ]
    assert wrong == []


def test_every_operation_answers_problems_in_one_shape_and_never_422(description: dict[str, Any]) -> None:
    for path, item in description["paths"].items():
        for method, operation in item.items():
            answers = operation["responses"]
            assert "422" not in answers, (method, path)
            assert {"400", "401", "403", "404"} <= set(answers), (method, path)
            assert all("API-Version" in answer["headers"] for answer in answers.values())


def test_the_description_is_public_names_a_contact_and_one_server(door: Door) -> None:
    answer = door().get(f"{BASE}/openapi.json")
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    assert found["info"]["contact"].keys() >= {"name", "email", "url"}
    assert [server["url"] for server in found["servers"]] == ["http://swc.test/api/v1"]


@pytest.mark.parametrize("path", ["/products", "/vendors", "/rules", "/concept-schemes", "/fora/elements"])
def test_an_unknown_query_parameter_is_refused_by_name(door: Door, path: str) -> None:
    answer = door().get(f"{BASE}{path}", params={"onzin": "1"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["in"] == "onzin"


def test_every_answer_carries_the_security_headers(door: Door) -> None:
    for path in ("/", f"{BASE}/products", "/bestaat-niet", "/static/swc.css"):
        headers = door().get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_every_route_stays_thin(settings: Settings, session: Session) -> None:
    lengths = {one.path: len(inspect.getsource(one.endpoint).splitlines()) for one in routes(settings, session)}
    assert len(lengths) > 80
    assert {path: length for path, length in lengths.items() if length > 40} == {}


def test_a_crash_is_a_page_without_a_stack_trace(settings: Settings, session: Session) -> None:
    app = create_app(settings, database=OneTransaction(session))

    @app.get("/stuk")
    def broken() -> None:
        raise RuntimeError("geheim detail")

    answer = TestClient(app, raise_server_exceptions=False).get("/stuk")
    assert answer.status_code == 500
    assert "geheim detail" not in answer.text
    assert "Er ging iets mis" in answer.text


def test_an_address_that_does_not_exist_says_more_than_its_title(door: Door) -> None:
    page, json = door().get("/bestaat-niet"), door().get("/api/v1/bestaat-niet")

    assert (page.status_code, json.status_code) == (404, 404)
    assert "Dit adres bestaat niet." in page.text
    assert json.json()["detail"].startswith("Dit adres bestaat niet.")

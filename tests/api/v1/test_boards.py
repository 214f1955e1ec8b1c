"""Boards as JSON, with the same answers as the pages."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, create_key
from swc.boards.queries import board_detail
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school, make_site
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, CARLA, CHRIS, acting
from tests.query_count import counted

PATHS = ("", "/schools", "/events")


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session, number=BOARD_A, name="De Linde")
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_school(session)
    make_site(session)


def test_the_list_holds_the_own_boards_in_camel_case(door: Door) -> None:
    answer = door(ANNE).get("/api/v1/boards")
    body = answer.json()
    assert [item["number"] for item in body["items"]] == [BOARD_A]
    assert (body["total"], body["page"], body["pageSize"]) == (1, 1, 50)
    assert body["items"][0]["roles"] == ["privacy_officer"]
    assert 'rel="first"' in answer.headers["link"]


def test_the_anonymous_are_told_to_log_in(door: Door) -> None:
    assert door().get("/api/v1/boards").status_code == 401


def test_one_board_is_what_the_query_says_with_its_version(door: Door, session: Session) -> None:
    answer = door(ANNE).get(f"/api/v1/boards/{BOARD_A}")
    found = board_detail(session, BOARD_A)
    assert found is not None
    assert answer.json() == found.model_dump(mode="json", by_alias=True)
    assert answer.headers["etag"] == '"1"'


def test_the_schools_carry_their_sites(door: Door) -> None:
    (school,) = door(ANNE).get(f"/api/v1/boards/{BOARD_A}/schools").json()
    assert (school["brin"], school["sites"][0]["code"], school["pupilsAtLeast"]) == ("11AA", "11AA00", False)


def test_events_go_back_by_cursor(door: Door, session: Session) -> None:
    for number in range(3):
        record(
            session,
            by=acting(CARLA),
            kind="use.changed",
            subject=SubjectKind.USE,
            key=str(number),
            board_number=BOARD_A,
            after={"users": number},
        )
    client = door(ANNE)
    first = client.get(f"/api/v1/boards/{BOARD_A}/events", params={"limit": 2}).json()
    second = client.get(f"/api/v1/boards/{BOARD_A}/events", params={"limit": 2, "before": first["older"]}).json()
    assert [one["subjectKey"] for one in first["events"] + second["events"]] == ["2", "1", "0"]
    assert first["events"][0]["changes"] == [{"field": "users", "before": None, "after": 2}]
    assert second["older"] is None


@pytest.mark.parametrize("path", PATHS)
def test_another_board_and_an_unknown_one_look_the_same(door: Door, path: str) -> None:
    client = door(CHRIS)
    other, unknown = (client.get(f"/api/v1/boards/{number}{path}") for number in (BOARD_A, "99999"))
    assert (other.status_code, unknown.status_code) == (404, 404)
    assert other.json()["title"] == unknown.json()["title"]


@pytest.mark.parametrize(
    "path", ["?size=5", "/41101/events?limit=0", "/41101/events?before=x", "/41101/events?subject=alles"]
)
def test_a_bad_question_is_400(door: Door, path: str) -> None:
    answer = door(ANNE).get(f"/api/v1/boards{path}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_key_reads_its_own_board_and_one_for_sparql_does_not(door: Door, session: Session) -> None:
    client = door(real=True)
    status = {}
    for scope in (KeyScope.READ, KeyScope.SPARQL):
        data = KeyCreate(label="BI", scopes=frozenset({scope}), expires_on=date(2026, 6, 30))
        headers = {"Authorization": f"Bearer {create_key(session, BOARD_A, data, by=acting(ADMIN)).secret}"}
        status[scope] = [client.get(f"/api/v1/boards/{n}", headers=headers).status_code for n in (BOARD_A, BOARD_B)]
    assert status == {KeyScope.READ: [200, 404], KeyScope.SPARQL: [404, 404]}


def test_more_schools_do_not_mean_more_statements(door: Door, session: Session) -> None:
    client = door(ANNE)
    with counted(session) as few:
        client.get(f"/api/v1/boards/{BOARD_A}")
    for number in range(10):
        make_school(session, brin=f"2{number}CC", name=f"School {number}")
    with counted(session) as many:
        client.get(f"/api/v1/boards/{BOARD_A}")
    assert len(few) == len([one for one in many if one.startswith("SELECT")])


def test_a_key_for_sparql_asks_about_its_own_board_and_one_for_reading_does_not(door: Door, session: Session) -> None:
    client = door(real=True)
    status = {}
    for scope in (KeyScope.READ, KeyScope.SPARQL):
        data = KeyCreate(label="BI", scopes=frozenset({scope}), expires_on=date(2026, 6, 30))
        headers = {"Authorization": f"Bearer {create_key(session, BOARD_A, data, by=acting(ADMIN)).secret}"}
        asked = [client.get(f"/sparql/{n}", params={"query": "ASK {}"}, headers=headers) for n in (BOARD_A, BOARD_B)]
        status[scope] = [answer.status_code for answer in asked]
    assert status == {KeyScope.READ: [403, 404], KeyScope.SPARQL: [200, 404]}

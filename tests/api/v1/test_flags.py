"""Flags as JSON, with the same answers as the pages."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.risk.kinds import FlagSubject
from swc.risk.models import Flag
from swc.risk.queries import board_flags, flag_detail
from swc.risk.schemas import FlagFilters
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS
from tests.query_count import counted

LIST = f"/api/v1/boards/{BOARD_A}/flags"
TODAY = date(2026, 3, 2)
GOOD = {"reason": "Bewuste keuze", "until": "2026-09-01"}
EVIDENCE = ({"label": "Verwerkersovereenkomst", "form": "missing", "target_kind": "use", "target_key": "x"},)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    make_product(session, "magister")


@pytest.fixture
def flag(session: Session) -> Flag:
    """Make a flag about a use."""
    return make_flag(session, use_id=make_use(session).id, evidence=EVIDENCE)


def test_the_list_is_what_the_query_says_in_camel_case(door: Door, session: Session, flag: Flag) -> None:
    make_flag(session, rule="VD01", subject_kind=FlagSubject.BOARD)
    answer = door(BRAM).get(LIST)
    found = board_flags(session, BOARD_A, FlagFilters(), TODAY)
    assert answer.json()["items"] == [one.model_dump(mode="json", by_alias=True) for one in found]
    assert (answer.json()["total"], answer.json()["pageSize"]) == (2, 50)
    assert answer.json()["items"][0]["useId"] == str(flag.use_id)
    assert 'rel="first"' in answer.headers["link"]


def test_one_flag_is_what_the_query_says_with_rule_and_history(door: Door, session: Session, flag: Flag) -> None:
    found = flag_detail(session, BOARD_A, flag.id, TODAY)
    assert found is not None
    body = door(BRAM).get(f"{LIST}/{flag.id}").json()
    assert body == found.model_dump(mode="json", by_alias=True)
    assert body["ruleText"]["sources"][0]["url"].startswith("https://")


def test_filters_are_those_of_the_page(door: Door, session: Session, flag: Flag) -> None:
    make_flag(session, rule="VD01", subject_kind=FlagSubject.BOARD)
    client = door(BRAM)
    assert [one["rule"] for one in client.get(LIST, params={"useId": str(flag.use_id)}).json()["items"]] == ["PA01"]
    assert client.get(LIST, params={"status": "accepted"}).json()["items"] == []


@pytest.mark.parametrize("query", ["size=5", "status=alles", "severity=paars", "useId=geen", "page=0"])
def test_a_bad_question_is_400(door: Door, query: str) -> None:
    answer = door(BRAM).get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_accepting_answers_with_the_flag_as_it_stands(door: Door, flag: Flag) -> None:
    client = door(ANNE)
    answer = client.post(f"{LIST}/{flag.id}/acceptance", json=GOOD)
    assert (answer.status_code, answer.json()["status"], answer.json()["acceptedUntil"]) == (
        201,
        "accepted",
        "2026-09-01",
    )
    assert client.delete(f"{LIST}/{flag.id}/acceptance").status_code == 204
    assert client.get(f"{LIST}/{flag.id}").json()["status"] == "open"
    assert client.delete(f"{LIST}/{flag.id}/acceptance").status_code == 409


@pytest.mark.parametrize(
    "body", [{}, {"reason": "ja", "until": "2026-09-01"}, {**GOOD, "until": "2020-01-01"}, {**GOOD, "x": 1}]
)
def test_a_bad_acceptance_is_400_and_says_where(door: Door, flag: Flag, body: dict[str, object]) -> None:
    answer = door(ANNE).post(f"{LIST}/{flag.id}/acceptance", json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_who_may_read_may_not_accept_and_outsiders_see_nothing(door: Door, flag: Flag) -> None:
    statuses = {
        actor.key: door(actor).post(f"{LIST}/{flag.id}/acceptance", json=GOOD).status_code
        for actor in (BRAM, CARLA, CHRIS, ANONYMOUS)
    }
    assert statuses == {"bram": 403, "carla": 403, "chris": 404, "": 401}
    assert door(CHRIS).get(LIST).status_code == 404
    assert door(ANONYMOUS).get(LIST).status_code == 401


def test_another_boards_flag_is_not_found_under_the_own_board(door: Door, session: Session) -> None:
    other = make_flag(session, board_number=BOARD_B, subject_kind=FlagSubject.BOARD)
    assert door(ANNE).get(f"{LIST}/{other.id}").status_code == 404
    assert door(ANNE).post(f"{LIST}/{other.id}/acceptance", json=GOOD).status_code == 404


def test_more_flags_do_not_mean_more_statements(door: Door, session: Session, flag: Flag) -> None:
    client = door(BRAM)
    client.get(LIST)
    with counted(session) as few:
        client.get(LIST)
    for number in range(20):
        make_flag(session, rule="ID01", use_id=flag.use_id, subject_kind=FlagSubject.COUPLING, subject_key=str(number))
    session.flush()
    with counted(session) as many:
        client.get(LIST)
    assert len(many) == len(few)

"""Uses of a board as JSON: who gets what, filters and paging, versions, and refusals by field."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.dpia.queries import landscape
from swc.dpia.schemas import LandscapeFilter
from swc.landscape.kinds import Criticality
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.catalogue import make_version
from tests.factories.fora import ENROL, GRADES, LAS
from tests.factories.landscape import make_agreement, make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA
from tests.query_count import counted

USES = f"/api/v1/boards/{BOARD_A}/uses"


@pytest.fixture(autouse=True)
def surroundings(session: Session) -> None:
    make_landscape(session)


def at(use: Use) -> str:
    return f"{USES}/{use.id}"


def names(body: dict[str, Any]) -> list[str]:
    return [one["use"]["name"] for one in body["items"]]


def test_a_reader_gets_the_uses_by_name_with_their_dpia_status(door: Door, session: Session) -> None:
    make_use(session, own_name="Zon", components=(LAS,))
    make_use(session, own_name="appel")
    answer = door(BRAM).get(USES)
    assert answer.status_code == 200
    body = answer.json()
    assert (names(body), body["total"], body["page"], body["pageSize"]) == (["appel", "Zon"], 2, 1, 50)
    assert body["items"][1]["use"]["components"] == [
        {"guid": LAS, "name": "Leerlingadministratiesysteem", "lapsed": False}
    ]
    assert body["items"][0]["dpia"]["state"] == "not_assessed"


def test_the_json_is_the_read_model_of_the_page(door: Door, session: Session) -> None:
    make_agreement(session, make_use(session, components=(LAS,)))
    rows = landscape(session, BOARD_A, LandscapeFilter(), NOW.date())
    expected = [row.model_dump(mode="json", by_alias=True) for row in rows]
    assert door(BRAM).get(USES).json()["items"] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"text": "ELÓ"}, ["ELO"]),
        ({"missingPlacement": "true"}, ["ELO"]),
        ({"component": LAS}, ["Magister"]),
        ({"criticality": "hoog"}, ["Magister"]),
        ({"agreement": "unknown", "status": ["in-productie", "gepland"]}, ["ELO", "Magister"]),
        ({"personalData": "no"}, []),
        ({"settlement": "open"}, ["ELO", "Magister"]),
        ({"group": "sanoma", "text": "magister"}, ["ELO", "Magister"]),
    ],
)
def test_filters_narrow_the_list(door: Door, session: Session, query: dict[str, Any], expected: list[str]) -> None:
    make_use(session, components=(LAS,), criticality=Criticality.HIGH)
    make_use(session, own_name="ELO")
    assert names(door(BRAM).get(USES, params=query).json()) == expected


@pytest.mark.parametrize(
    "query", [{"status": "kapot"}, {"personalData": "misschien"}, {"onbekend": "1"}, {"page": "0"}]
)
def test_a_filter_that_cannot_be_is_refused(door: Door, query: dict[str, str]) -> None:
    answer = door(BRAM).get(USES, params=query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert next(iter(query)) in answer.json()["errors"][0]["in"]


def test_the_list_comes_in_pages_with_links(door: Door, session: Session) -> None:
    for number in range(3):
        make_use(session, own_name=f"App {number}")
    answer = door(BRAM).get(USES, params={"pageSize": 2, "page": 2, "text": "app"})
    assert names(answer.json()) == ["App 2"]
    assert 'rel="prev"' in answer.headers["link"]
    assert "text=app" in answer.headers["link"]


@pytest.mark.parametrize(("actor", "status"), [(ANONYMOUS, 401), (CHRIS, 404), (SACHA, 404)])
def test_nobody_and_outsiders_learn_nothing(door: Door, session: Session, actor: Actor, status: int) -> None:
    use = make_use(session)
    client = door(actor)
    for address in (USES, at(use)):
        answer = client.get(address)
        assert answer.status_code == status
        assert "Magister" not in answer.text
    assert client.post(USES, json={"productKey": "magister"}).status_code == status
    assert client.patch(at(use), json={"users": 1}, headers={"If-Match": '"1"'}).status_code == status


def test_a_reader_may_not_write(door: Door, session: Session) -> None:
    use = make_use(session)
    client = door(BRAM)
    assert client.post(USES, json={"productKey": "magister"}).status_code == 403
    assert client.put(f"{at(use)}/placements/{LAS}").status_code == 403


def test_another_boards_use_is_not_found_through_ones_own_board(door: Door, session: Session) -> None:
    theirs = make_use(session, board=BOARD_B)
    for use_id in (theirs.id, uuid4()):
        assert door(CARLA).get(f"{USES}/{use_id}").status_code == 404


def test_adding_answers_with_the_use_and_where_it_is(door: Door) -> None:
    body = {"productKey": "magister", "ownName": "Ons LAS", "components": [LAS], "yearlyCost": "12.50"}
    client = door(CARLA)
    answer = client.post(USES, json=body)
    assert answer.status_code == 201
    found = client.get(answer.headers["location"])
    assert found.json() == answer.json()
    assert found.json()["summary"]["yearlyCost"] == "12.50"
    assert [one["guid"] for one in found.json()["informationObjects"]][:2] == [GRADES, ENROL]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"productKey": "onbekend"}, "productKey"),
        ({"productKey": "magister", "users": -1}, "users"),
        ({"productKey": "magister", "startDate": "2026-02-01", "endDate": "2026-01-01"}, "endDate"),
        ({"productKey": "magister", "status": "kapot"}, "status"),
        ({"productKey": "magister", "kleur": "rood"}, "kleur"),
        ({}, "productKey"),
    ],
)
def test_bad_input_is_400_with_the_field_and_a_sentence(door: Door, body: dict[str, Any], field: str) -> None:
    answer = door(CARLA).post(USES, json=body)
    assert answer.status_code == 400
    (problem,) = answer.json()["errors"]
    assert problem["in"] == field
    assert problem["detail"]


def test_a_change_needs_the_current_version(door: Door, session: Session) -> None:
    use = make_use(session, users=1, owner_role="ICT")
    client = door(CARLA)
    assert client.patch(at(use), json={"users": 2}).status_code == 428
    assert client.patch(at(use), json={"users": 2}, headers={"If-Match": '"7"'}).status_code == 412
    etag = client.get(at(use)).headers["etag"]
    answer = client.patch(at(use), json={"users": 2}, headers={"If-Match": etag})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    summary = answer.json()["summary"]
    assert (summary["users"], summary["ownerRole"]) == (2, "ICT")


def test_put_replaces_every_field(door: Door, session: Session) -> None:
    use = make_use(session, users=1, owner_role="ICT")
    answer = door(CARLA).put(at(use), json={"ownerRole": "FB"}, headers={"If-Match": '"1"'})
    summary = answer.json()["summary"]
    assert (summary["users"], summary["ownerRole"]) == (None, "FB")


def test_a_version_is_told_by_number_or_name_and_read_back(door: Door, session: Session) -> None:
    number, client = make_version(session), door(CARLA)
    made = client.post(USES, json={"productKey": "magister", "versionName": "v4.2"})
    assert made.status_code == 201
    assert (made.json()["summary"]["versionId"], made.json()["summary"]["versionName"]) == (number, "4.2")
    gone = client.patch(made.headers["Location"], json={"versionId": None}, headers={"If-Match": '"1"'})
    assert gone.json()["summary"]["versionName"] is None
    back = client.put(made.headers["Location"], json={"versionId": number}, headers={"If-Match": '"2"'})
    assert back.json()["summary"]["versionName"] == "4.2"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"versionName": "9"}, "versionName"),
        ({"versionId": 999}, "versionId"),
        ({"versionId": 99999999999999999999}, "versionId"),
        ({"versionId": 0}, "versionId"),
    ],
)
def test_a_version_that_the_product_lacks_is_a_400_at_its_field(door: Door, body: dict[str, Any], field: str) -> None:
    answer = door(CARLA).post(USES, json={"productKey": "magister", **body})
    assert answer.status_code == 400
    assert [one["in"] for one in answer.json()["errors"]] == [field]


def test_removing_asks_a_reason_and_then_it_is_gone(door: Door, session: Session) -> None:
    use = make_use(session)
    address, client = at(use), door(CARLA)
    assert client.delete(address, headers={"If-Match": '"1"'}).status_code == 400
    answer = client.delete(address, params={"reason": "dubbel"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 204
    assert client.get(address).status_code == 404


def test_placing_and_taking_off(door: Door, session: Session) -> None:
    use = make_use(session)
    address, client = at(use), door(CARLA)
    placed = client.put(f"{address}/placements/{LAS}").json()["summary"]
    assert [one["guid"] for one in placed["components"]] == [LAS]
    assert client.delete(f"{address}/placements/{LAS}").status_code == 204
    assert client.delete(f"{address}/placements/{LAS}").status_code == 404
    assert client.put(f"{address}/placements/{GRADES}").status_code == 400


def test_a_derived_object_is_rejected_with_a_reason_and_taken_back(door: Door, session: Session) -> None:
    use = make_use(session, components=(LAS,))
    address, client = f"{at(use)}/verdicts/{GRADES}", door(CARLA)
    assert client.put(address, json={"verdict": "rejected"}).status_code == 400
    body = client.put(address, json={"verdict": "rejected", "reason": "elders"}).json()
    assert (body["informationObjects"][0]["state"], body["informationObjects"][0]["reason"]) == ("rejected", "elders")
    assert client.delete(address).status_code == 204
    assert client.get(at(use)).json()["informationObjects"][0]["state"] == "suggested"


def test_categories_and_agreement_are_replaced(door: Door, session: Session) -> None:
    use = make_use(session)
    client = door(CARLA)
    body = client.put(f"{at(use)}/categories", json={"categories": ["P12"]}, headers={"If-Match": '"1"'}).json()
    assert body["summary"]["categories"][0]["code"] == "P12"
    agreement = {"presence": "present", "modelVersion": "4.0", "signedOn": "2025-09-01"}
    answer = client.put(f"{at(use)}/agreement", json=agreement, headers={"If-Match": '"2"'})
    assert answer.json()["summary"]["agreement"]["modelVersion"] == "4.0"
    assert client.put(f"{at(use)}/agreement", json=agreement, headers={"If-Match": '"2"'}).status_code == 412


def test_more_uses_do_not_take_more_statements(door: Door, session: Session) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            make_agreement(session, make_use(session, components=(LAS,)))

    client = door(BRAM)
    fill(3)
    client.get(USES)
    with counted(session) as few:
        client.get(USES)
    fill(20)
    with counted(session) as many:
        client.get(USES)
    assert len(few) == len(many)

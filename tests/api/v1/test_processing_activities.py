"""The register over JSON: read with a version, decide, refuse what cannot be, and never tell another board's."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.landscape.models import Use
from swc.register import queries
from swc.register.schemas import RegisterFilter
from tests.api.conftest import Door
from tests.factories.landscape import make_use
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_processor_activity, make_register_landscape
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, NOW, PETRA, SACHA

REGISTER = f"/api/v1/boards/{BOARD_A}/processing-activities"
ONE = f"{REGISTER}/{ADMIN_ACTIVITY}"


@pytest.fixture(autouse=True)
def use(session: Session) -> Use:
    return make_register_landscape(session)


def at(version: int) -> dict[str, str]:
    """Return the header that says on which version a decision rests."""
    return {"If-Match": f'"{version}"'}


def test_the_list_gives_what_the_query_gives_in_pages(door: Door, session: Session) -> None:
    make_use(session, own_name="Zonder plaats", categories=("P03",))
    make_processor_activity(session)
    whole = queries.register(session, BOARD_A, NOW.date())
    answer = door(BRAM).get(REGISTER, params={"pageSize": 2})
    body = answer.json()
    assert [one["id"] for one in body["items"]] == [str(one.id) for one in whole.activities[:2]]
    assert (body["total"], body["page"], body["pageSize"]) == (len(whole.activities), 1, 2)
    assert body["coverage"] == whole.coverage.model_dump(mode="json", by_alias=True)
    assert 'rel="next"' in answer.headers["link"]


FILTERS: tuple[dict[str, Any], ...] = (
    {"state": "established"},
    {"role": "processor"},
    {"text": "samenwerkingsverband"},
    {"open": "true"},
    {"state": ["established", "suggested"]},
)


def test_filters_narrow_the_list_and_one_that_cannot_be_is_refused(door: Door, session: Session) -> None:
    make_processor_activity(session)
    client = door(BRAM)
    whole = queries.register(session, BOARD_A, NOW.date())
    for query in FILTERS:
        wanted = queries.narrowed(whole, RegisterFilter.model_validate(query | _many(query))).activities
        assert client.get(REGISTER, params=query).json()["total"] == len(wanted) > 0, query
    for refused in ({"staat": "established"}, {"state": "weg"}, {"page": "0"}):
        answer = client.get(REGISTER, params=refused)
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def _many(query: dict[str, Any]) -> dict[str, Any]:
    """Return the choices of a query that may be several, as a list."""
    return {name: [value] for name, value in query.items() if name in ("state", "role") and isinstance(value, str)}


def test_a_suggestion_is_established_with_its_etag_and_only_once(door: Door) -> None:
    client = door(CARLA)
    assert client.get(ONE).headers["etag"] == '"0"'
    answer = client.post(f"{ONE}/establishment", json={"acceptAll": True}, headers=at(0))
    assert (answer.status_code, answer.headers["etag"]) == (201, '"1"')
    assert (answer.json()["activity"]["state"], answer.json()["activity"]["version"]) == ("established", 1)
    assert client.post(f"{ONE}/establishment", json={"acceptAll": True}, headers=at(1)).status_code == 409
    assert client.post(f"{ONE}/establishment", json={"acceptAll": True}).status_code == 428


def test_several_decisions_are_one_version(door: Door, session: Session, use: Use) -> None:
    make_established(session)
    client = door(CARLA)
    body = {
        "ownerRole": "Rector",
        "reason": "Controle",
        "decisions": [{"field": "application", "key": str(use.id), "decision": "change", "text": "Ons systeem"}],
        "additions": [{"field": "retention", "text": "Twee jaar", "detail": {"termDays": 730}}],
    }
    answer = client.patch(ONE, json=body, headers=at(1))
    assert (answer.status_code, answer.json()["activity"]["version"]) == (200, 2)
    assert [one["number"] for one in client.get(f"{ONE}/versions").json()["items"]] == [2, 1]
    assert client.patch(ONE, json=body, headers=at(1)).status_code == 412


def test_an_older_version_reads_as_it_was_and_names_its_successor(door: Door, session: Session) -> None:
    make_established(session)
    client = door(CARLA)
    before = client.get(f"{ONE}/versions/1").json()
    client.patch(ONE, json={"name": "Anders"}, headers=at(1))
    after = client.get(f"{ONE}/versions/1").json()
    assert (before["supersededBy"], after["supersededBy"]) == (None, 2)
    assert before["content"] == after["content"]
    assert before["digest"] == after["digest"]
    assert client.get(f"{ONE}/versions/3").status_code == 404
    assert client.get(f"{REGISTER}/{uuid4()}/versions/1").status_code == 404


def test_an_activity_is_made_by_hand_and_ends(door: Door) -> None:
    client = door(CARLA)
    made = client.post(
        REGISTER, json={"name": "Papieren archief", "additions": [{"field": "data_category", "key": "P01"}]}
    )
    assert made.status_code == 201
    where = made.headers["location"]
    ended = client.post(f"{where}/ending", json={"reason": "Vernietigd"}, headers=at(1))
    assert (ended.status_code, ended.json()["activity"]["endedOn"]) == (201, NOW.date().isoformat())
    again = client.post(f"{where}/reopening", json={"reason": "Toch niet"}, headers=at(2))
    assert (again.json()["activity"]["state"], again.json()["activity"]["version"]) == ("established", 3)


def test_a_suggestion_is_rejected_with_a_reason(door: Door) -> None:
    client = door(CARLA)
    assert client.post(f"{ONE}/rejection", json={}, headers=at(0)).status_code == 400
    answer = client.post(f"{ONE}/rejection", json={"reason": "Niet bij ons"}, headers=at(0))
    assert (answer.status_code, answer.json()["activity"]["state"]) == (201, "rejected")


def test_everything_is_taken_over_at_once(door: Door) -> None:
    client = door(CARLA)
    suggested = client.get(REGISTER).json()["coverage"]["suggested"]
    assert client.post(f"{REGISTER}/acceptance", json={"reason": "Eerste register"}).json() == {"changed": suggested}
    assert client.get(f"{ONE}/versions").json()["items"][0]["reason"] == "Eerste register"
    assert client.post(f"{REGISTER}/acceptance", json={}).json() == {"changed": 0}


def test_what_is_wrong_is_told_by_place(door: Door, session: Session) -> None:
    make_established(session)
    body = {"additions": [{"field": "data_category", "key": "P99"}], "onbekend": 1}
    assert door(CARLA).patch(ONE, json=body, headers=at(1)).status_code == 400
    del body["onbekend"]
    answer = door(CARLA).patch(ONE, json=body, headers=at(1))
    assert answer.status_code == 400
    assert "additions.0.key" in answer.text


@pytest.mark.parametrize(("actor", "reads", "decides"), [(PETRA, 200, 403), (BRAM, 200, 403), (CHRIS, 404, 404)])
def test_whoever_reads_the_board_reads_the_register_and_who_edits_it_decides(
    door: Door, session: Session, actor: Actor, reads: int, decides: int
) -> None:
    client = door(actor)
    assert client.post(f"{ONE}/establishment", json={"acceptAll": True}, headers=at(0)).status_code == decides
    make_established(session)
    for path in (REGISTER, ONE, f"{ONE}/versions", f"{ONE}/versions/1"):
        assert client.get(path).status_code == reads


def test_nobody_and_the_sector_see_nothing(door: Door) -> None:
    assert door().get(REGISTER).status_code == 401
    assert door(SACHA).get(REGISTER).status_code == 404

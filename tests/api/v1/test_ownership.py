"""Owners over time as JSON: the same read model as the page, and changes guarded by a version."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from swc.catalogue.ownership.timeline import ownership
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import CARLA, SACHA, TODAY

AT = "/api/v1/vendors/maker/ownership"


@pytest.fixture(autouse=True)
def market(session: Session) -> Session:
    make_vendor(session, "oud", country="FI")
    make_vendor(session, "nieuw", country="US")
    make_vendor(session, "maker", parent_key="oud")
    return session


def test_the_picture_of_a_day_is_the_read_model_of_the_page(door: Door, session: Session) -> None:
    answer = door().get(AT)
    found = ownership(session, "maker", on=TODAY)
    assert found is not None
    assert answer.json() == found.model_dump(mode="json", by_alias=True)
    assert answer.headers["ETag"] == '"1"'
    assert door().get(f"{AT}?on=2020-01-01").json()["on"] == "2020-01-01"
    assert door().get("/api/v1/vendors/weg/ownership").status_code == 404


def test_a_takeover_changes_the_group_from_its_day_and_history_keeps_the_old(door: Door) -> None:
    client = door(SACHA)
    made = client.post(f"{AT}/takeovers", json={"ownerKey": "nieuw", "on": str(TODAY), "share": 60})
    assert (made.status_code, made.json()["ownerKey"], made.json()["decides"]) == (201, "nieuw", True)
    assert client.get(made.headers["Location"]).json() == made.json()
    days = (TODAY - timedelta(days=1), TODAY)
    assert [client.get(f"{AT}?on={day}").json()["group"]["key"] for day in days] == ["oud", "nieuw"]


def test_a_period_is_replaced_ended_and_removed_against_its_version(door: Door) -> None:
    client = door(SACHA)
    at = client.post(f"{AT}/periods", json={"ownerKey": "nieuw", "share": 10, "control": False}).headers["Location"]
    assert client.put(at, json={"ownerKey": "nieuw", "share": 12}).status_code == 428
    changed = client.put(at, json={"ownerKey": "nieuw", "share": 12, "control": False}, headers={"If-Match": '"1"'})
    assert (changed.json()["share"], changed.headers["ETag"]) == ("12.00", '"2"')
    assert client.put(at, json={"ownerKey": "nieuw"}, headers={"If-Match": '"1"'}).status_code == 412
    ended = client.post(f"{at}/ending", json={"until": str(TODAY)}, headers={"If-Match": '"2"'})
    assert ended.json()["when"] == "past"
    assert client.delete(at, headers={"If-Match": '"3"'}).status_code == 204
    assert client.get(at).status_code == 404


def test_a_circle_is_refused_at_its_field(door: Door) -> None:
    answer = door(SACHA).post("/api/v1/vendors/oud/ownership/mergers", json={"intoKey": "maker"})
    assert answer.status_code == 400
    assert "into" in answer.text


def test_names_are_added_changed_and_removed(door: Door) -> None:
    client = door(SACHA)
    new = {"name": "Maakster", "on": str(TODAY)}
    assert client.post(f"{AT}/renames", json=new).status_code == 428
    told = client.post(f"{AT}/renames", json=new, headers={"If-Match": '"1"'})
    assert (told.status_code, told.json()["name"], told.json()["names"][0]["name"]) == (201, "Maakster", "Maker")
    more = client.post(f"{AT}/names", json={"name": "Oermaker", "until": "2010-01-01"}).json()["names"]
    assert [one["name"] for one in more] == ["Oermaker", "Maker"]
    assert client.delete(f"{AT}/names/{more[0]['id']}").status_code == 204


def test_only_a_sector_editor_writes(door: Door) -> None:
    client = door(CARLA)
    assert client.post(f"{AT}/takeovers", json={"ownerKey": "nieuw", "on": str(TODAY)}).status_code == 403
    assert client.post(f"{AT}/periods", json={"ownerKey": "nieuw"}).status_code == 403
    assert client.post(f"{AT}/names", json={"name": "X"}).status_code == 403


def test_the_countries_around_a_product_are_kept_apart(door: Door, session: Session) -> None:
    make_product(session, "app", vendor_key="maker", locations=("IE",), sub_processors=(("Wolk", "US"),))
    found = door().get("/api/v1/products/app/jurisdictions").json()
    assert (found["vendor"]["country"], found["parent"]["country"], found["parent"]["chainKnown"]) == ("NL", "FI", True)
    assert [one["country"] for one in found["locations"] + found["subProcessors"]] == ["IE", "US"]
    assert door().get("/api/v1/products/weg/jurisdictions").status_code == 404

"""Vendors as JSON."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.queries import vendor_detail
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import CARLA, SACHA, TODAY
from tests.query_count import counted

VENDORS = "/api/v1/vendors"


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_vendor(session, "moeder", country="FI")
    make_vendor(session, "dochter", parent_key="moeder")
    make_product(session, "een", vendor_key="dochter")


def test_everybody_gets_the_vendors_with_group_and_number_of_products(door: Door) -> None:
    body = door().get(VENDORS, params={"search": "doch"}).json()
    assert body["total"] == 1
    assert (body["items"][0]["group"]["key"], body["items"][0]["productCount"]) == ("moeder", 1)


def test_one_vendor_is_the_read_model_of_the_page(door: Door, session: Session) -> None:
    detail = vendor_detail(session, "dochter", on=TODAY)
    assert detail is not None
    answer = door().get(f"{VENDORS}/dochter")
    assert answer.json() == detail.model_dump(mode="json", by_alias=True)
    assert [link["key"] for link in answer.json()["group"]["chain"]] == ["dochter", "moeder"]
    assert door().get(f"{VENDORS}/weg").status_code == 404


def test_a_vendor_is_added_and_replaced_against_its_version(door: Door) -> None:
    client = door(SACHA)
    made = client.post(VENDORS, json={"name": "Vers B.V.", "country": "nl", "parentKey": "moeder"})
    assert (made.status_code, made.headers["Location"]) == (201, f"{VENDORS}/vers-b-v")
    assert made.json()["parentKnown"] is True
    changed = client.put(f"{VENDORS}/vers-b-v", json={"name": "Vers"}, headers={"If-Match": made.headers["ETag"]})
    assert (changed.status_code, changed.json()["country"], changed.json()["parentKey"]) == (200, None, "moeder")
    assert client.put(f"{VENDORS}/vers-b-v", json={"name": "V"}, headers={"If-Match": '"1"'}).status_code == 412
    assert client.put(f"{VENDORS}/vers-b-v", json={"name": "V"}).status_code == 428


def test_a_circle_of_owners_and_bad_input_are_refused_by_field(door: Door) -> None:
    client = door(SACHA)
    circle = client.put(f"{VENDORS}/moeder", json={"name": "M", "parentKey": "dochter"}, headers={"If-Match": '"1"'})
    assert circle.status_code == 400
    assert circle.json()["errors"][0]["in"] == "parentKey"
    assert client.post(VENDORS, json={"name": "X", "country": "Nederland"}).status_code == 400
    assert client.post(VENDORS, json={"name": "moeder"}).status_code == 409


def test_a_board_writes_no_vendor(door: Door) -> None:
    assert door(CARLA).post(VENDORS, json={"name": "X"}).status_code == 403
    assert door().post(VENDORS, json={"name": "X"}).status_code == 403


def test_a_list_takes_a_fixed_number_of_statements(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get(VENDORS)
    for number in range(30):
        make_vendor(session, f"v{number}", parent_key="moeder")
    with counted(session) as many:
        client.get(VENDORS)
    assert len(few) == len(many) == 4

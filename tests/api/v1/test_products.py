"""Products as JSON: list and filters, one product, versions, proposals, facts and search."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.models import Concept
from swc.catalogue.queries import product_detail
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import ADMIN, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, SACHA, TODAY, VICTOR
from tests.query_count import counted

LAS = "c64a7a54f38e487e814801bc3d9c92fd"
PRODUCTS = "/api/v1/products"


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_vendor(session, "moeder", country="FI")
    make_vendor(session, "dochter", name="Dochter", parent_key="moeder")
    make_product(session, "een", name="Één", vendor_key="dochter", components=(LAS,), locations=("IE",))
    make_product(session, "twee", data_level=DataLevel.SPECIAL, status=ProductStatus.CONCEPT)


def keys(body: dict[str, Any]) -> set[str]:
    return {one["key"] for one in body["items"]}


@pytest.mark.parametrize("actor", [ANONYMOUS, BRAM, SACHA])
def test_everybody_gets_the_products_page_by_page(door: Door, actor: Actor) -> None:
    answer = door(actor).get(PRODUCTS, params={"pageSize": 1})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["total"], body["pageSize"], len(body["items"])) == (2, 1, 1)
    assert 'rel="next"' in answer.headers["Link"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"search": "een"}, {"een"}),
        ({"status": "concept"}, {"twee"}),
        ({"level": "bijzonder"}, {"twee"}),
        ({"component": LAS}, {"een"}),
        ({"vendor": "dochter"}, {"een"}),
        ({"group": "moeder"}, {"een"}),
        ({"category": "LAS"}, {"een", "twee"}),
        ({"central": "weg"}, set()),
    ],
)
def test_the_list_is_narrowed(door: Door, query: dict[str, str], expected: set[str]) -> None:
    assert keys(door().get(PRODUCTS, params=query).json()) == expected


@pytest.mark.parametrize("query", [{"status": "x"}, {"level": "x"}, {"page": "0"}, {"zoek": "een"}, {"pageSize": "x"}])
def test_a_query_that_cannot_be_is_a_problem_with_400(door: Door, query: dict[str, str]) -> None:
    answer = door().get(PRODUCTS, params=query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_one_product_is_the_read_model_of_the_page(door: Door, session: Session) -> None:
    answer = door().get(f"{PRODUCTS}/een")
    detail = product_detail(session, "een", on=TODAY)
    assert detail is not None
    assert answer.json() == detail.model_dump(mode="json", by_alias=True)
    assert answer.headers["ETag"] == '"1"'
    assert answer.json()["vendor"]["group"]["key"] == "moeder"
    assert answer.json()["locations"][0]["provenance"]["checkedOn"] == "2026-01-15"


@pytest.mark.parametrize("key", ["weg", "A", "a%00"])
def test_a_product_that_does_not_exist_is_a_404_problem(door: Door, key: str) -> None:
    answer = door().get(f"{PRODUCTS}/{key}")
    assert answer.status_code == 404
    assert answer.json()["status"] == 404


def test_a_sector_editor_adds_and_replaces_a_product_against_its_version(door: Door) -> None:
    client = door(SACHA)
    made = client.post(PRODUCTS, json={"name": "Vers", "dataLevel": "gewoon", "vendorKey": "dochter"})
    assert (made.status_code, made.headers["Location"], made.headers["ETag"]) == (201, f"{PRODUCTS}/vers", '"1"')
    body = {"name": "Vers", "dataLevel": "bijzonder"}
    assert client.put(f"{PRODUCTS}/vers", json=body).status_code == 428
    changed = client.put(f"{PRODUCTS}/vers", json=body, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert changed.json()["vendor"] is None
    assert client.put(f"{PRODUCTS}/vers", json=body, headers={"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "name"),
        ({"name": "X", "dataLevel": "veel"}, "dataLevel"),
        ({"name": "X", "vendorKey": "weg"}, "vendorKey"),
        ({"name": "X", "onbekend": 1}, "onbekend"),
        ({"name": "X", "sourceUrl": "javascript:alert(1)"}, "sourceUrl"),
        ({"name": "a\x00b"}, ""),
    ],
)
def test_bad_input_is_told_by_field(door: Door, body: dict[str, Any], where: str) -> None:
    answer = door(SACHA).post(PRODUCTS, json=body)
    assert answer.status_code == 400
    assert where in [one["in"] for one in answer.json()["errors"]]


@pytest.mark.parametrize("actor", [CARLA, ADMIN, ANONYMOUS])
def test_nobody_but_a_sector_editor_writes(door: Door, actor: Actor) -> None:
    client = door(actor)
    assert client.post(PRODUCTS, json={"name": "X"}).status_code == 403
    assert client.put(f"{PRODUCTS}/een", json={"name": "X"}, headers={"If-Match": '"1"'}).status_code == 403
    assert client.post(f"{PRODUCTS}/een/locations", json={"country": "NL"}).status_code == 403
    assert client.delete(f"{PRODUCTS}/een/locations/IE/storage").status_code == 403


def test_a_board_proposes_and_the_sector_confirms(door: Door) -> None:
    proposal = {"name": "Klasmaatje", "note": "Draait al op De Regenboog."}
    made = door(CARLA).post(f"/api/v1/boards/{BOARD_A}/product-proposals", json=proposal)
    read = [door(one).get("/api/v1/products/klasmaatje").json()["note"] for one in (SACHA, VICTOR, CHRIS)]
    assert read == ["Draait al op De Regenboog.", "", ""]
    assert "Regenboog" not in door(CHRIS).get("/producten/klasmaatje").text
    assert (made.status_code, made.json()["status"]) == (201, "concept")
    assert BOARD_A not in made.text
    assert door(CARLA).post(f"/api/v1/boards/{BOARD_B}/product-proposals", json={"name": "Y"}).status_code == 404
    again = door(CARLA).post(f"/api/v1/boards/{BOARD_A}/product-proposals", json={"name": "Klasmaatje"})
    assert again.status_code == 409
    confirmed = door(SACHA).post(
        f"{PRODUCTS}/klasmaatje/confirmation", json={"sourceUrl": "https://example.test"}, headers={"If-Match": '"1"'}
    )
    assert confirmed.json()["status"] == "confirmed"


def test_facts_are_set_and_removed_one_by_one(door: Door, session: Session) -> None:
    for scheme, code in (("standards", "lti"), ("data-categories", "P07")):
        session.add(Concept(scheme=scheme, code=code, iri=f"https://example.test/{code}", label_nl=code, label_en=code))
    session.flush()
    client = door(SACHA)
    for part, body, gone in (
        ("claims", {"componentGuid": LAS.upper()}, LAS),
        ("standards", {"standard": "lti"}, "lti"),
        ("locations", {"country": "nl"}, "nl/storage"),
        ("sub-processors", {"name": "Wolk & Zn"}, "Wolk%20%26%20Zn"),
        ("data-categories", {"category": "P07"}, "P07"),
    ):
        assert client.post(f"{PRODUCTS}/twee/{part}", json=body).status_code == 200, part
        assert client.delete(f"{PRODUCTS}/twee/{part}/{gone}").status_code == 204, part
        assert client.delete(f"{PRODUCTS}/twee/{part}/{gone}").status_code == 404, part


def test_search_finds_products_and_vendors_as_somebody_types(door: Door) -> None:
    items = door().get("/api/v1/search", params={"q": "een"}).json()["items"]
    assert items == [{"kind": "product", "key": "een", "name": "Één", "matched": "Één"}]
    both = door().get("/api/v1/search", params={"q": "do", "kind": "vendor"}).json()["items"]
    assert [one["key"] for one in both] == ["dochter"]
    assert door().get("/api/v1/search", params={"q": ""}).json() == {"items": []}
    assert door().get("/api/v1/search", params={"q": "x", "limit": 999}).status_code == 400


def test_a_list_takes_a_fixed_number_of_statements(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get(PRODUCTS)
    for number in range(30):
        make_product(session, f"p{number}", vendor_key="dochter", components=(LAS,))
    with counted(session) as many:
        client.get(PRODUCTS)
    assert len(few) == len(many) == 5

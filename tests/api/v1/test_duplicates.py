"""Merging products by JSON: the same deeds and the same records as the pages."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import ProductStatus
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import CARLA, SACHA


@pytest.fixture(autouse=True)
def _two(session: Session) -> None:
    make_board(session)
    make_vendor(session, "zeil")
    make_product(session, "leerspoor", vendor_key="zeil", standards=("oso",))
    make_product(session, "leer-spoor", name="Leer-spoor", status=ProductStatus.CONCEPT, standards=("uwlr",))


def test_a_machine_finds_merges_and_takes_back(door: Door) -> None:
    client = door(SACHA)
    found = client.get("/api/v1/product-duplicates").json()
    assert [(one["keep"]["key"], one["other"]["key"]) for one in found["items"]] == [("leerspoor", "leer-spoor")]
    made = client.post("/api/v1/products/leer-spoor/merges", json={"into": "leerspoor", "reason": "zelfde"})
    assert made.status_code == 201
    assert made.json()["moved"] == {"product_standard.product_key": 1}
    old = client.get("/api/v1/products/leer-spoor")
    assert (old.status_code, old.headers["location"]) == (307, "/api/v1/products/leerspoor")
    assert client.delete(f"/api/v1/product-merges/{made.json()['id']}").status_code == 204
    assert client.get("/api/v1/products/leer-spoor").status_code == 200
    assert client.get("/api/v1/product-merges").json()["items"][0]["undoneAt"] is not None


def test_two_entries_are_told_apart(door: Door) -> None:
    client = door(SACHA)
    said = client.post("/api/v1/products/leerspoor/distinctions", json={"other": "leer-spoor", "reason": "ander"})
    assert said.status_code == 204
    assert client.get("/api/v1/product-duplicates").json()["total"] == 0


def test_a_wrong_merge_is_told_as_a_problem(door: Door) -> None:
    refused = door(SACHA).post("/api/v1/products/leerspoor/merges", json={"into": "leerspoor"})
    assert refused.status_code == 400
    assert refused.headers["content-type"] == "application/problem+json"


def test_a_board_may_not_merge(door: Door) -> None:
    client = door(CARLA)
    assert client.get("/api/v1/product-duplicates").status_code == 403
    assert client.post("/api/v1/products/leerspoor/merges", json={"into": "leer-spoor"}).status_code == 403

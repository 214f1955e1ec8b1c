"""Versions of a product as JSON: adding, replacing against the product's version, removing, and refusals."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_codes, make_use
from tests.personas import ADMIN, ANONYMOUS, CARLA, SACHA

VERSIONS = "/api/v1/products/een/versions"
FOUR = {"name": "4.2", "status": "in-gebruik", "endOfSupport": "2027-01-01"}


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_product(session, "een")
    make_product(session, "twee")
    make_codes(session, "version-status", "in-gebruik", "teruggetrokken")


def test_a_version_is_added_read_replaced_and_removed(door: Door) -> None:
    client = door(SACHA)
    made = client.post(VERSIONS, json=FOUR)
    assert (made.status_code, made.headers["ETag"]) == (201, '"2"')
    at = made.headers["Location"]
    body = made.json()
    assert at == f"{VERSIONS}/{body['id']}"
    assert body == {**FOUR, "id": body["id"], "fromDate": None}
    assert door().get(VERSIONS).json() == {"items": [body]}
    assert door().get(at).json() == body
    other = {"name": "4.3", "status": "teruggetrokken"}
    assert client.put(at, json=other).status_code == 428
    assert client.put(at, json=other, headers={"If-Match": '"1"'}).status_code == 412
    changed = client.put(at, json=other, headers={"If-Match": '"2"'})
    assert (changed.status_code, changed.json()["name"], changed.json()["endOfSupport"]) == (200, "4.3", None)
    assert client.delete(at).status_code == 204
    assert client.get(at).status_code == 404


def test_a_version_in_use_cannot_be_removed(door: Door, session: Session) -> None:
    made = door(SACHA).post(VERSIONS, json=FOUR)
    make_board(session)
    make_use(session, product="een", version_id=made.json()["id"])
    answer = door(SACHA).delete(made.headers["Location"])
    assert answer.status_code == 409
    assert "in gebruik bij een bestuur" in answer.json()["detail"]
    assert len(door().get(VERSIONS).json()["items"]) == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "name"),
        ({"name": "5", "status": "x"}, "status"),
        ({"name": "4.2", "status": "in-gebruik"}, "name"),
        ({"name": "5", "status": "in-gebruik", "extra": 1}, "extra"),
        ({"name": "5" * 81, "status": "in-gebruik"}, "name"),
    ],
)
def test_bad_input_is_told_by_field(door: Door, body: dict[str, Any], where: str) -> None:
    client = door(SACHA)
    client.post(VERSIONS, json=FOUR)
    answer = client.post(VERSIONS, json=body)
    assert answer.status_code == 400
    assert where in [one["in"] for one in answer.json()["errors"]]


def test_a_version_is_found_under_its_own_product_only(door: Door) -> None:
    number = door(SACHA).post(VERSIONS, json=FOUR).json()["id"]
    assert door().get(f"/api/v1/products/twee/versions/{number}").status_code == 404
    assert door(SACHA).delete(f"/api/v1/products/twee/versions/{number}").status_code == 404
    assert door().get("/api/v1/products/weg/versions").status_code == 404
    assert door().get(f"{VERSIONS}/99999999999999999999").status_code == 400


@pytest.mark.parametrize("actor", [CARLA, ADMIN, ANONYMOUS])
def test_nobody_but_a_sector_editor_writes_versions(door: Door, actor: Actor) -> None:
    made = door(SACHA).post(VERSIONS, json=FOUR).headers["Location"]
    client = door(actor)
    assert client.post(VERSIONS, json={**FOUR, "name": "5"}).status_code == 403
    assert client.put(made, json=FOUR, headers={"If-Match": '"2"'}).status_code == 403
    assert client.delete(made).status_code == 403

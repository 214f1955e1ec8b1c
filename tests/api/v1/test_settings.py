"""Settings of uses, certificates of products and measured levels as JSON."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from sqlmodel import Session

from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.landscape import make_codes, make_landscape, make_use
from tests.personas import ADMIN, BOARD_A, BRAM, CARLA, SACHA

BASE = f"/api/v1/boards/{BOARD_A}"


@pytest.fixture
def use(session: Session) -> Use:
    make_landscape(session)
    return make_use(session, categories=("P01",))


def test_questions_are_answered_and_read_back(door: Door, use: Use) -> None:
    address = f"{BASE}/uses/{use.id}/settings"
    told = door(CARLA).patch(address, json={"answers": [{"question": "own-password", "answer": "no"}]}).json()
    assert told == door(BRAM).get(address).json()
    assert {one["question"]: one["answer"] for one in told["settings"]}["own-password"] == "no"
    assert told["unanswered"] == len(told["settings"]) - 1


def test_a_question_that_does_not_apply_is_a_problem(door: Door, use: Use) -> None:
    data = {"answers": [{"question": "own-keys", "answer": "no"}]}
    answer = door(CARLA).patch(f"{BASE}/uses/{use.id}/settings", json=data)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("use")
def test_levels_are_recorded_read_and_taken_back(door: Door) -> None:
    data = {"topic": "supplier-management", "measuredOn": "2026-02-01", "level": 2}
    assert door(ADMIN).post(f"{BASE}/measurements", json=data).status_code == HTTPStatus.CREATED
    (one,) = door(BRAM).get(f"{BASE}/measurements").json()["items"]
    assert (one["topic"], one["level"]) == ("supplier-management", 2)
    gone = door(ADMIN).delete(f"{BASE}/measurements/supplier-management/2026-02-01")
    assert gone.status_code == HTTPStatus.NO_CONTENT
    assert door(BRAM).get(f"{BASE}/measurements").json()["items"] == []


def test_a_certificate_says_what_it_proves(door: Door, session: Session, use: Use) -> None:
    make_codes(session, "certificates", "certificeringsschema")
    make_codes(session, "biv-levels", "laag", "midden", "hoog")
    address = f"/api/v1/products/{use.product_key}"
    data = {"certificate": "certificeringsschema", "confidentiality": "hoog", "validUntil": "2027-01-01"}
    (one,) = door(SACHA).post(f"{address}/certificates", json=data).json()["certificates"]
    assert (one["confidentiality"], one["availability"], one["validUntil"]) == ("hoog", None, "2027-01-01")
    wrong = door(SACHA).post(f"{address}/certificates", json=data | {"integrity": "enorm"})
    assert wrong.headers["content-type"] == "application/problem+json"
    assert door(SACHA).delete(f"{address}/certificates/certificeringsschema").status_code == HTTPStatus.NO_CONTENT
    assert door(SACHA).get(address).json()["certificates"] == []

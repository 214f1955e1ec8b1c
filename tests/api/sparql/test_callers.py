"""Everybody pays for their own questions, at whatever door they ask them."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from sqlmodel import Session
from starlette.testclient import TestClient

from api.sparql.budget import Budget
from api.sparql.callers import caller_of
from swc.access.kinds import SYSTEM
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ANNE, BOARD_A, acting

ASK = {"query": "ASK {}"}


@pytest.fixture
def application_of(door: Door, session: Session) -> tuple[Door, FastAPI]:
    make_board(session, number=BOARD_A, name="Bestuur A")
    app = door().app
    assert isinstance(app, FastAPI)
    return door, app


def test_who_used_up_what_there_was_waits_at_every_door_and_others_do_not(
    application_of: tuple[Door, FastAPI],
) -> None:
    door, app = application_of
    app.state.sparql.pool.budget = Budget(30, lambda: 0.0)
    app.state.sparql.pool.budget.charge("address:10.0.0.1", 70)

    there = TestClient(app, base_url="http://swc.test", client=("10.0.0.1", 1))
    refused = [there.get("/sparql", params=ASK), there.get("/doc/product/magister.ttl")]
    elsewhere = TestClient(app, base_url="http://swc.test", client=("10.0.0.2", 1)).get("/sparql", params=ASK)

    assert [(one.status_code, one.headers["retry-after"]) for one in refused] == [(429, "21")] * 2
    assert "70 seconden" in refused[0].json()["detail"]
    assert elsewhere.status_code == 200
    assert door(ANNE).get("/sparql", params=ASK).status_code == 200


def test_the_product_itself_pays_nothing_and_a_person_is_known_by_name() -> None:
    assert not caller_of(acting(SYSTEM)).pays
    assert caller_of(acting(ANNE)).name == "anne"
    assert caller_of(acting(ANNE)).waits

"""Dependency as JSON."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from tests.api.conftest import Door
from tests.factories.lens import make_lens_board
from tests.personas import ANONYMOUS, BOARD_A, BRAM, CHRIS, PETRA, SACHA, SYLVIA, TODAY, VICTOR

HERE = f"/api/v1/boards/{BOARD_A}"
ASKED = {"targetKind": "group", "targetKey": "sanoma"}


def test_the_lens_is_read_for_today_and_for_another_day(door: Door, session: Session) -> None:
    make_lens_board(session)
    client = door(PETRA)
    found = client.get(f"{HERE}/dependency").json()
    assert (found["on"], found["totals"]["uses"]) == (TODAY.isoformat(), 4)
    assert [(one["key"], one["uses"]["share"]) for one in found["groups"]] == [("sanoma", 0.75), ("", 0.25)]
    assert found["thresholds"]["high"] == 2000
    before = client.get(f"{HERE}/dependency", params={"on": "2025-01-01"}).json()
    assert [one["key"] for one in before["groups"]] == ["sanoma", "gynzy-bv", ""]


def test_history_flows_and_targets_are_lists(door: Door, session: Session) -> None:
    make_lens_board(session)
    client = door(BRAM)
    assert len(client.get(f"{HERE}/dependency/history").json()["items"]) == 37
    assert client.get(f"{HERE}/dependency/flows", params={"most": 2}).json()["items"]
    (target,) = client.get(f"{HERE}/what-if/targets", params={"search": "amazon"}).json()["items"]
    assert target == {"kind": "sub_processor", "key": "amazon", "name": "Amazon Web Services", "uses": 2}


def test_a_what_if_is_answered_and_an_impossible_one_refused(door: Door, session: Session) -> None:
    make_lens_board(session)
    client = door(BRAM)
    found = client.get(f"{HERE}/what-if", params={**ASKED, "scenario": "breach"}).json()
    assert (len(found["uses"]), found["incident"]["hours"], found["takeover"]) == (3, 72, None)
    taken = client.get(f"{HERE}/what-if", params={**ASKED, "scenario": "taken_over", "acquirer": "amazon"}).json()
    assert taken["takeover"]["acquirer"]["key"] == "amazon"
    assert client.get(f"{HERE}/what-if", params={**ASKED, "scenario": "taken_over"}).status_code == 400
    assert client.get(f"{HERE}/what-if", params={**ASKED, "targetKey": "google"}).status_code == 404
    assert client.get(f"{HERE}/what-if", params={"targetKind": "group"}).status_code == 400
    assert client.get(f"{HERE}/what-if", params={**ASKED, "targetKind": "planeet"}).status_code == 400


@pytest.mark.parametrize("actor", [CHRIS, VICTOR, SACHA, SYLVIA], ids=lambda one: one.key)
def test_whoever_may_not_read_the_board_learns_nothing(door: Door, session: Session, actor: Actor) -> None:
    make_lens_board(session)
    client = door(actor)
    for path in ("dependency", "dependency/history", "dependency/flows", "what-if/targets"):
        assert client.get(f"{HERE}/{path}").status_code == 404
    refused = client.get(f"{HERE}/what-if", params=ASKED)
    assert refused.status_code == 404
    assert "sanoma" not in refused.text.lower()
    assert door(ANONYMOUS).get(f"{HERE}/dependency").status_code == 401

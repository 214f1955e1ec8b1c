"""The page about the feeds, and the keys of the sector."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.boards.models import ApiKey
from swc.procurement.feed.follow import baseline
from tests.api.conftest import Door
from tests.factories.feeds import make_two_boards
from tests.personas import ADMIN, ANNE, BRAM, PETRA, SACHA, SYLVIA, SYSTEM_ACT, VICTOR

KEYS = "/beheer/sleutels"


def test_anybody_reads_what_feeds_there_are(session: Session, door: Door) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)
    page = door().get("/berichten")
    assert page.status_code == 200
    assert "http://swc.test/api/v1/feeds/catalogue/events" in page.text
    assert "feeds/boards" not in page.text
    assert "subProcessors" in page.text
    assert "feeds/boards/41101/events" in door(BRAM).get("/berichten").text


@pytest.mark.parametrize(("actor", "shown"), [(SACHA, True), (SYLVIA, False), (ADMIN, False), (VICTOR, False)])
def test_only_the_sector_editor_is_led_to_the_keys(door: Door, actor: Actor, *, shown: bool) -> None:
    assert (f'href="{KEYS}"' in door(actor).get("/berichten").text) is shown


def test_the_sector_editor_makes_a_key_that_reads_the_sector_and_withdraws_it(session: Session, door: Door) -> None:
    page = door(SACHA).post(KEYS, data={"label": "SIVON", "expires_on": "2026-06-30"})
    secret = re.search(r"<code>(swc_[^<]{30,})</code>", page.text)
    assert secret
    headers = {"Authorization": f"Bearer {secret[1]}"}
    reader = door(real=True)
    assert reader.get("/api/v1/feeds/sector/events", headers=headers).json() == []
    assert reader.get("/api/v1/feeds/boards/41101/events", headers=headers).status_code == 404
    assert secret[1] not in door(SACHA).get(KEYS).text
    key = session.exec(select(ApiKey)).one()
    assert (key.label, key.expires_at.date()) == ("SIVON", date(2026, 6, 30))
    assert door(SACHA).post(f"{KEYS}/{key.id}/intrekken").status_code == 303
    assert reader.get("/api/v1/feeds/sector/events", headers=headers).status_code == 401


def test_a_key_without_a_name_is_refused_with_what_was_entered(door: Door) -> None:
    page = door(SACHA).post(KEYS, data={"label": "", "expires_on": "2026-06-30"})
    assert page.status_code == 400
    assert 'value="2026-06-30"' in page.text


@pytest.mark.parametrize("actor", [ADMIN, ANNE, PETRA, SYLVIA, VICTOR])
def test_nobody_else_comes_near_the_keys(door: Door, actor: Actor) -> None:
    assert door(actor).get(KEYS).status_code == 403
    assert door(actor).post(KEYS, data={"label": "x", "expires_on": "2026-06-30"}).status_code in {400, 403}

"""The own day: what is due, mail, and the secret address for a calendar."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.factories.reminders import make_reader
from tests.personas import BOARD_A, NOW


@pytest.fixture
def anne(session: Session) -> Actor:
    """Return a privacy officer whose board has a review that passed."""
    make_board(session)
    make_product(session, "leerspoor", categories=("P05",))
    use = make_use(session, product="leerspoor")
    make_assessment(session, use_id=use.id, review_due=NOW.date() - timedelta(days=1))
    return make_reader(session)


def test_the_day_shows_what_is_too_late_first_with_the_way_to_settle_it(door: Door, anne: Actor) -> None:
    text = door(anne).get("/mijn-dag").text
    assert text.index("Te laat (1)") < text.index("Per mail")
    assert f"/besturen/{BOARD_A}/dpia/dossiers/" in text


def test_whoever_is_not_logged_in_is_asked_to(door: Door) -> None:
    answer = door().get("/mijn-dag")
    assert answer.status_code in (302, 303, 401)


def test_mail_is_turned_off_with_one_button(door: Door, anne: Actor) -> None:
    client = door(anne)
    assert client.post("/mijn-dag/mail", data={"by_mail": "no"}).status_code == 303
    assert "Wel mail sturen" in client.get("/mijn-dag").text


def test_a_calendar_address_is_shown_once_works_without_logging_in_and_ends_when_revoked(
    door: Door, anne: Actor
) -> None:
    client = door(anne)
    made = client.post("/mijn-dag/agenda", data={"board": BOARD_A, "label": "telefoon"})
    found = re.search(r"http://swc\.test(/agenda/[\w-]+\.ics)", made.text)
    assert found is not None
    assert made.headers["Cache-Control"] == "no-store"
    assert found.group(1) not in client.get("/mijn-dag").text
    feed = door().get(found.group(1))
    assert feed.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in feed.text
    revoke = re.search(r"/mijn-dag/agenda/[\w-]+/intrekken", client.get("/mijn-dag").text)
    assert revoke is not None
    client.post(revoke.group())
    assert door().get(found.group(1)).status_code == 404


def test_an_address_without_a_name_is_refused_and_says_so(door: Door, anne: Actor) -> None:
    answer = door(anne).post("/mijn-dag/agenda", data={"board": BOARD_A, "label": ""})
    assert answer.status_code == 400
    assert "refusal" in answer.text


def test_a_made_up_address_is_not_found(door: Door, anne: Actor) -> None:
    assert door(anne).get("/agenda/" + "x" * 43 + ".ics").status_code == 404


def test_json_says_the_same_as_the_page(door: Door, anne: Actor) -> None:
    client = door(anne)
    items = client.get("/api/v1/me/digest").json()["items"]
    board = client.get(f"/api/v1/boards/{BOARD_A}/due").json()["items"]
    assert items == board
    page = client.get("/mijn-dag").text
    assert all(one["about"] in page and one["page"] in page for one in items)

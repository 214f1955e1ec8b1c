"""Who keeps the feeds adds webhooks, sees what came of them, and nobody else knows they exist."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.procurement.feed.models import Webhook, WebhookDelivery
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ADMIN, BOARD_A, CARLA, CHRIS, NOW, SACHA, VICTOR

HERE = f"/besturen/{BOARD_A}/berichten"
FORM = {"url": "https://ontvanger.example/haak", "description": "Inkoop"}


@pytest.fixture(autouse=True)
def _board(session: Session) -> None:
    make_board(session)


def added(door: Door) -> str:
    """Add a webhook to board A and return the address of its page."""
    page = door(ADMIN).post(HERE, data=FORM)
    assert page.status_code == 200, page.text
    found = re.search(r'href="(/webhooks/[0-9a-f-]+)"', page.text)
    assert found is not None
    return found.group(1)


def test_the_secret_is_shown_once(door: Door) -> None:
    page = door(ADMIN).post(HERE, data=FORM).text
    assert page.count("whsec_") == 1
    again = door(ADMIN).get(HERE).text
    assert "https://ontvanger.example/haak" in again
    assert "whsec_" not in again


def test_a_wrong_address_is_told_at_its_field_and_nothing_is_made(door: Door, session: Session) -> None:
    page = door(ADMIN).post(HERE, data=FORM | {"url": "https://10.0.0.1/"})
    assert page.status_code == 400
    assert "Dit adres is niet openbaar." in page.text
    assert "fout-url-1" in page.text
    assert session.exec(select(Webhook)).all() == []


def test_the_page_of_a_webhook_tells_its_attempts_and_takes_every_deed(door: Door, session: Session) -> None:
    where = added(door)
    row = session.exec(select(Webhook)).one()
    session.add(
        WebhookDelivery(webhook_id=row.id, entry_seq=7, attempt=1, at=NOW, delivered=False, status_code=503, error="x")
    )
    session.flush()
    client = door(ADMIN)
    assert "mislukt" in client.get(where).text
    assert client.post(f"{where}/pauze").status_code == 303
    assert "staat stil" in client.get(where).text
    assert client.post(f"{where}/hervatten").status_code == 303
    assert client.post(f"{where}/geheim").text.count("whsec_") == 1
    version = re.search(r'name="version" value="(\d+)"', client.get(where).text)
    assert version is not None
    form = {"version": version.group(1), "url": "https://nieuw.example/", "description": ""}
    assert client.post(where, data=form).status_code == 303
    assert client.post(where, data=form | {"url": "https://later.example/"}).status_code == 409
    assert client.post(f"{where}/opnieuw", data={"after_seq": "0"}).status_code == 303
    wrong = client.post(f"{where}/opnieuw", data={"after_seq": "veel"})
    assert wrong.status_code == 400
    assert "Daar is deze webhook nog niet geweest." in wrong.text
    assert client.post(f"{where}/verwijderen").headers["location"] == HERE
    assert session.exec(select(WebhookDelivery)).all() == []


def test_the_sector_editor_keeps_those_on_the_shared_feeds_only(door: Door, session: Session) -> None:
    client = door(SACHA)
    page = client.post("/beheer/webhooks", data=FORM | {"feed": "sector", "from_start": "true"})
    assert page.status_code == 200
    assert [(str(row.feed), row.board_number) for row in session.exec(select(Webhook))] == [("sector", "")]
    assert client.get(HERE).status_code == 404
    assert client.post(HERE, data=FORM).status_code == 404
    assert client.post("/beheer/webhooks", data=FORM | {"feed": "board"}).status_code == 400


@pytest.mark.parametrize("actor", [CARLA, CHRIS, SACHA, VICTOR])
def test_somebody_else_does_not_learn_that_a_webhook_exists(door: Door, actor: object) -> None:
    where = added(door)
    client = door(actor)
    there, nowhere = client.get(where), client.get(f"/webhooks/{uuid4()}")
    assert there.status_code == nowhere.status_code == 404
    assert client.post(f"{where}/geheim").status_code == 404


def test_json_does_what_the_pages_do(door: Door, session: Session) -> None:
    client = door(ADMIN)
    made = client.post(f"/api/v1/boards/{BOARD_A}/webhooks", json=FORM)
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    where = f"/api/v1/webhooks/{made.json()['id']}"
    listed = client.get(f"/api/v1/boards/{BOARD_A}/webhooks").json()["items"]
    assert [(one["url"], one["state"]) for one in listed] == [(FORM["url"], "active")]
    read = client.get(where)
    changed = client.put(where, json={"url": "https://nieuw.example/"}, headers={"If-Match": read.headers["etag"]})
    assert changed.status_code == 204
    for deed, body in (("pause", None), ("resumption", None), ("repetition", {"afterSeq": 0})):
        assert client.post(f"{where}/{deed}", json=body).status_code == 204
    assert client.post(f"{where}/secret").status_code == 201
    assert client.delete(where).status_code == 204
    assert client.get(where).status_code == 404
    assert door().get(where).status_code == 401
    assert door(SACHA).get("/api/v1/webhooks").json() == {"items": []}
    shared = door(SACHA).post("/api/v1/webhooks", json=FORM | {"feed": "catalogue"})
    assert shared.status_code == 201
    assert door(CARLA).get("/api/v1/webhooks").status_code == 403
    assert session.exec(select(Webhook)).one().board_number == ""

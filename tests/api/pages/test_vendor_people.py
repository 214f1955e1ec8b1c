"""Who speaks for a vendor, as the sector editor keeps it."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.boards.models import Person, VendorGrant
from tests.api.conftest import Door
from tests.factories.boards import make_person
from tests.factories.catalogue import make_vendor
from tests.personas import ANNE, SACHA, VICTOR

HERE = "/leveranciers/meerschool/mensen"


@pytest.fixture(autouse=True)
def vendor(session: Session) -> None:
    """Let the vendor exist."""
    make_vendor(session)


def test_an_editor_invites_somebody_and_sees_the_password_once(door: Door, session: Session) -> None:
    client = door(SACHA)
    answer = client.post(HERE, data={"email": "vera@meerschool.example", "name": "Vera"})
    assert "Eenmalig wachtwoord" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    page = client.get(HERE).text
    assert "vera@meerschool.example" in page
    assert "Eenmalig wachtwoord" not in page
    grant = session.exec(select(VendorGrant)).one()
    assert client.post(f"{HERE}/{grant.person_id}/beeindigen").status_code == 303
    assert session.exec(select(VendorGrant)).all() == []


def test_who_has_an_account_keeps_it(door: Door, session: Session) -> None:
    person = make_person(session, email="bestaat@school.example")
    answer = door(SACHA).post(HERE, data={"email": "bestaat@school.example", "name": "Anders"})
    assert answer.status_code == 303
    session.expire_all()
    assert session.get_one(Person, person.id).name != "Anders"


def test_an_address_that_is_none_comes_back_in_the_form(door: Door) -> None:
    answer = door(SACHA).post(HERE, data={"email": "geen adres", "name": "Vera"})
    assert answer.status_code == 400
    assert 'value="geen adres"' in answer.text


def test_nobody_else_sees_who_speaks(door: Door) -> None:
    assert [door(one).get(HERE).status_code for one in (VICTOR, ANNE)] == [403, 403]
    assert door().get(HERE).headers["location"].startswith("/inloggen")
    assert door(SACHA).get("/leveranciers/bestaat-niet/mensen").status_code == 404
    made = door(SACHA).post("/leveranciers/bestaat-niet/mensen", data={"email": "a@b.example", "name": "A"})
    assert made.status_code == 404

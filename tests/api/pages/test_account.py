"""The own account: name, language, password and sessions."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from swc.access.roles import Role
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.models import LoginSession, Person
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_person
from tests.personas import BOARD_A

PASSWORD, NEW = "vier woorden op een rij", "vijf woorden in de tuin"


@pytest.fixture
def anne(session: Session) -> Person:
    """Return Anne with a password and a role."""
    make_board(session)
    return make_person(session, roles={BOARD_A: (Role.EDITOR,)}, password_hash=Passwords(CHEAP).hash(PASSWORD))


def client_of(door: Door, person: Person) -> TestClient:
    """Return a client that logged in."""
    client = door(real=True)
    client.post("/inloggen", data={"email": person.email, "password": PASSWORD}, headers={"User-Agent": "Proefbrowser"})
    return client


def test_the_account_shows_roles_and_sessions(door: Door, anne: Person) -> None:
    text = client_of(door, anne).get("/account").text
    for expected in (anne.email, "Stichting De Linde", "bewerker", "Proefbrowser", "dit apparaat"):
        assert expected in text


@pytest.mark.parametrize("path", ["/account"])
def test_the_anonymous_log_in_first(door: Door, path: str) -> None:
    assert door(real=True).get(path).headers["location"] == f"/inloggen?naar={path}"


@pytest.mark.parametrize("path", ["/account", "/account/wachtwoord", "/account/sessies/x/beeindigen"])
def test_the_anonymous_change_nothing(door: Door, path: str) -> None:
    data = {"name": "x", "language": "nl", "current": "x", "new": NEW}
    assert door(real=True).post(path, data=data).status_code == 403


def test_name_and_language_are_saved_and_told_once(door: Door, session: Session, anne: Person) -> None:
    client = client_of(door, anne)
    assert client.post("/account", data={"name": "Anne <b>", "language": "en"}).status_code == 303
    session.expire_all()
    assert (anne.name, anne.language) == ("Anne <b>", "en")
    text = client.get("/account").text
    assert "Anne &lt;b&gt;" in text
    assert '<html lang="en">' in text


def test_an_empty_name_comes_back_with_its_error_beside_it(door: Door, anne: Person) -> None:
    answer = client_of(door, anne).post("/account", data={"name": " ", "language": "nl"})
    assert answer.status_code == 400
    assert 'id="fout-name-1"' in answer.text


def test_a_new_password_logs_out_elsewhere_and_not_here(door: Door, anne: Person) -> None:
    here, there = client_of(door, anne), client_of(door, anne)
    assert here.post("/account/wachtwoord", data={"current": PASSWORD, "new": NEW}).status_code == 303
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 303


def test_a_weak_new_password_is_refused_and_not_shown(door: Door, anne: Person) -> None:
    answer = client_of(door, anne).post("/account/wachtwoord", data={"current": PASSWORD, "new": "Welkom2026!!"})
    assert answer.status_code == 400
    assert "makkelijk te raden" in answer.text
    assert "Welkom2026!!" not in answer.text


def test_a_session_elsewhere_can_be_ended(door: Door, session: Session, anne: Person) -> None:
    here, there = client_of(door, anne), client_of(door, anne)
    hashes = session.exec(select(LoginSession.token_hash)).all()
    codes = [here.post(f"/account/sessies/{one[:16]}/beeindigen").status_code for one in hashes[:2]]
    assert 303 in codes
    assert 303 in (here.get("/account").status_code, there.get("/account").status_code)


def test_all_other_sessions_can_be_ended_at_once(door: Door, session: Session, anne: Person) -> None:
    here, there = client_of(door, anne), client_of(door, anne)
    assert here.post("/account/sessies/andere-beeindigen").status_code == 303
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 303)
    assert len(session.exec(select(LoginSession)).all()) == 1

"""Coming in and going out through the front door, as a browser does it."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select
from starlette.testclient import TestClient

from swc.access.roles import Role
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.models import LoginSession, Person
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_person
from tests.personas import ANNE, BOARD_A, NOW

PASSWORD = "vier woorden op een rij"
ANNES = {"email": "anne@linde.example", "password": PASSWORD}


@pytest.fixture
def anne(session: Session) -> Person:
    """Return Anne, who reads board A and has a password."""
    make_board(session)
    return make_person(session, roles={BOARD_A: (Role.READER,)}, password_hash=Passwords(CHEAP).hash(PASSWORD))


def test_the_form_suits_password_managers_and_keeps_where_one_came_from(door: Door) -> None:
    text = door().get("/inloggen", params={"naar": "/besturen/41101"}).text
    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text
    assert 'name="return_to" value="/besturen/41101"' in text


def test_logging_in_opens_the_wanted_page_with_a_guarded_cookie(door: Door, anne: Person) -> None:
    client = door(real=True)
    answer = client.post("/inloggen", data={**ANNES, "return_to": "/besturen"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/besturen")
    (cookie,) = [value for value in answer.headers.get_list("set-cookie") if value.startswith("swc=")]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Secure" not in cookie
    assert anne.name in client.get("/besturen").text


def test_over_https_the_cookie_is_bound_to_the_host(door: Door, anne: Person) -> None:
    client = door(real=True)
    answer = client.post("https://swc.test/inloggen", data={**ANNES, "email": anne.email})
    (cookie,) = [value for value in answer.headers.get_list("set-cookie") if "swc=" in value]
    assert cookie.startswith("__Host-swc=")
    assert {"Secure", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "omain" not in cookie


@pytest.mark.usefixtures("anne")
def test_a_refusal_keeps_the_address_and_never_shows_the_password(door: Door) -> None:
    answer = door(real=True).post("/inloggen", data={**ANNES, "password": "iets heel anders"})
    assert answer.status_code == 400
    assert "klopt niet" in answer.text
    assert 'value="anne@linde.example"' in answer.text
    assert "iets heel anders" not in answer.text
    assert "set-cookie" not in answer.headers


def test_wrong_passwords_are_kept_although_nothing_else_changes(door: Door, session: Session, anne: Person) -> None:
    door(real=True).post("/inloggen", data={**ANNES, "password": "iets heel anders"})
    session.expire_all()
    assert anne.failed_logins == 1


def test_an_unknown_address_gets_the_very_same_page(door: Door, anne: Person) -> None:
    client = door(real=True)
    known = client.post("/inloggen", data={"email": anne.email, "password": "iets heel anders"})
    unknown = client.post("/inloggen", data={"email": "nono@linde.example", "password": "iets heel anders"})
    assert known.text.replace(anne.email, "") == unknown.text.replace("nono@linde.example", "")


@pytest.mark.parametrize(
    "data", [{}, {"email": "a@b.nl"}, {"email": "x" * 300, "password": "y"}, {"email": "\x00", "password": "y"}]
)
def test_an_incomplete_or_hostile_form_is_shown_again(door: Door, data: dict[str, str]) -> None:
    assert door(real=True).post("/inloggen", data=data).status_code == 400


@pytest.mark.usefixtures("anne")
def test_nobody_is_sent_to_another_site(door: Door) -> None:
    answer = door(real=True).post("/inloggen", data={**ANNES, "return_to": "//kwaad.test"})
    assert answer.headers["location"] == "/"
    assert door(ANNE).get("/inloggen", params={"naar": "https://kwaad.test"}).headers["location"] == "/"


def test_a_password_that_was_handed_out_leads_to_the_account_first(door: Door, session: Session, anne: Person) -> None:
    anne.password_expires_at = NOW.replace(year=2027)
    session.flush()
    assert door(real=True).post("/inloggen", data=ANNES).headers["location"] == "/account#wachtwoord"


def logged_in(door: Door) -> TestClient:
    """Return a client that logged in as Anne."""
    client = door(real=True)
    client.post("/inloggen", data=ANNES)
    return client


@pytest.mark.usefixtures("anne")
def test_logging_in_again_leaves_no_old_session_behind(door: Door, session: Session) -> None:
    client = logged_in(door)
    client.post("/inloggen", data=ANNES)
    assert len(session.exec(select(LoginSession)).all()) == 1


@pytest.mark.usefixtures("anne")
def test_logging_out_ends_the_session_on_the_server(door: Door, session: Session) -> None:
    client = logged_in(door)
    kept = client.cookies["swc"]
    assert client.post("/uitloggen").headers["location"] == "/"
    assert session.exec(select(LoginSession)).all() == []
    client.cookies.set("swc", kept)
    assert client.get("/account").headers["location"] == "/inloggen?naar=/account"


def test_logging_out_without_a_session_is_harmless(door: Door) -> None:
    assert door(real=True).post("/uitloggen").status_code == 303


def test_anybody_chooses_a_language(door: Door) -> None:
    client = door(real=True)
    answer = client.post("/taal", data={"language": "en", "naar": "/over"})
    assert answer.headers["location"] == "/over"
    assert '<html lang="en">' in client.get("/over").text


def test_a_language_we_do_not_speak_changes_nothing(door: Door) -> None:
    client = door(real=True)
    client.post("/taal", data={"language": "../x", "naar": "/"})
    assert '<html lang="nl">' in client.get("/over").text


def test_the_language_of_an_account_comes_along_at_login(door: Door, session: Session, anne: Person) -> None:
    logged_in(door).post("/taal", data={"language": "en", "naar": "/"})
    session.expire_all()
    assert anne.language == "en"
    assert '<html lang="en">' in logged_in(door).get("/over").text


@pytest.mark.usefixtures("anne")
def test_the_slow_hash_is_made_before_anything_is_written(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    client = door(real=True)
    database = client.app.state.database  # type: ignore[attr-defined]
    passwords, steps = client.app.state.security.login.passwords, []  # type: ignore[attr-defined]
    real_write, real_matches = database.write, passwords.matches
    monkeypatch.setattr(database, "write", lambda: steps.append("write") or real_write())
    monkeypatch.setattr(passwords, "matches", lambda *given: steps.append("hash") or real_matches(*given))
    assert client.post("/inloggen", data=ANNES).status_code == 303
    assert steps == ["hash", "write"]

"""Who a request comes from: cookie, key, or nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from fastapi import Request
from sqlmodel import Session, select

from api.app import create_app
from api.security.identity import actor_of
from api.settings import Settings
from swc.access.kinds import ANONYMOUS, Actor, Door
from swc.access.roles import Right, Role
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, create_key
from swc.boards.login.sessions import SessionLimits, open_session
from swc.boards.models import LoginSession
from swc.errors import UnauthenticatedError
from tests.api.conftest import Door as OpenDoor
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, BOARD_A, NOW, acting


def request_with(headers: dict[str, str], settings: Settings, *, path: str = "/", scheme: str = "http") -> Request:
    """Return a request to the application with these headers."""
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "scheme": scheme,
        "server": ("swc.test", 80),
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
        "app": create_app(settings),
        "state": {},
    }
    return Request(scope)


def logged_in(session: Session) -> str:
    """Open a session for somebody who reads board A and return its secret."""
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    return open_session(session, person.id, limits=SessionLimits(), agent="", now=NOW)


def key(session: Session) -> str:
    """Return the secret of a key that reads board A."""
    make_board(session)
    data = KeyCreate(label="BI", scopes=frozenset({KeyScope.READ}), expires_on=date(2026, 6, 30))
    return create_key(session, BOARD_A, data, by=acting(ADMIN)).secret


def who(session: Session, settings: Settings, headers: dict[str, str], **place: str) -> Actor:
    """Return who makes a request with these headers."""
    return actor_of(request_with(headers, settings, **place), session, NOW)


def test_a_session_cookie_is_its_person(session: Session, settings: Settings) -> None:
    actor = who(session, settings, {"cookie": f"swc={logged_in(session)}"})
    assert actor.may(Right.READ_BOARD, BOARD_A)
    assert actor.door is Door.PAGE


def test_the_same_cookie_at_the_api_comes_in_by_another_door(session: Session, settings: Settings) -> None:
    assert who(session, settings, {"cookie": f"swc={logged_in(session)}"}, path="/api/v1/boards").door is Door.API


def test_over_https_only_the_host_bound_cookie_counts(session: Session, settings: Settings) -> None:
    token = logged_in(session)
    assert who(session, settings, {"cookie": f"swc={token}"}, scheme="https") == ANONYMOUS
    assert who(session, settings, {"cookie": f"__Host-swc={token}"}, scheme="https").key
    assert who(session, settings, {"cookie": f"__Host-swc={token}"}) == ANONYMOUS


@pytest.mark.parametrize("cookie", ["", "swc=", "swc=onbekend", "swc=\xff\xfe", "swc=" + "x" * 5000, "swc"])
def test_a_cookie_that_proves_nothing_is_nobody(session: Session, settings: Settings, cookie: str) -> None:
    logged_in(session)
    assert who(session, settings, {"cookie": cookie}) == ANONYMOUS


def test_a_key_goes_before_a_cookie(session: Session, settings: Settings) -> None:
    headers = {"cookie": f"swc={logged_in(session)}", "authorization": f"bearer {key(session)}"}
    assert who(session, settings, headers).key.startswith("key:swc_")


@pytest.mark.parametrize("header", ["Bearer swc_onbekend", "Bearer", "Basic YTpi", "", "Bearer \xff"])
def test_a_wrong_key_is_refused_even_next_to_a_sound_cookie(session: Session, settings: Settings, header: str) -> None:
    with pytest.raises(UnauthenticatedError):
        who(session, settings, {"cookie": f"swc={logged_in(session)}", "authorization": header})


def test_a_wrong_key_at_the_api_is_401_and_says_how_to_prove_oneself(door: OpenDoor) -> None:
    answer = door(real=True).get("/api/v1/boards", headers={"Authorization": "Bearer swc_onbekend"})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_reading_a_page_keeps_the_session_alive(session: Session, door: OpenDoor) -> None:
    token = logged_in(session)
    row = session.exec(select(LoginSession)).one()
    row.last_seen_at = NOW - timedelta(minutes=30)
    session.flush()
    client = door(real=True)
    client.cookies.set("swc", token)
    assert client.get("/over").status_code == 200
    session.expire_all()
    assert session.exec(select(LoginSession.last_seen_at)).one() == NOW

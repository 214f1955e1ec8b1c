"""Logging in: the right password opens a session, wrong ones shut the account, refusals look alike."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from swc.access.kinds import ANONYMOUS
from swc.audit.models import Event
from swc.boards.login.passwords import CHEAP, Cost, Passwords
from swc.boards.login.service import Login, LoginOutcome, LoginPolicy, check_password, kept_password, log_in
from swc.boards.login.sessions import session_proof
from swc.boards.models import LoginSession, Person
from tests.factories.boards import make_person
from tests.personas import NOW, acting

PASSWORD = "vier woorden op een rij"
POLICY = LoginPolicy(Passwords(CHEAP))


def anne(session: Session, **changes: object) -> Person:
    """Add Anne with a password."""
    person = make_person(session, password_hash=POLICY.passwords.hash(PASSWORD))
    for name, value in changes.items():
        setattr(person, name, value)
    session.flush()
    return person


def attempt(
    session: Session,
    password: str = PASSWORD,
    *,
    email: str = "anne@linde.example",
    now: datetime = NOW,
    policy: LoginPolicy = POLICY,
) -> LoginOutcome:
    """Try to log in."""
    data = Login.model_validate({"email": email, "password": password})
    checked = check_password(kept_password(session, data), data, passwords=policy.passwords)
    return log_in(session, checked, policy=policy, agent="Firefox", by=acting(ANONYMOUS, now=now))


def test_the_right_password_opens_a_session_and_is_recorded(session: Session) -> None:
    person = anne(session)
    outcome = attempt(session, email=" Anne@Linde.example ")
    proof = session_proof(session, outcome.token, limits=POLICY.limits, now=NOW)
    assert proof is not None
    assert proof.actor.key == str(person.id)
    (event,) = session.exec(select(Event)).all()
    assert (event.kind, event.actor_key) == ("person.logged_in", str(person.id))


def test_the_secret_of_a_session_is_not_in_the_database(session: Session) -> None:
    anne(session)
    token = attempt(session).token
    (row,) = session.exec(select(LoginSession)).all()
    assert token not in str(row.model_dump())


def test_wrong_unknown_closed_shut_and_expired_give_the_same_answer(session: Session) -> None:
    refused = [attempt(session, email="niemand@linde.example")]
    person = anne(session)
    refused.append(attempt(session, "iets heel anders"))
    person.active = False
    refused.append(attempt(session))
    person.active, person.locked_until = True, NOW + timedelta(minutes=1)
    refused.append(attempt(session))
    person.locked_until, person.password_expires_at = None, NOW
    refused.append(attempt(session))
    assert set(refused) == {LoginOutcome()}


def test_an_unknown_address_costs_a_hash_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(POLICY.passwords, "matches", lambda _password, kept: bool(checked.append(kept)))
    attempt(session, email="niemand@linde.example")
    assert checked == [""]


def test_a_right_guess_checked_before_the_account_was_shut_comes_too_late(session: Session) -> None:
    anne(session)
    data = Login.model_validate({"email": "anne@linde.example", "password": PASSWORD})
    checked = check_password(kept_password(session, data), data, passwords=POLICY.passwords)
    for _ in range(5):
        attempt(session, "iets heel anders")
    assert not log_in(session, checked, policy=POLICY, by=acting(ANONYMOUS)).token


def test_a_password_replaced_while_it_was_checked_no_longer_opens(session: Session) -> None:
    person = anne(session)
    data = Login.model_validate({"email": "anne@linde.example", "password": PASSWORD})
    checked = check_password(kept_password(session, data), data, passwords=POLICY.passwords)
    person.password_hash = POLICY.passwords.hash("vijf woorden in de tuin")
    assert not log_in(session, checked, policy=POLICY, by=acting(ANONYMOUS)).token


def test_five_wrong_passwords_shut_the_account_even_for_the_right_one(session: Session) -> None:
    anne(session)
    for _ in range(5):
        attempt(session, "iets heel anders")
    assert not attempt(session).token
    assert not attempt(session, now=NOW + timedelta(seconds=59)).token
    assert attempt(session, now=NOW + timedelta(seconds=60)).token


def test_the_right_password_in_between_starts_the_count_anew(session: Session) -> None:
    person = anne(session)
    for _ in range(4):
        attempt(session, "iets heel anders")
    assert attempt(session).token
    assert person.failed_logins == 0
    attempt(session, "iets heel anders")
    assert attempt(session).token


def test_guessing_at_a_shut_account_neither_lengthens_it_nor_fills_the_trail(session: Session) -> None:
    person = anne(session)
    for _ in range(8):
        attempt(session, "iets heel anders")
    assert person.locked_until == NOW + timedelta(minutes=1)
    assert len(session.exec(select(Event)).all()) == 5


def test_an_old_hash_is_made_anew_at_the_present_cost(session: Session) -> None:
    person = anne(session)
    dearer = LoginPolicy(Passwords(Cost(passes=2, memory_kib=8, lanes=1)))
    assert attempt(session, policy=dearer).token
    assert "t=2" in person.password_hash


def test_a_password_that_was_handed_out_asks_to_be_changed(session: Session) -> None:
    anne(session, password_expires_at=NOW + timedelta(days=1))
    outcome = attempt(session)
    assert outcome.token
    assert outcome.change_password


@pytest.mark.parametrize("email", ["' OR 1=1 --", "%", "anne@linde.example' --", "\ud800"])
def test_hostile_addresses_open_nothing(session: Session, email: str) -> None:
    anne(session)
    try:
        outcome = attempt(session, email=email)
    except ValueError:
        outcome = LoginOutcome()
    assert not outcome.token

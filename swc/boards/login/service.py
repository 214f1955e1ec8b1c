"""Logging in and out: a wrong password counts, and no answer tells which accounts exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pydantic import ConfigDict, Field, SecretStr
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.schemas import Input
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import person_actor
from swc.boards.login.passwords import Passwords
from swc.boards.login.rules import Throttle
from swc.boards.login.sessions import SessionLimits, open_session
from swc.boards.models import Person

REFUSED = "E-mailadres of wachtwoord klopt niet, of er is te vaak achter elkaar een verkeerd wachtwoord ingevuld."
"""The one sentence for every refusal: wrong, unknown, shut, expired and closed look the same."""

REMEDY = "Controleer de gegevens, of probeer het over een kwartier opnieuw."


class Login(Input):
    """What somebody fills in to log in; a password keeps its spaces and never shows in a log."""

    model_config = ConfigDict(str_strip_whitespace=False)

    email: str = Field(max_length=254)
    password: SecretStr = Field(max_length=1000)


@dataclass(frozen=True, slots=True)
class LoginPolicy:
    """How logins are checked in one installation."""

    passwords: Passwords
    limits: SessionLimits = field(default_factory=SessionLimits)
    throttle: Throttle = field(default_factory=Throttle)


@dataclass(frozen=True, slots=True)
class LoginOutcome:
    """How a login ended: with the secret of a new session, or refused (`token` empty).

    `change_password` says that the password was handed out once and has to be replaced. A refusal is a value and not an
    error, because the wrong attempt must be kept: an error would undo it.
    """

    token: str = ""
    language: str = "nl"
    change_password: bool = False


def log_in(session: Session, data: Login, *, policy: LoginPolicy, agent: str = "", by: Act) -> LoginOutcome:
    """Check a password and open a session; wrong passwords in a row shut the account for a while.

    On PostgreSQL the account's row is locked meanwhile, so that guesses at one account come one after another.
    """
    person = session.exec(
        select(Person).where(col(Person.email) == data.email.strip().lower()).with_for_update()
    ).first()
    matches = policy.passwords.matches(data.password.get_secret_value(), person.password_hash if person else None)
    if person is None or not person.active or _is_shut(person, by.now):
        return LoginOutcome()
    if not matches or _is_expired(person, by.now):
        _count_wrong(session, person, throttle=policy.throttle, by=by)
        return LoginOutcome()
    person.failed_logins, person.locked_until = 0, None
    if policy.passwords.is_outdated(person.password_hash):
        person.password_hash = policy.passwords.hash(data.password.get_secret_value())
    session.add(person)
    _note(session, person, "person.logged_in", by=by)
    return LoginOutcome(
        token=open_session(session, person.id, limits=policy.limits, agent=agent, now=by.now),
        language=person.language,
        change_password=person.password_expires_at is not None,
    )


def _count_wrong(session: Session, person: Person, *, throttle: Throttle, by: Act) -> None:
    """Count a wrong password and shut the account when there were too many."""
    person.failed_logins += 1
    shut_for = throttle.shut_for(person.failed_logins)
    person.locked_until = by.now + shut_for if shut_for else None
    session.add(person)
    _note(session, person, "person.locked" if shut_for else "person.login_refused", by=by)


def _is_shut(person: Person, now: datetime) -> bool:
    """Say whether an account is shut after too many wrong passwords."""
    return person.locked_until is not None and now < person.locked_until


def _is_expired(person: Person, now: datetime) -> bool:
    """Say whether the password was handed out once and not used in time."""
    return person.password_expires_at is not None and now >= person.password_expires_at


def _note(session: Session, person: Person, kind: str, *, by: Act) -> None:
    """Record what happened at the door, in the name of the account; an address that has none leaves no trace."""
    act = Act(actor=person_actor(session, person, door=by.actor.door), now=by.now)
    record(session, by=act, kind=kind, subject=SubjectKind.PERSON, key=str(person.id))

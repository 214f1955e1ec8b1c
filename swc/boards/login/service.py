"""Logging in and out: a wrong password counts, and no answer tells which accounts exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

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


@dataclass(frozen=True, slots=True)
class Kept:
    """The account of an address and the hash kept of its password; empty for an address without account."""

    person_id: UUID | None = None
    password_hash: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a password gave; `newer` is its hash at the present cost, when the kept one is outdated."""

    kept: Kept
    matches: bool
    newer: str = ""


def kept_password(session: Session, data: Login) -> Kept:
    """Return what is kept for an address; one statement, also when there is no such account."""
    address = data.email.strip().lower()
    found = session.exec(select(col(Person.id), col(Person.password_hash)).where(col(Person.email) == address)).first()
    return Kept(*found) if found else Kept()


def check_password(kept: Kept, data: Login, *, passwords: Passwords) -> Checked:
    """Check a password, without any database.

    Kept apart from `log_in` so that the slow hash runs outside every transaction: on SQLite nobody else could write
    meanwhile, and a flood of logins would stop everybody's work.
    """
    password = data.password.get_secret_value()
    matches = passwords.matches(password, kept.password_hash)
    outdated = matches and passwords.is_outdated(kept.password_hash)
    return Checked(kept, matches, passwords.hash(password) if outdated else "")


def log_in(session: Session, checked: Checked, *, policy: LoginPolicy, agent: str = "", by: Act) -> LoginOutcome:
    """Open a session for a password that fits; wrong ones in a row shut the account for a while.

    Guesses at one account that were checked at the same time are counted one after another here (on PostgreSQL by a
    lock on the row), so a right one that comes after too many wrong ones is refused all the same.
    """
    kept = checked.kept
    person = session.get(Person, kept.person_id, with_for_update=True) if kept.person_id else None
    if person is None or not person.active or _is_shut(person, by.now):
        return LoginOutcome()
    if not checked.matches or kept.password_hash != person.password_hash or _is_expired(person, by.now):
        _count_wrong(session, person, throttle=policy.throttle, by=by)
        return LoginOutcome()
    person.failed_logins, person.locked_until = 0, None
    person.password_hash = checked.newer or person.password_hash
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

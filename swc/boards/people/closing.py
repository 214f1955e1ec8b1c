"""Closing an account, for whoever leaves or is not trusted any more, and opening it again."""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.sessions import close_sessions
from swc.boards.models import Person
from swc.errors import NotFoundError, RuleRefusedError


def close_account(session: Session, email: str, *, by: Act) -> None:
    """Close an account at once: no login, no open session; its roles and history stay. Twice changes nothing."""
    person = _account(session, email, by=by)
    if str(person.id) == by.actor.key:
        raise RuleRefusedError("U kunt uw eigen account niet afsluiten.")
    close_sessions(session, person.id)
    _set(session, person, active=False, by=by)


def reopen_account(session: Session, email: str, *, by: Act) -> None:
    """Open an account again, with the roles it had; twice changes nothing."""
    person = _account(session, email, by=by)
    person.failed_logins, person.locked_until = 0, None
    _set(session, person, active=True, by=by)


def _account(session: Session, email: str, *, by: Act) -> Person:
    """Return the account of an address, for who keeps people in the sector."""
    by.demand(Right.MANAGE_PEOPLE)
    person = session.exec(select(Person).where(col(Person.email) == email.strip().lower())).first()
    if person is None:
        raise NotFoundError("Er is geen account met dit e-mailadres.")
    return person


def _set(session: Session, person: Person, *, active: bool, by: Act) -> None:
    """Set whether an account is open and record it, when that is a change."""
    if person.active is active:
        return
    person.active = active
    session.add(person)
    record(
        session,
        by=by,
        kind="person.opened" if active else "person.closed",
        subject=SubjectKind.PERSON,
        key=str(person.id),
        before={"active": not active},
        after={"active": active},
    )

"""Sessions on the server: opened at login, found by their cookie, ended by idleness, age or the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import sqlalchemy as sql
from sqlalchemy import Table
from sqlmodel import Session, col, delete, select

from swc.access.kinds import Act, Door
from swc.access.schemas import ReadModel
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import person_actor, person_id_of
from swc.boards.login.agents import recognised
from swc.boards.login.last_use import Carrier, LastUse, Proof, is_stale
from swc.boards.login.tokens import LONGEST_TOKEN, digest, new_token
from swc.boards.models import LoginSession, Person
from swc.errors import NotFoundError

_SESSION: Table = LoginSession.__table__  # type: ignore[attr-defined]
_PERSON: Table = Person.__table__  # type: ignore[attr-defined]
_PROOF = (
    sql.select(
        *(_SESSION.c[name] for name in ("token_hash", "last_seen_at", "expires_at")),
        *(_PERSON.c[name] for name in ("id", "name", "active")),
    )
    .join(_PERSON, _PERSON.c.id == _SESSION.c.person_id)
    .where(_SESSION.c.token_hash == sql.bindparam("token_hash"))
)
_REFERENCE_LENGTH = 16
_AGENT_LENGTH = 200


class _Lasting(Protocol):
    """What says how long a session holds."""

    @property
    def expires_at(self) -> datetime:
        """Return when it ends, whatever happens."""

    @property
    def last_seen_at(self) -> datetime:
        """Return when it was last used."""


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session holds: without a request (`idle`) and at most in all (`absolute`)."""

    idle: timedelta = timedelta(hours=2)
    absolute: timedelta = timedelta(hours=12)


class SessionSummary(ReadModel):
    """One open session of a person; `reference` names it without giving the secret away."""

    reference: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    agent: str
    current: bool

    @property
    def browser(self) -> str:
        """Return the browser's name, empty when it is not known."""
        return recognised(self.agent)[0]

    @property
    def system(self) -> str:
        """Return the name of the operating system, empty when it is not known."""
        return recognised(self.agent)[1]


def open_session(session: Session, person_id: UUID, *, limits: SessionLimits, agent: str, now: datetime) -> str:
    """Open a session and return its secret, which is kept nowhere; sessions past their end are swept away."""
    session.exec(delete(LoginSession).where(col(LoginSession.expires_at) <= now))
    token = new_token()
    session.add(
        LoginSession(
            token_hash=digest(token),
            person_id=person_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + limits.absolute,
            agent=agent[:_AGENT_LENGTH],
        )
    )
    session.flush()
    return token


def session_proof(
    session: Session, token: str, *, limits: SessionLimits, now: datetime, door: Door = Door.PAGE
) -> Proof | None:
    """Return who a session belongs to, or None when it is unknown, over, idle too long or of a closed account.

    Two statements, and nothing is written: the use to note comes with the proof. Every request asks this, so the
    statements are made once and give columns: as objects of SQLModel they took three times as long.
    """
    if not token or len(token) > LONGEST_TOKEN:
        return None
    session.flush()
    row = session.connection().execute(_PROOF, {"token_hash": digest(token)}).first()
    if row is None or not row.active or not _holds(row, limits, now):
        return None
    actor = person_actor(session, row, door=door)
    return Proof(actor, LastUse(Carrier.SESSION, row.token_hash, now) if is_stale(row.last_seen_at, now) else None)


def own_sessions(session: Session, *, limits: SessionLimits, token: str, by: Act) -> tuple[SessionSummary, ...]:
    """Return the open sessions of the person who asks, the latest used first; `token` marks the current one."""
    rows = session.exec(
        select(LoginSession)
        .where(col(LoginSession.person_id) == person_id_of(by.actor))
        .order_by(col(LoginSession.last_seen_at).desc(), col(LoginSession.token_hash))
    ).all()
    current = digest(token) if token else ""
    return tuple(
        SessionSummary(
            reference=row.token_hash[:_REFERENCE_LENGTH],
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            expires_at=min(row.expires_at, row.last_seen_at + limits.idle),
            agent=row.agent,
            current=row.token_hash == current,
        )
        for row in rows
        if _holds(row, limits, by.now)
    )


def close_session(session: Session, token: str) -> None:
    """End the session that a cookie carries; one that is over already stays over."""
    session.exec(delete(LoginSession).where(col(LoginSession.token_hash) == digest(token)))


def revoke_session(session: Session, reference: str, *, by: Act) -> None:
    """End one of the actor's own sessions; somebody else's is not found."""
    person_id = person_id_of(by.actor)
    row = session.exec(
        select(LoginSession).where(
            col(LoginSession.person_id) == person_id,
            col(LoginSession.token_hash).startswith(reference, autoescape=True),
        )
    ).first()
    if row is None or len(reference) != _REFERENCE_LENGTH:
        raise NotFoundError("Deze sessie bestaat niet meer.")
    session.delete(row)
    record(session, by=by, kind="person.session_revoked", subject=SubjectKind.PERSON, key=str(person_id))


def close_sessions(session: Session, person_id: UUID, *, keep: str = "") -> None:
    """End every session of a person, except the one whose secret is `keep`."""
    session.exec(
        delete(LoginSession).where(
            col(LoginSession.person_id) == person_id, col(LoginSession.token_hash) != (digest(keep) if keep else "")
        )
    )


def _holds(row: _Lasting, limits: SessionLimits, now: datetime) -> bool:
    """Say whether a session is neither over nor idle too long."""
    return now < row.expires_at and now - row.last_seen_at < limits.idle

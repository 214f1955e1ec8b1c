"""When a session or key was last used: told with the proof of identity, written apart from it.

Reading a page must not write in its own transaction: on SQLite that would wait for, or fail over, another writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, or_, update

from swc.access.kinds import Actor
from swc.boards.models import ApiKey, LoginSession

_EVERY = timedelta(minutes=1)


class Carrier(StrEnum):
    """What proved who somebody is."""

    SESSION = "session"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class LastUse:
    """A use worth noting: of the session with this hash, or of the key with this prefix."""

    carrier: Carrier
    reference: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """Who somebody proved to be, and the use to note; None when one was noted within the last minute."""

    actor: Actor
    last_use: LastUse | None = None


def is_stale(noted: datetime | None, now: datetime) -> bool:
    """Say whether the use that was noted last is a minute old or more."""
    return noted is None or now - noted >= _EVERY


def note_use(session: Session, use: LastUse) -> None:
    """Write a use, in one statement; an older one never replaces a newer one."""
    if use.carrier is Carrier.SESSION:
        session.exec(
            update(LoginSession)
            .where(col(LoginSession.token_hash) == use.reference, col(LoginSession.last_seen_at) < use.at)
            .values(last_seen_at=use.at)
        )
        return
    earlier = or_(col(ApiKey.last_used_at).is_(None), col(ApiKey.last_used_at) < use.at)
    session.exec(update(ApiKey).where(col(ApiKey.prefix) == use.reference, earlier).values(last_used_at=use.at))

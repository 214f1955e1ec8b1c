"""Who asks, looked up again only after somebody committed or a second went by.

Who acts follows from the session or key, the database and the clock. As long as nobody commits, only the clock moves;
so a session or key that ends by time does so at most a second late, and one that is withdrawn ends at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request

from api.commits import Commits
from api.db import Database
from api.quick import Identify
from api.security.identity import door_of
from swc.access.kinds import ANONYMOUS, Act, Actor

_FRESH = timedelta(seconds=1)
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Known:
    """Who came with some proof, and how the database and the clock stood then."""

    actor: Actor
    version: int
    at: datetime


class Visitors:
    """Remembers who came with which session or key; of the proof only a hash."""

    def __init__(self, commits: Commits) -> None:
        self._commits = commits
        self._known: dict[bytes, _Known] = {}

    def act(self, request: Request, database: Database, identify: Identify) -> Act:
        """Return who acts now; raises what `identify` raises for a proof that is not sound."""
        version, proof = self._commits.version(), _proof(request)
        now = database.clock()
        act = self._recognised(request, version, proof, now)
        if act is not None:
            return act
        with database.read() as session:
            act = identify(request, session, now)
        if proof and version is not None:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[proof] = _Known(act.actor, version, now)
        return act

    def known(self, request: Request, database: Database) -> Act | None:
        """Return who acts in microseconds, for nobody and who came just before; nothing where it is to be looked up."""
        return self._recognised(request, self._commits.version(), _proof(request), database.clock())

    def _recognised(self, request: Request, version: int | None, proof: bytes | None, now: datetime) -> Act | None:
        if version is None:
            return None
        known = self._known.get(proof) if proof else _Known(ANONYMOUS, version, now)
        if known is None or known.version != version or not timedelta(0) <= now - known.at < _FRESH:
            return None
        request.state.actor = known.actor
        return Act(actor=known.actor, now=now)


def _proof(request: Request) -> bytes | None:
    """Return a hash of the door and all that the request proves itself with, or nothing when it brings nothing.

    Cookies may come in several headers (RFC 9113, 8.2.3), and the session may stand in any of them.
    """
    brought = [request.headers.getlist(name) for name in ("authorization", "cookie")]
    if not any(brought):
        return None
    return hashlib.sha256(repr((door_of(request), brought)).encode()).digest()

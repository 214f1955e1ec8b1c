"""Who makes a request: the person of the session cookie, the API key of the Authorization header, or nobody."""

from __future__ import annotations

from datetime import datetime

from fastapi import Request
from sqlmodel import Session

from api.security.policy import security_of, session_cookie
from swc.access.kinds import ANONYMOUS, Actor, Door
from swc.boards.login.keys import authenticate_key
from swc.boards.login.sessions import session_actor
from swc.errors import UnauthenticatedError


def actor_of(request: Request, session: Session, now: datetime) -> Actor:
    """Return the actor of a request.

    A bearer key goes before a cookie and must be sound: a wrong, expired or withdrawn one raises
    `UnauthenticatedError` instead of falling back to anonymous. A cookie that no longer holds is anonymous.
    """
    header = request.headers.get("authorization")
    if header is not None:
        return authenticate_key(session, _bearer(header), now=now)
    token = request.cookies.get(session_cookie(request), "")
    door = Door.API if request.url.path.startswith("/api/") else Door.PAGE
    return session_actor(session, token, limits=security_of(request).limits, now=now, door=door) or ANONYMOUS


def _bearer(header: str) -> str:
    """Return the key in a bearer header (RFC 6750 section 2.1); any other scheme is refused."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise UnauthenticatedError("Alleen Authorization: Bearer met een API-sleutel wordt aanvaard.")
    return secret.strip()

"""Who makes a request: the person of the session cookie, the API key of the Authorization header, or nobody."""

from __future__ import annotations

from datetime import datetime

from fastapi import Request
from sqlmodel import Session

from api.security.policy import security_of, session_cookie
from swc.access.kinds import ANONYMOUS, Actor, Door
from swc.boards.login.keys import key_proof
from swc.boards.login.last_use import Proof
from swc.boards.login.sessions import session_proof
from swc.errors import UnauthenticatedError


def actor_of(request: Request, session: Session, now: datetime) -> Actor:
    """Return the actor of a request; the use of a session or key is left on the request, to be written afterwards.

    A bearer key goes before a cookie and must be sound: a wrong, expired or withdrawn one raises
    `UnauthenticatedError` instead of falling back to anonymous. A cookie that no longer holds is anonymous.
    """
    proof = _proof(request, session, now)
    request.state.last_use = proof.last_use
    return proof.actor


def _proof(request: Request, session: Session, now: datetime) -> Proof:
    """Return who the request proves to come from."""
    header = request.headers.get("authorization")
    if header is not None:
        return key_proof(session, _bearer(header), now=now)
    token = request.cookies.get(session_cookie(request), "")
    found = session_proof(session, token, limits=security_of(request).limits, now=now, door=door_of(request))
    return found or Proof(ANONYMOUS)


def door_of(request: Request) -> Door:
    """Return through which door a session comes in: what scripts ask of the API, or pages."""
    return Door.API if request.url.path.startswith("/api/") else Door.PAGE


def _bearer(header: str) -> str:
    """Return the key in a bearer header (RFC 6750 section 2.1); any other scheme is refused."""
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer":
        raise UnauthenticatedError("Alleen Authorization: Bearer met een API-sleutel wordt aanvaard.")
    return secret.strip()

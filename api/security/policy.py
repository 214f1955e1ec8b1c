"""The security settings of one running application: session limits, password hashing, and the cookies' names."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request

from swc.boards.login.sessions import SessionLimits

LANGUAGE_COOKIE = "taal"
"""Carries `nl` or `en`, for the anonymous too; set at login and by the language switch."""


@dataclass(frozen=True, slots=True)
class Security:
    """What `create_app` hangs on `app.state.security`; the defaults are those of a real installation."""

    limits: SessionLimits = field(default_factory=SessionLimits)


_DEFAULT = Security()


def security_of(request: Request) -> Security:
    """Return the security settings of the application that answers."""
    found: Security = getattr(request.app.state, "security", _DEFAULT)
    return found


def session_cookie(request: Request) -> str:
    """Return the name of the session cookie.

    Over https it is bound to this host by the `__Host-` prefix (RFC 6265bis section 4.1.3.2), which browsers accept
    only with Secure; the demo on plain loopback http has to do without.
    """
    return "__Host-swc" if request.url.scheme == "https" else "swc"

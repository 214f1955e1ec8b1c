"""The security settings of one running application, and the names of its cookies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fastapi import Request

from swc.boards.login.passwords import Passwords
from swc.boards.login.service import LoginPolicy
from swc.boards.login.sessions import SessionLimits

SESSION_COOKIES = ("__Host-swc", "swc")
"""The names of the session cookie: over https, and in the demo on plain loopback http."""

LANGUAGE_COOKIE = "taal"
"""Carries `nl` or `en`, for the anonymous too; set at login and by the language switch."""


@dataclass(frozen=True, slots=True)
class Security:
    """What `create_app` hangs on `app.state.security`: how logins are checked and how long sessions last."""

    login: LoginPolicy

    @property
    def limits(self) -> SessionLimits:
        """Return how long sessions last."""
        return self.login.limits


def security_of(request: Request) -> Security:
    """Return the security settings of the application that answers; without any, those of a real installation."""
    found: Security | None = getattr(request.app.state, "security", None)
    return found or _default()


@cache
def _default() -> Security:
    """Return the settings of a real installation; made on first use, since choosing a hash costs a hash."""
    return Security(LoginPolicy(Passwords()))


def session_cookie(request: Request) -> str:
    """Return the name of the session cookie.

    Over https it is bound to this host by the `__Host-` prefix (RFC 6265bis section 4.1.3.2), which browsers accept
    only with Secure; the demo on plain loopback http has to do without.
    """
    return SESSION_COOKIES[0] if request.url.scheme == "https" else SESSION_COOKIES[1]

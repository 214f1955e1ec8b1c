"""Setting and clearing the cookies of a session and of the chosen language."""

from __future__ import annotations

from fastapi import Request, Response

from api.security.policy import LANGUAGE_COOKIE, security_of, session_cookie

_YEAR = 365 * 24 * 60 * 60


def set_session(request: Request, response: Response, token: str) -> None:
    """Hand the secret of a session to the browser: out of reach of scripts, not sent along by other sites.

    The cookie ends when the session must; over https it carries `Secure`, `Path=/` and no domain, as `__Host-` asks.
    """
    response.set_cookie(
        session_cookie(request),
        token,
        max_age=int(security_of(request).limits.absolute.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def clear_session(request: Request, response: Response) -> None:
    """Take the session cookie back from the browser."""
    response.delete_cookie(
        session_cookie(request), path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )


def set_language(request: Request, response: Response, language: str) -> None:
    """Remember the chosen language in the browser for a year."""
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_YEAR,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )

"""Refuses changes that another site makes a browser send: by where the browser says a request comes from.

Browsers add `Sec-Fetch-Site` (W3C Fetch Metadata) and scripts cannot forge it; older ones send `Origin`. Together with
SameSite cookies this takes the place of tokens in forms (OWASP CSRF prevention, "Fetch Metadata headers").
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import TITLES, problem_json
from api.i18n import translate
from api.rendering import render_error
from api.security.policy import SESSION_COOKIES

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_SPARQL = "/sparql"
_OWN = frozenset({"same-origin", "none"})


class CrossSiteMiddleware:
    """Answers 403 to an unsafe request that another site started; see `is_foreign`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass or refuse it."""
        if scope["type"] != "http" or scope["method"] in _SAFE:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if not is_foreign(request.headers, request.cookies, path=scope["path"]):
            await self.app(scope, receive, send)
            return
        detail = translate("Dit verzoek kwam van een andere website en is daarom niet uitgevoerd.")
        if scope["path"] == _SPARQL or scope["path"].startswith((f"{_SPARQL}/", "/api/")):
            await problem_json(403, detail=detail, code="andere-website")(scope, receive, send)
        else:
            await render_error(request, 403, TITLES, detail=detail)(scope, receive, send)


def is_foreign(headers: Headers, cookies: Mapping[str, str], *, path: str) -> bool:
    """Say whether an unsafe request was started by another site, or may have been.

    - A bearer key proves intent: a browser never adds one by itself.
    - A question to `/sparql` without a session changes nothing and anybody may ask it.
    - Else `Sec-Fetch-Site` decides; without it `Origin` must name this host.
    - With neither it is no browser of today: fine unless it carries a session.
    """
    if "authorization" in headers:
        return False
    has_session = any(name in cookies for name in SESSION_COOKIES)
    if path == _SPARQL and not has_session:
        return False
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in _OWN
    if origin is not None:
        return not _is_this_host(origin, headers.get("host", ""))
    return has_session


def _is_this_host(origin: str, host: str) -> bool:
    """Say whether an origin names the host that was asked."""
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False

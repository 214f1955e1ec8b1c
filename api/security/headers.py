"""The headers that tell a browser what it may do with an answer, on every answer."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.security.policy import SESSION_COOKIES

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
"""Nothing from elsewhere, nothing inline, in nobody's frame (W3C CSP level 3)."""

_ALWAYS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_HSTS = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains")


class HeadersMiddleware:
    """Adds what an answer does not say itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request and complete the headers of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                harden(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, complete)


def harden(headers: MutableHeaders, scope: Scope) -> None:
    """Complete the headers of an answer; what the route set itself stays."""
    for name, value in _wanted(headers, scope):
        headers.setdefault(name, value)


def _wanted(headers: MutableHeaders, scope: Scope) -> Iterator[tuple[str, str]]:
    """Yield the headers that an answer ought to have."""
    yield from _ALWAYS
    if scope.get("scheme") == "https":
        yield _HSTS
    request = Request(scope)
    is_known = "authorization" in request.headers or any(name in request.cookies for name in SESSION_COOKIES)
    if is_known or "set-cookie" in headers:
        yield "Cache-Control", "no-store"

"""Chooses the language of a request, before anything else speaks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.i18n import language
from api.rendering import choose_language


class LanguageMiddleware:
    """Sets the language of the request for the length of the request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request in its language."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        token = language.set(choose_language(Request(scope)))
        try:
            await self.app(scope, receive, send)
        finally:
            language.reset(token)

"""Refuses addresses with a NUL character, once for every route: nothing is called so, and PostgreSQL cannot compare it.

SQLite can, so a route that forgets it breaks only where the product really runs.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import NOWHERE, refusal
from api.i18n import translate

_ESCAPED = b"%00"


class NulMiddleware:
    """Answers 404 where the character stands in the path, and 400 where it stands in what is asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass or refuse it."""
        if scope["type"] == "http":
            if "\x00" in scope["path"]:
                answer = refusal(Request(scope), 404, detail=translate(NOWHERE))
                return await answer(scope, receive, send)
            if _ESCAPED in scope["query_string"] or b"\x00" in scope["query_string"]:
                sentence = translate("In dit adres staat een onleesbaar teken.")
                return await refusal(Request(scope), 400, detail=sentence)(scope, receive, send)
        return await self.app(scope, receive, send)

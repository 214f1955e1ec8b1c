"""HEAD for every address that has GET: the same headers, no body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = "/sparql"
"""The endpoint answers HEAD by itself, at the price of the question: its length is that of the answer."""


class HeadMiddleware:
    """Runs a HEAD request as a GET and keeps the body back; a route can still see what was asked by `head`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or f"{scope['path']}/".startswith(f"{_OWN}/"):
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", "head": True}, receive, without_body)

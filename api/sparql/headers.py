"""The headers of every answer of the endpoint, a refusal included: who may read it, and how long it may be kept.

The public scope is open to scripts of any site (Fetch standard, CORS protocol); other scopes are not, and what they
answer is kept nowhere.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.sparql.protocol import METHODS

_PUBLIC = "/sparql"
_OTHERS = "/sparql/"
_DAY = "86400"


class SparqlHeadersMiddleware:
    """Answers OPTIONS at the doors of the endpoint, and completes the headers of what they answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request and complete its answer; other addresses pass untouched."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == _PUBLIC or path.startswith(_OTHERS)):
            await self.app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), message["status"], is_public=path == _PUBLIC)
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_options(is_public=path == _PUBLIC))(scope, receive, complete)
        else:
            await self.app(scope, receive, complete)


def _options(*, is_public: bool) -> dict[str, str]:
    """Return what may be done here; a script of another site is told so for the public scope only."""
    methods = ", ".join(METHODS)
    crossing = {
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type",
        "Access-Control-Max-Age": _DAY,
    }
    return {"Allow": methods, **(crossing if is_public else {})}


def _complete(headers: MutableHeaders, status: int, *, is_public: bool) -> None:
    if is_public:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = "Retry-After, Link"
    headers.setdefault("Cache-Control", "no-store")
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(METHODS)
    if status >= HTTPStatus.BAD_REQUEST:  # a refusal is told in the language of the reader
        headers.add_vary_header("Accept-Language")

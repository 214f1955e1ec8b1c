"""JSON about a thing points to the same thing as linked data: `Link: <…>; rel="alternate"` (RFC 8288).

The JSON of the API says codes and keys, not IRIs, so no context turns it into the triples of the graph; the JSON-LD
behind the link does bear our names.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.media import JSONLD, TURTLE

_THINGS = {
    "/api/v1/products/{key}": "product/{key}",
    "/api/v1/vendors/{key}": "vendor/{key}",
    "/api/v1/rules/{code}": "rule/{code}",
    "/api/v1/central-dpias/{key}": "central-dpia/{key}",
    "/api/v1/fora/elements/{guid}": "fora/{guid}",
    "/api/v1/fora/releases/{version}": "release/{version}",
    "/api/v1/boards/{number}": "board/{number}",
    "/api/v1/boards/{number}/uses/{use_id}": "use/{use_id}",
}
"""The path of a JSON route → the kind and key of the thing it tells about."""
_TERMS = {
    "/api/v1/concept-schemes/{scheme}": "/scheme/{scheme}",
    "/api/v1/concept-schemes/{scheme}/concepts/{code}": "/scheme/{scheme}/{code}",
}
_OK = 200


class JsonLinksMiddleware:
    """Adds the links to answers of the API about one thing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the request; what the router found out stands in the scope when the answer begins."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/v1/"):
            await self.app(scope, receive, send)
            return

        async def linked(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == _OK and scope["method"] == "GET":
                data = data_behind(getattr(scope.get("route"), "path", ""), scope.get("path_params", {}))
                if data:
                    headers = MutableHeaders(scope=message)
                    for media in (JSONLD, TURTLE):
                        link = f'<{data}.{media.extension}>; rel="alternate"; type="{media.media_type}"'
                        headers.append("Link", link)
            await send(message)

        await self.app(scope, receive, linked)


def data_behind(route: str, values: dict[str, object]) -> str | None:
    """Return where the data are of what a JSON route tells about, without the ending of a notation."""
    if route in _TERMS:
        return _TERMS[route].format(**values)
    return f"/doc/{_THINGS[route].format(**values)}" if route in _THINGS else None

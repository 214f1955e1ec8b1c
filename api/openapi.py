"""The description of the JSON API (OpenAPI 3.1), shaped by the NL GOV REST API Design Rules 2.2."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.openapi_shapes import shaped
from api.settings import Settings

BASE = "/api/v1"
VERSION = "1.0.0"
"""The version of the JSON contract (semver), told in the header `API-Version` of every answer."""

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Foutmelding volgens RFC 9457",
    "required": ["status", "title", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Blijvende naam van de soort fout"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "in": {"type": "string"},
                    "detail": {"type": "string"},
                    "remedy": {"type": "string"},
                    "code": {"type": "string"},
                },
            },
        },
    },
}
_METHODS = ("get", "post", "put", "patch", "delete")
_REFUSALS = {"400": "Ongeldige invoer", "401": "Niet ingelogd", "403": "Niet toegestaan", "404": "Niet gevonden"}


class ApiVersion:
    """Adds the header `API-Version` to every answer under /api."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; mark the answer."""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"api-version", VERSION.encode())]
            await send(message)

        api = scope["type"] == "http" and scope["path"].startswith("/api/")
        await self.app(scope, receive, marked if api else send)


router = APIRouter()


@router.get(f"{BASE}/openapi.json", include_in_schema=False)
def openapi_json(request: Request) -> Response:
    """Describe the API, without login and for any origin.

    A function of the module, not of the application: FastAPI remembers every endpoint it ever saw, and a closure
    would keep its application with it.
    """
    return JSONResponse(
        describe(request.app, request.app.state.settings),
        headers={"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"},
    )


def install(app: FastAPI) -> None:
    """Serve the description at /api/v1/openapi.json."""
    app.add_middleware(ApiVersion)
    app.include_router(router)


def describe(app: FastAPI, settings: Settings) -> dict[str, Any]:
    """Return the description: paths relative to the server, problem+json for refusals, 400 instead of 422."""
    found = get_openapi(
        title="FORA-softwarecatalogus",
        version=VERSION,
        description="Applicaties van schoolbesturen op de FORA, met DPIA-status en signalen.",
        routes=app.routes,
        servers=[{"url": f"{settings.public_base_url}{BASE}"}],
        contact={
            "name": settings.contact_name,
            "email": settings.contact_email,
            "url": settings.public_base_url,
        },
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    found["paths"] = {
        path.removeprefix(BASE): _operations(item)
        for path, item in found.get("paths", {}).items()
        if path.startswith(BASE)
    }
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = _PROBLEM
    return shaped(found)


def _operations(item: dict[str, Any]) -> dict[str, Any]:
    for method in _METHODS:
        if method in item:
            _describe_answers(item[method].setdefault("responses", {}))
    return item


def _describe_answers(answers: dict[str, Any]) -> None:
    answers.pop("422", None)
    for status, text in _REFUSALS.items():
        answers.setdefault(status, {"description": text})
    for status, answer in answers.items():
        headers = answer.setdefault("headers", {})
        headers["API-Version"] = {"description": "Volledige versie van de API", "schema": {"type": "string"}}
        if status.startswith(("4", "5")):
            answer["content"] = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

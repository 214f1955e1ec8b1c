"""Unknown query parameters are refused, so that a misspelt filter never silently returns everything."""

from __future__ import annotations

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from swc.errors import InvalidInputError, Problem


async def known_query(request: Request) -> None:
    """Refuse a request to a JSON route that carries query parameters the route does not declare."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = _names(route.dependant)
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        remedy = "Toegestaan: %(known)s."
        raise InvalidInputError(
            "Er staan onbekende parameters in het adres.",
            problems=tuple(
                Problem(
                    name,
                    "Deze parameter bestaat hier niet.",
                    remedy,
                    "onbekende-parameter",
                    {"known": ", ".join(sorted(known)) or "geen"},
                )
                for name in unknown
            ),
        )


def _names(dependant: Dependant) -> set[str]:
    names = {param.alias for param in dependant.query_params}
    for inner in dependant.dependencies:
        names |= _names(inner)
    return names

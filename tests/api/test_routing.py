"""Passing over routers changes nothing but the time it takes: every route is found as it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient

from api import routing
from api.routing import Places


def leaf_paths(app: FastAPI) -> list[tuple[Any, str]]:
    """Return each included router with the path of each of its routes."""
    return [(one, path) for one in app.router.routes for path in routing._leaves(one)]


@pytest.mark.parametrize("value", ["41101", "nieuw", "a.b", "uses", "%20"])
def test_the_router_of_every_route_is_among_those_that_are_asked(application: FastAPI, value: str) -> None:
    found = leaf_paths(application)
    assert len(found) > 300
    places = Places((at, path) for at, (_router, path) in enumerate(found))
    missed = [path for at, (_router, path) in enumerate(found) if at not in places.of(re.sub(r"{[^}]*}", value, path))]
    assert missed == []


def test_a_request_is_for_a_few_routers_only(application: FastAPI) -> None:
    routers = {id(router) for router, _path in leaf_paths(application)}
    places = Places((id(router), path) for router, path in leaf_paths(application))
    assert len(places.of("/api/v1/sector/uses")) < len(routers) / 8
    assert len(places.of("/besturen/41101/applicaties")) < len(routers) / 2


def test_an_address_that_spans_parts_and_an_unknown_one_still_arrive() -> None:
    app = FastAPI()
    deep, flat = APIRouter(prefix="/bron"), APIRouter()
    deep.get("/{rest:path}")(lambda rest: {"deep": rest})
    flat.get("/{word}/x/{other}")(lambda word, other: {"flat": [word, other]})
    app.include_router(deep)
    app.include_router(flat)
    routing.install(app)
    client = TestClient(app)
    assert client.get("/bron/a/b/c").json() == {"deep": "a/b/c"}
    assert client.get("/iets/x/y").json() == {"flat": ["iets", "y"]}
    assert client.get("/iets/z").status_code == 404
    assert client.post("/bron/a").status_code == 405

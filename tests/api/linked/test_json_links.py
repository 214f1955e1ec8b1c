"""JSON about a thing leads to the same thing as linked data."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from api.linked.json_links import _TERMS, _THINGS
from api.v1 import JSON
from swc.catalogue import codelists
from tests.api.conftest import Door
from tests.factories.catalogue import make_product
from tests.personas import SYSTEM_ACT


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_json_points_to_the_data_behind_it(door: Door, session: Session) -> None:
    make_product(session, key="magister", name="Magister")
    codelists.load(session, by=SYSTEM_ACT)
    places = {
        "/api/v1/products/magister": "/doc/product/magister",
        "/api/v1/rules/DP01": "/doc/rule/DP01",
        "/api/v1/concept-schemes/severity/concepts/red": "/scheme/severity/red",
    }
    for path, data in places.items():
        found = door().get(path).headers.get_list("link")
        assert f'<{data}.jsonld>; rel="alternate"; type="application/ld+json"' in found, path
    assert "ld+json" not in door().get("/api/v1/products").headers.get("link", "")
    assert "link" not in door().get("/api/v1/products/bestaat-niet").headers


def test_every_route_that_points_exists() -> None:
    paths = {getattr(route, "path", "") for router in JSON for route in router.routes}
    assert {*_TERMS, *_THINGS} <= paths

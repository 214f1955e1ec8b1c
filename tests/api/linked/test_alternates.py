"""The table from pages to things names pages that exist."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter

from api.gallery import pages as gallery
from api.linked.alternates import _JSON, _TERMS, _THINGS
from api.pages import PAGES
from vocab.iris import KINDS


def paths(router: APIRouter, prefix: str = "") -> Iterator[str]:
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from paths(inner, prefix)
        yield prefix + getattr(route, "path", "")


def test_every_page_in_the_table_exists() -> None:
    found = {path for router in (*PAGES, gallery.router) for path in paths(router)}
    assert set(_THINGS) | set(_TERMS) | set(_JSON) <= found
    assert {kind for kind, _ in _THINGS.values()} <= set(KINDS)

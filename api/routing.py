"""Finds the few routers that a request can be for, before each of their routes is asked in turn.

Some five hundred routes tried one after another take longer than most answers do. An address is told apart by the first
part of its path and the third (what of a board, of a product …), counted after `/api/v1`; a router that has no route
with those parts is passed over. Which route answers stays as it was: the order of the routers does not change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from starlette.routing import Match
from starlette.types import Scope

_API = ("api", "v1")
_ANY = "*"
_FOUND = "swc.routers"

Key = tuple[bool, str, str]


class Places:
    """Which routers have a route at which place."""

    def __init__(self, paths: Iterable[tuple[int, str]]) -> None:
        self._at: dict[Key, set[int]] = {}
        self._first: set[str] = set()
        self._third: set[str] = set()
        self._known: dict[Key, frozenset[int]] = {}
        for router, path in paths:
            key = _key(path, pattern=True)
            self._at.setdefault(key, set()).add(router)
            self._first.add(key[1])
            self._third.add(key[2])

    def of(self, path: str) -> frozenset[int]:
        """Return the routers that a path can be for; as many answers are kept as there are different places."""
        api, first, third = _key(path, pattern=False)
        key = (api, first if first in self._first else _ANY, third if third in self._third else _ANY)
        found = self._known.get(key)
        if found is None:
            wider = {(api, a, b) for a in (key[1], _ANY) for b in (key[2], _ANY)} | {(False, _ANY, _ANY)}
            found = self._known[key] = frozenset().union(*(self._at.get(one, ()) for one in wider))
        return found


def _key(path: str, *, pattern: bool) -> Key:
    """Return the place of a path: whether it is of the API, and its first and third part; a parameter is any part."""
    parts = path.split("/")[1:]
    api = tuple(parts[:2]) == _API
    if api:
        parts = parts[2:]
    spans = next((at for at, part in enumerate(parts) if pattern and ":path}" in part), len(parts))
    told = [_ANY if pattern and ("{" in part or at >= spans) else part for at, part in enumerate(parts)]
    third = told[2] if len(told) > 2 else _ANY if pattern and spans < len(parts) else ""  # noqa: PLR2004
    return api, told[0] if told else "", third


def install(app: FastAPI) -> None:
    """Let every included router of an application be passed over where it has no such route."""
    routers = [(at, one) for at, one in enumerate(app.router.routes) if _leaves(one)]
    places = Places((at, path) for at, one in routers for path in _leaves(one))
    for at, one in routers:
        one.matches = _guarded(one.matches, at, places)  # type: ignore[method-assign]


def _leaves(route: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever stands in the list of routes
    """Return the paths of an included router whose routes all tell theirs; none for anything else."""
    router, context = getattr(route, "original_router", None), getattr(route, "include_context", None)
    if router is None or context is None or not all(hasattr(one, "path") for one in router.routes):
        return ()
    return tuple(context.prefix + one.path for one in router.routes)


def _guarded(matches: Any, at: int, places: Places) -> Any:  # noqa: ANN401 - the method of a route
    def guarded(scope: Scope) -> tuple[Match, Scope]:
        found = scope.get(_FOUND)
        if found is None:
            found = scope[_FOUND] = places.of(scope["path"])
        return matches(scope) if at in found else (Match.NONE, {})

    return guarded

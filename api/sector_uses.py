"""How the list of uses of the sector is asked for: by which fields, from which place, and the way to its neighbours.

A cursor names a place in the list by the key of a use, with a mark of what was asked: one that was mangled, and one of
another question, is refused instead of silently skipping uses.
"""

from __future__ import annotations

import binascii
import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Depends, Query

from swc.dependency.uses.schemas import Position, UseFilter, UsePage
from swc.errors import InvalidInputError, Problem

DEFAULT_LIMIT = 100
MOST = 500

_LONGEST = 120
_MARK = 12
_KEY = r"^[a-z0-9-]*$"

_Product = Annotated[str, Query(max_length=120, pattern=_KEY, description="Sleutel van een product")]
_Vendor = Annotated[str, Query(max_length=120, pattern=_KEY, description="Sleutel van een leverancier")]
_Board = Annotated[str, Query(max_length=10, pattern=r"^\w*$", description="Nummer van een bestuur")]
_Component = Annotated[
    str, Query(max_length=32, pattern=r"^[0-9a-fA-F]*$", description="GUID van een referentiecomponent van de FORA")
]
_Since = Annotated[datetime | None, Query(alias="changedSince", description="Gewijzigd vanaf dit moment, met tijdzone")]
_Cursor = Annotated[str, Query(max_length=200, description="Plek in de lijst, zoals een Link haar noemt")]
_Limit = Annotated[int, Query(ge=1, le=MOST, description="Hoogste aantal per antwoord")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is asked for."""

    filter: UseFilter
    at: Position | None
    limit: int = DEFAULT_LIMIT


async def filter_of(
    *,
    product: _Product = "",
    component: _Component = "",
    vendor: _Vendor = "",
    board: _Board = "",
    changed_since: _Since = None,
) -> UseFilter:
    """Return by what the list is narrowed."""
    return narrowed_to(product, component, vendor, board, changed_since)


def narrowed_to(product: str, component: str, vendor: str, board: str, since: datetime | None) -> UseFilter:
    """Return a filter; refuses a moment that nobody can place."""
    return UseFilter(product, component.lower(), vendor, board, in_utc(since) if since else None)


FilterDep = Annotated[UseFilter, Depends(filter_of)]


async def asked_of(
    *,
    product: _Product = "",
    component: _Component = "",
    vendor: _Vendor = "",
    board: _Board = "",
    changed_since: _Since = None,
    cursor: _Cursor = "",
    limit: _Limit = DEFAULT_LIMIT,
) -> Asked:
    """Return what is asked; raises `InvalidInputError` for a cursor that this list did not give."""
    narrowed = narrowed_to(product, component, vendor, board, changed_since)
    return Asked(narrowed, position(narrowed, cursor) if cursor else None, limit)


AskedDep = Annotated[Asked, Depends(asked_of)]


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; refuses one without a time zone, and one that falls off the calendar there."""
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except OverflowError:
        pass
    problem = Problem(
        "changedSince", "Dit moment is niet te lezen.", "Schrijf het met tijdzone, bijvoorbeeld 2026-03-02T09:30:00Z."
    )
    raise InvalidInputError("De lijst kan zo niet worden gelezen.", problems=(problem,))


def cursor_of(narrowed: UseFilter, place: Position) -> str:
    """Return a place as a reader gets it."""
    text = f"{'b' if place.before else 'a'}.{place.board_number}.{place.use_id.hex}"
    return urlsafe_b64encode(f"{text}.{_mark(narrowed, text)}".encode()).decode().rstrip("=")


def position(narrowed: UseFilter, cursor: str) -> Position:
    """Return the place that a cursor names; raises `InvalidInputError` for one that this list did not give."""
    try:
        if len(cursor) > _LONGEST:
            raise _unknown()
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        place, _, mark = text.rpartition(".")
        way, board, use_id = place.split(".")
        found = Position(board, UUID(use_id), before=way == "b")
    except (ValueError, binascii.Error):
        raise _unknown() from None
    if mark != _mark(narrowed, place) or cursor_of(narrowed, found) != cursor:
        raise _unknown()
    return found


def links(path: str, query: list[tuple[str, str]], narrowed: UseFilter, page: UsePage) -> dict[str, str]:
    """Return the addresses of the first page and of the neighbours that there are (RFC 8288)."""
    kept = [pair for pair in query if pair[0] != "cursor"]
    found = {"first": _address(path, kept)}
    if page.earlier and page.first:
        found["prev"] = _address(path, [*kept, ("cursor", cursor_of(narrowed, page.first._replace(before=True)))])
    if page.later and page.last:
        found["next"] = _address(path, [*kept, ("cursor", cursor_of(narrowed, page.last._replace(before=False)))])
    return found


def _address(path: str, query: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _mark(narrowed: UseFilter, text: str) -> str:
    since = narrowed.changed_since.isoformat() if narrowed.changed_since else ""
    asked = f"uses|{narrowed.product}|{narrowed.component}|{narrowed.vendor}|{narrowed.board}|{since}|{text}"
    return hashlib.sha256(asked.encode()).hexdigest()[:_MARK]


def _unknown() -> InvalidInputError:
    problem = Problem(
        "cursor",
        "Deze cursor hoort niet bij deze vraag.",
        "Begin opnieuw zonder cursor, en volg de adressen in de header Link.",
    )
    return InvalidInputError("De lijst kan zo niet worden gelezen.", problems=(problem,))

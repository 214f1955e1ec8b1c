"""What is asked of a feed: which one, from where, how much; and the answers, with what may be kept of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from api.db import Database
from api.deps import SessionDep, SettingsDep
from api.feeds.cursors import cursor_at, cursor_of, position
from api.feeds.syndication import ATOM, JSON_FEED, Syndicated, atom, json_feed
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.procurement.feed import queries
from swc.procurement.feed.cloudevents import CLOUD_EVENTS, DATA, EventSettings, cloud_event_text
from swc.procurement.feed.schemas import Entry, FeedPage, FeedScope

NDJSON = "application/x-ndjson"
DEFAULT_LIMIT = 100
MOST = 1000
_READER_LIMIT = 50
_WRITERS = {ATOM: (atom, "atom"), JSON_FEED: (json_feed, "json")}
_KEPT_SECONDS = 60
"""How long a page of the public feed may be kept: a reader is at most that far behind."""


def event_settings(settings: Settings) -> EventSettings:
    """Return what events say of this installation."""
    return EventSettings(settings.public_base_url, settings.oin, settings.oin_system)


SharedName = Annotated[Literal["catalogue", "sector"], Path(description="`catalogue` of `sector`")]


def shared(name: SharedName, act: Act) -> FeedScope:
    """Return the feed of the catalogue or the sector, for who may read it."""
    scope = FeedScope.catalogue() if name == "catalogue" else FeedScope.sector()
    scope.demand(act)
    return scope


def of_board(number: str, act: Act) -> FeedScope:
    """Return the feed of a board, for who may read it."""
    scope = FeedScope.board(number)
    scope.demand(act)
    return scope


@dataclass(frozen=True, slots=True)
class Reading:
    """A request to read on in a feed."""

    request: Request
    session: Session
    settings: EventSettings
    cursor: str
    since: datetime | None
    limit: int


def _reading(
    *,
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    cursor: Annotated[str, Query(max_length=200, description="Waar u gebleven was; leeg: vanaf het begin")] = "",
    since: Annotated[datetime | None, Query(description="Vanaf dit moment, met tijdzone; alleen zonder cursor")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Hoogste aantal berichten")] = DEFAULT_LIMIT,
) -> Reading:
    return Reading(request, session, event_settings(settings), cursor, _in_utc(since) if since else None, limit)


def _in_utc(since: datetime) -> datetime:
    """Return a moment in UTC; refuses one without a time zone, and one that falls off the calendar there."""
    if since.tzinfo is None:
        problem = Problem("since", "Dit moment heeft geen tijdzone.", "Schrijf bijvoorbeeld 2026-03-02T09:30:00Z.")
        raise InvalidInputError("Vanaf deze plek kan niet worden gelezen.", problems=(problem,))
    try:
        return since.astimezone(UTC)
    except OverflowError:
        problem = Problem("since", "Dit moment bestaat niet.", "Schrijf bijvoorbeeld 2026-03-02T09:30:00Z.")
        raise InvalidInputError("Vanaf deze plek kan niet worden gelezen.", problems=(problem,)) from None


ReadingDep = Annotated[Reading, Depends(_reading)]


@dataclass(frozen=True, slots=True)
class Looking:
    """A request of a feed reader: the newest entries, or those before a cursor."""

    request: Request
    session: Session
    settings: EventSettings
    before: str


def _looking(
    *,
    request: Request,
    session: SessionDep,
    settings: SettingsDep,
    before: Annotated[str, Query(max_length=200, description="Berichten van voor deze cursor")] = "",
) -> Looking:
    return Looking(request, session, event_settings(settings), before)


LookingDep = Annotated[Looking, Depends(_looking)]


def events(scope: FeedScope, asked: Reading) -> Response:
    """Return the entries after a cursor as a batch of CloudEvents, with the way to the next ones (RFC 8288).

    `next` is always given: on the last page it leads to what is still to come.
    """
    after = position(asked.session, scope, cursor=asked.cursor, since=asked.since)
    page = queries.entries(asked.session, scope, after=after, limit=asked.limit)
    headers = _headers(scope) | {"Link": _links(scope, asked, page, after)}
    headers["ETag"] = f'W/"{after}-{page.last}-{asked.limit}"'
    if scope.public and headers["ETag"] in _tags(asked.request):
        return Response(status_code=304, headers=headers)
    body = ",".join([cloud_event_text(entry, asked.settings) for entry in page.entries])
    return Response(f"[{body}]", media_type=CLOUD_EVENTS, headers=headers)


def _tags(request: Request) -> frozenset[str]:
    """Return what the reader says to have kept, compared weakly (RFC 9110, 13.1.2)."""
    given = (one.strip() for one in request.headers.get("if-none-match", "").split(","))
    return frozenset(one if one.startswith("W/") else f"W/{one}" for one in given)


def newest_as(media_type: str, scope: FeedScope, asked: Looking) -> Response:
    """Return the newest entries, or those before a cursor, as Atom or JSON Feed."""
    write, extension = _WRITERS[media_type]
    return Response(write(_syndicated(scope, asked, extension)), media_type=media_type, headers=_headers(scope))


def _syndicated(scope: FeedScope, asked: Looking, extension: str) -> Syndicated:
    before = position(asked.session, scope, cursor=asked.before) if asked.before else None
    page = queries.newest(asked.session, scope, before=before, limit=_READER_LIMIT)
    first = f"{_address(asked.settings, scope)}.{extension}"
    older = None
    if page.more:
        older = f"{first}?{urlencode({'before': _after(scope, page.entries[-1])})}"
    here = f"{first}?{urlencode({'before': asked.before})}" if asked.before else first
    return Syndicated(scope, page, asked.settings, first, here, older)


def one(scope: FeedScope, session: Session, seq: int) -> Response:
    """Return the data of one entry; raises `NotFoundError` where it has none (any more)."""
    found = queries.entry(session, scope, seq)
    if found is None or found.data is None:
        raise NotFoundError("Van dit bericht zijn er geen gegevens (meer).")
    return Response(found.data, media_type=DATA, headers=_headers(scope))


def snapshot(scope: FeedScope, database: Database, settings: Settings) -> Response:
    """Return everything a feed holds, a CloudEvent a line; the first line says where to read on, the last how many."""
    lines = _lines(scope, database, event_settings(settings))
    return StreamingResponse(lines, media_type=NDJSON, headers=_headers(scope))


def _lines(scope: FeedScope, database: Database, settings: EventSettings) -> Iterator[str]:
    with database.read() as session:
        found = queries.snapshot(session, scope)
        cursor = cursor_at(session, scope, found.at)
        yield json.dumps({"feed": scope.path, "sequence": found.at, "cursor": cursor}) + "\n"
        count = 0
        for entry in found.entries:
            count += 1
            yield cloud_event_text(entry, settings) + "\n"
        yield json.dumps({"count": count}) + "\n"


def _links(scope: FeedScope, asked: Reading, page: FeedPage, after: int) -> str:
    """Return the header `Link`: the start of the feed, and what comes after this page."""
    address = _address(asked.settings, scope)
    limit = {} if asked.limit == DEFAULT_LIMIT else {"limit": str(asked.limit)}
    reached = asked.cursor or cursor_at(asked.session, scope, after) if not page.entries else ""
    cursor = _after(scope, page.entries[-1]) if page.entries else reached
    onward = {**({"cursor": cursor} if cursor else {}), **limit}
    return f'<{_with(address, limit)}>; rel="first", <{_with(address, onward)}>; rel="next"'


def _after(scope: FeedScope, entry: Entry) -> str:
    return cursor_of(scope, entry.seq, entry.id.hex)


def _with(address: str, query: dict[str, str]) -> str:
    return f"{address}?{urlencode(query)}" if query else address


def _address(settings: EventSettings, scope: FeedScope) -> str:
    return f"{settings.base_url}/api/v1/feeds/{scope.path}/events"


def _headers(scope: FeedScope) -> dict[str, str]:
    if not scope.public:
        return {"Cache-Control": "no-store"}
    return {"Cache-Control": f"public, max-age={_KEPT_SECONDS}", "Access-Control-Allow-Origin": "*"}

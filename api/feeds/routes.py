"""The feeds as resources: which ones there are, their events, the same for feed readers, and snapshots."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.board_door import BoardNumber
from api.deps import ActDep, DatabaseDep, SessionDep, SettingsDep
from api.feeds import asking
from api.feeds.asking import LookingDep, ReadingDep, SharedName, of_board, shared
from api.feeds.listing import FeedList, feeds_for
from api.feeds.syndication import ATOM, JSON_FEED
from swc.procurement.feed.cloudevents import CLOUD_EVENTS

router = APIRouter(prefix="/api/v1", tags=["Berichten"])

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "CloudEvents 1.0 (NL GOV-profiel); de header Link leidt naar het vervolg",
        "content": {CLOUD_EVENTS: {"schema": {"type": "array", "items": {"type": "object"}}}},
    }
}
_LINES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Een regel met de cursor, een CloudEvent per regel, en een regel met het aantal",
        "content": {asking.NDJSON: {"schema": {"type": "string"}}},
    }
}
Seq = Annotated[int, Path(ge=1, le=2_147_483_647, description="Volgnummer van het bericht")]


@router.get("/feeds", summary="De berichtenstromen die u kunt lezen")
def list_feeds(session: SessionDep, act: ActDep, settings: SettingsDep) -> FeedList:
    """Return the feeds that the caller may read, each with its addresses and size."""
    return feeds_for(session, settings.public_base_url, by=act)


@router.get(
    "/feeds/{name}/events",
    summary="Berichten van de catalogus of de sector",
    response_class=Response,
    responses=_EVENTS,
)
def read_shared(name: SharedName, act: ActDep, asked: ReadingDep) -> Response:
    """Return entries in order, after a cursor or since a moment."""
    return asking.events(shared(name, act), asked)


@router.get(
    "/feeds/boards/{number}/events", summary="Berichten van een bestuur", response_class=Response, responses=_EVENTS
)
def read_board(number: BoardNumber, act: ActDep, asked: ReadingDep) -> Response:
    """Return entries in order, after a cursor or since a moment."""
    return asking.events(of_board(number, act), asked)


@router.get("/feeds/{name}/snapshot", summary="Alles wat een stroom nu zegt", response_class=Response, responses=_LINES)
def snapshot_shared(name: SharedName, act: ActDep, database: DatabaseDep, settings: SettingsDep) -> Response:
    """Return the newest entry of each thing, with the cursor to read on from."""
    return asking.snapshot(shared(name, act), database, settings)


@router.get(
    "/feeds/boards/{number}/snapshot",
    summary="Alles wat de stroom van een bestuur nu zegt",
    response_class=Response,
    responses=_LINES,
)
def snapshot_board(number: BoardNumber, act: ActDep, database: DatabaseDep, settings: SettingsDep) -> Response:
    """Return the newest entry of each thing, with the cursor to read on from."""
    return asking.snapshot(of_board(number, act), database, settings)


@router.get("/feeds/{name}/events/{seq}", summary="De gegevens van één bericht", response_class=Response)
def read_shared_one(name: SharedName, act: ActDep, session: SessionDep, seq: Seq) -> Response:
    """Return the data of an entry, to which `dataref` leads."""
    return asking.one(shared(name, act), session, seq)


@router.get("/feeds/boards/{number}/events/{seq}", summary="De gegevens van één bericht", response_class=Response)
def read_board_one(number: BoardNumber, act: ActDep, session: SessionDep, seq: Seq) -> Response:
    """Return the data of an entry, to which `dataref` leads."""
    return asking.one(of_board(number, act), session, seq)


@router.get("/feeds/{name}/events.atom", include_in_schema=False)
def atom_shared(name: SharedName, act: ActDep, asked: LookingDep) -> Response:
    """Return the newest entries as Atom."""
    return asking.newest_as(ATOM, shared(name, act), asked)


@router.get("/feeds/boards/{number}/events.atom", include_in_schema=False)
def atom_board(number: BoardNumber, act: ActDep, asked: LookingDep) -> Response:
    """Return the newest entries as Atom."""
    return asking.newest_as(ATOM, of_board(number, act), asked)


@router.get("/feeds/{name}/events.json", include_in_schema=False)
def json_shared(name: SharedName, act: ActDep, asked: LookingDep) -> Response:
    """Return the newest entries as JSON Feed."""
    return asking.newest_as(JSON_FEED, shared(name, act), asked)


@router.get("/feeds/boards/{number}/events.json", include_in_schema=False)
def json_board(number: BoardNumber, act: ActDep, asked: LookingDep) -> Response:
    """Return the newest entries as JSON Feed."""
    return asking.newest_as(JSON_FEED, of_board(number, act), asked)

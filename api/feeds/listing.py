"""Which feeds there are for somebody, with their addresses and size."""

from __future__ import annotations

from sqlmodel import Session

from api.feeds.titles import feed_title
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.procurement.feed.queries import counts
from swc.procurement.feed.schemas import FeedScope


class FeedAddress(ReadModel):
    """One feed: how it is called, how many entries it has, of how many things, and where to read it."""

    name: str
    title: str
    entries: int
    things: int
    events: str
    snapshot: str
    atom: str
    json_feed: str


class FeedList(ReadModel):
    """The feeds that somebody may read."""

    items: tuple[FeedAddress, ...]


def feeds_for(session: Session, base_url: str, *, by: Act) -> FeedList:
    """Return the feeds that the actor may read, the public one first; one statement each."""
    return FeedList(items=tuple(_address(session, base_url, scope) for scope in readable(by)))


def readable(by: Act) -> tuple[FeedScope, ...]:
    """Return the feeds that the actor may read."""
    sector = (FeedScope.sector(),) if by.actor.may(Right.READ_SECTOR_FEED) and not by.actor.system else ()
    boards = (FeedScope.board(one) for one in sorted(by.actor.boards) if by.actor.may(Right.READ_FEED, one))
    return (FeedScope.catalogue(), *sector, *boards)


def _address(session: Session, base_url: str, scope: FeedScope) -> FeedAddress:
    entries, things = counts(session, scope)
    address = f"{base_url}/api/v1/feeds/{scope.path}"
    return FeedAddress(
        name=scope.path,
        title=feed_title(scope),
        entries=entries,
        things=things,
        events=f"{address}/events",
        snapshot=f"{address}/snapshot",
        atom=f"{address}/events.atom",
        json_feed=f"{address}/events.json",
    )

"""Reads of the feeds: the entries after a number, the newest ones, everything that holds now, and one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlmodel import Session, col

from swc.procurement.feed.kinds import FeedName
from swc.procurement.feed.models import FeedEntry, FeedHead
from swc.procurement.feed.schemas import Entry, FeedPage, FeedScope, Snapshot

_COLUMNS = (
    col(FeedEntry.seq),
    col(FeedEntry.id),
    col(FeedEntry.at),
    col(FeedEntry.feed),
    col(FeedEntry.board_number),
    col(FeedEntry.subject_kind),
    col(FeedEntry.subject_key),
    col(FeedEntry.action),
    col(FeedEntry.cause),
    col(FeedEntry.data),
    col(FeedEntry.previous_seq).is_(None),
)
_BATCH = 1000


def entries(session: Session, scope: FeedScope, *, after: int, limit: int) -> FeedPage:
    """Return at most `limit` entries of a feed after a number, in order, in one statement.

    Numbers become visible in their order, so that a reader who goes on after the last one it saw misses nothing.
    """
    wanted = select(*_COLUMNS).where(*_in(scope, FeedEntry), col(FeedEntry.seq) > after)
    rows = session.execute(wanted.order_by(col(FeedEntry.seq)).limit(limit + 1)).all()
    found = _entries(rows[:limit])
    return FeedPage(found, found[-1].seq if found else after, more=len(rows) > limit)


def stretch(session: Session, scope: FeedScope, *, offset: int, limit: int) -> FeedPage:
    """Return at most `limit` entries of a feed after so many others, in one statement; for pages with a number.

    Of the catalogue no entry ever goes, so that a page that is full stays what it is.
    """
    wanted = select(*_COLUMNS).where(*_in(scope, FeedEntry)).order_by(col(FeedEntry.seq))
    rows = session.execute(wanted.offset(offset).limit(limit + 1)).all()
    found = _entries(rows[:limit])
    return FeedPage(found, found[-1].seq if found else 0, more=len(rows) > limit)


def newest(session: Session, scope: FeedScope, *, before: int | None, limit: int) -> FeedPage:
    """Return at most `limit` entries of a feed, the newest first, before a number when there is one; one statement."""
    wanted = select(*_COLUMNS).where(*_in(scope, FeedEntry))
    if before is not None:
        wanted = wanted.where(col(FeedEntry.seq) < before)
    rows = session.execute(wanted.order_by(col(FeedEntry.seq).desc()).limit(limit + 1)).all()
    found = _entries(rows[:limit])
    return FeedPage(found, found[-1].seq if found else 0, more=len(rows) > limit)


def snapshot(session: Session, scope: FeedScope) -> Snapshot:
    """Return everything a feed holds, read as it is gone through, with the number to go on from.

    One statement, so that number and content fit each other whatever is written meanwhile.
    """
    last = select(func.max(FeedEntry.seq)).where(*_in(scope, FeedEntry)).scalar_subquery()
    wanted = (
        select(*_COLUMNS, last)
        .join(
            FeedHead,
            (col(FeedHead.feed) == col(FeedEntry.feed))
            & (col(FeedHead.board_number) == col(FeedEntry.board_number))
            & (col(FeedHead.entry_seq) == col(FeedEntry.seq)),
        )
        .where(*_in(scope, FeedHead))
        .order_by(col(FeedEntry.seq))
    )
    rows = iter(session.execute(wanted.execution_options(yield_per=_BATCH)))
    first = next(rows, None)
    if first is None:
        return Snapshot(last_seq(session, scope), iter(()))
    return Snapshot(first[-1], _read(chain([first], rows)))


def entry(session: Session, scope: FeedScope, seq: int) -> Entry | None:
    """Return one entry of a feed; nothing when the feed has no such number."""
    wanted = select(*_COLUMNS).where(*_in(scope, FeedEntry), col(FeedEntry.seq) == seq)
    return next(iter(_entries(session.execute(wanted).all())), None)


def last_seq(session: Session, scope: FeedScope) -> int:
    """Return the number of the newest entry of a feed; 0 for an empty one."""
    return session.execute(select(func.max(FeedEntry.seq)).where(*_in(scope, FeedEntry))).scalar_one() or 0


def seq_before(session: Session, scope: FeedScope, moment: datetime) -> int:
    """Return the number in a feed after which to read for everything since a moment (that moment included)."""
    before = select(col(FeedEntry.seq)).where(*_in(scope, FeedEntry), col(FeedEntry.at) < moment)
    return session.execute(before.order_by(col(FeedEntry.seq).desc()).limit(1)).scalar_one_or_none() or 0


def mark_of(session: Session, scope: FeedScope, seq: int) -> str | None:
    """Return what tells an entry of a feed from one that had its number before a restore; nothing without one."""
    wanted = select(col(FeedEntry.id)).where(*_in(scope, FeedEntry), col(FeedEntry.seq) == seq)
    found = session.execute(wanted).scalar_one_or_none()
    return found.hex if found else None


def counts(session: Session, scope: FeedScope) -> tuple[int, int]:
    """Return how many entries a feed has and of how many things it tells now, in one statement."""
    things = select(func.count()).select_from(FeedHead).where(*_in(scope, FeedHead)).scalar_subquery()
    row = session.execute(select(func.count(), things).select_from(FeedEntry).where(*_in(scope, FeedEntry))).one()
    return row[0], row[1]


def _in(scope: FeedScope, table: type[FeedEntry | FeedHead]) -> tuple[ColumnElement[bool], ...]:
    """Return the condition of a feed; the sector's holds what every board that shares, shares."""
    of_feed = col(table.feed) == scope.feed
    return (of_feed,) if scope.feed is FeedName.SECTOR else (of_feed, col(table.board_number) == scope.board_number)


def _entries(rows: Iterable[Row[Any]]) -> tuple[Entry, ...]:
    return tuple(_read(rows))


def _read(rows: Iterable[Row[Any]]) -> Iterator[Entry]:
    width = len(_COLUMNS)
    for row in rows:
        yield Entry(*row[:width])

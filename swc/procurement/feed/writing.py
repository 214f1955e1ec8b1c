"""Writes the entries of a unit of work: only what is served otherwise than the newest entry of a thing says.

Every feed has numbers of its own. They are given while the turn is held (`swc.audit.service.hold_turn`), so that no
entry becomes visible after one of its feed with a higher number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.audit.service import hold_turn
from swc.procurement.feed.kinds import ORDER, FeedAction, FeedName, FeedSubject
from swc.procurement.feed.models import FeedEntry, FeedHead
from swc.procurement.feed.planning import Cause, Key

_MOST_KEYS = 10_000
_PLACE: tuple[Any, ...] = (col(FeedEntry.feed), col(FeedEntry.board_number), col(FeedEntry.seq), col(FeedEntry.at))
Stream = tuple[FeedName, str]
_ENTRIES, _HEADS = FeedEntry.__table__, FeedHead.__table__  # type: ignore[attr-defined]
_RANK = {kind: place for place, kind in enumerate(ORDER)}


class Head(NamedTuple):
    """The newest entry of a thing: its number and the digest of what it said."""

    seq: int
    digest: str


class Change(NamedTuple):
    """What has to be told of a thing: its text as of now, nothing when it is gone; `before` is the entry so far."""

    feed: FeedName
    kind: FeedSubject
    where: Key
    text: str | None
    digest: str
    before: int | None
    cause: Cause


def changes(
    feed: FeedName,
    kind: FeedSubject,
    now: Mapping[Key, str],
    heads: Mapping[Key, Head],
    causes: Mapping[Key, Cause],
) -> Iterator[Change]:
    """Yield in what the things looked at (`causes`) differ from the heads; `now` has those that are there."""
    for where, cause in causes.items():
        text, head = now.get(where), heads.get(where)
        if text is None:
            if head is not None:
                yield Change(feed, kind, where, None, "", head.seq, cause)
            continue
        digest = hashlib.sha256(text.encode()).hexdigest()
        if head is None or head.digest != digest:
            yield Change(feed, kind, where, text, digest, head.seq if head else None, cause)


def heads_of(session: Session, feed: FeedName, kind: FeedSubject, things: Iterable[Key]) -> dict[Key, Head]:
    """Return the heads of things by board and key; a thing that the feed does not hold has none."""
    wanted = sorted(set(things))
    found: dict[Key, Head] = {}
    for start in range(0, len(wanted), _MOST_KEYS):
        some = wanted[start : start + _MOST_KEYS]
        boards = col(FeedHead.board_number).in_({board for board, _ in some})
        found |= _heads(session, feed, kind, boards, col(FeedHead.subject_key).in_([key for _, key in some]))
    return found


def heads_at(session: Session, feed: FeedName, kind: FeedSubject, boards: Iterable[str]) -> dict[Key, Head]:
    """Return the heads of everything of a kind at some boards (empty text: in the catalogue)."""
    numbers, found = sorted(boards), dict[Key, Head]()
    for start in range(0, len(numbers), _MOST_KEYS):
        some = col(FeedHead.board_number).in_(numbers[start : start + _MOST_KEYS])
        found |= _heads(session, feed, kind, some)
    return found


def _heads(session: Session, feed: FeedName, kind: FeedSubject, *some: ColumnElement[bool]) -> dict[Key, Head]:
    columns = (col(FeedHead.board_number), col(FeedHead.subject_key), col(FeedHead.entry_seq), col(FeedHead.digest))
    wanted = select(*columns).where(col(FeedHead.feed) == feed, col(FeedHead.subject_kind) == kind, *some)
    return {(row[0], row[1]): Head(row[2], row[3]) for row in session.execute(wanted)}


def write(session: Session, told: Iterable[Change], *, by: Act) -> int:
    """Append an entry for each change and return how many: things before what refers to them, removals the other way.

    What the feed held of a thing is its head from then on; a thing that is gone has none.
    """
    ordered = sorted(told, key=_order)
    if not ordered:
        return 0
    last, heads, rows = _last(session, {_stream(one) for one in ordered}), [], []
    for one in ordered:
        seq, at = last.get(_stream(one), (0, by.now))
        last[_stream(one)] = seq + 1, max(at, by.now)
        heads.append((one, seq + 1))
        rows.append(_row(one, *last[_stream(one)]))
    session.execute(insert(_ENTRIES), rows)
    new = [_head(one, seq) for one, seq in heads if one.text is not None and one.before is None]
    moved = [_head(one, seq) for one, seq in heads if one.text is not None and one.before is not None]
    if new:
        session.execute(insert(_HEADS), new)
    if moved:
        session.execute(update(FeedHead), moved)
    _forget(session, [one for one in ordered if one.text is None])
    return len(ordered)


def withdraw(session: Session, feed: FeedName, board_number: str, cause: Cause, *, by: Act) -> int:
    """Take everything of a board out of a feed and return how many things that were.

    The data of its entries are emptied, so that nobody reads them from the past either, and each thing that stood in
    the feed is told to be gone, with the cause.
    """
    rows = session.execute(
        select(col(FeedHead.subject_kind), col(FeedHead.subject_key), col(FeedHead.entry_seq)).where(
            col(FeedHead.feed) == feed, col(FeedHead.board_number) == board_number
        )
    )
    gone = [Change(feed, kind, (board_number, key), None, "", seq, cause) for kind, key, seq in rows]
    if gone:
        hold_turn(session)
    session.execute(
        update(FeedEntry)
        .where(
            col(FeedEntry.feed) == feed, col(FeedEntry.board_number) == board_number, col(FeedEntry.data).is_not(None)
        )
        .values(data=None, action=FeedAction.DELETE, cause=cause.kind)
        .execution_options(synchronize_session=False)
    )
    return write(session, gone, by=by)


def _order(one: Change) -> tuple[bool, int, FeedName, Key]:
    gone = one.text is None
    rank = _RANK[one.kind]
    return gone, -rank if gone else rank, one.feed, one.where


def _stream(one: Change) -> Stream:
    """Return within what a change is numbered: its feed, and of the feeds of boards the board."""
    return one.feed, one.where[0] if one.feed is FeedName.BOARD else ""


def _last(session: Session, streams: Iterable[Stream]) -> dict[Stream, tuple[int, datetime]]:
    """Return number and moment of the last entry of each feed; nothing for one without entries.

    A statement for the catalogue, one for the sector and one for all boards.
    """
    hold_turn(session)
    boards = sorted(board for feed, board in streams if feed is FeedName.BOARD)
    wanted = [_last_of_one(feed) for feed, _ in streams if feed is not FeedName.BOARD]
    wanted += [_last_of_boards(boards[start : start + _MOST_KEYS]) for start in range(0, len(boards), _MOST_KEYS)]
    rows = (row for one in wanted for row in session.execute(one))
    return {(feed, board if feed is FeedName.BOARD else ""): (seq, at) for feed, board, seq, at in rows}


def _last_of_one(feed: FeedName) -> Select[Any]:
    wanted: Select[Any] = select(*_PLACE).where(col(FeedEntry.feed) == feed)
    return wanted.order_by(col(FeedEntry.seq).desc()).limit(1)


def _last_of_boards(boards: Sequence[str]) -> Select[Any]:
    """Return the last entry of each board, found by its first: numbers begin at 1, so that no feed is read through."""
    first, other = aliased(FeedEntry), aliased(FeedEntry)
    highest = (
        select(func.max(other.seq))
        .where(col(other.feed) == col(first.feed), col(other.board_number) == col(first.board_number))
        .correlate(first)
        .scalar_subquery()
    )
    last = (
        (col(FeedEntry.feed) == col(first.feed))
        & (col(FeedEntry.board_number) == col(first.board_number))
        & (col(FeedEntry.seq) == highest)
    )
    wanted: Select[Any] = select(*_PLACE).select_from(first).join(FeedEntry, last)
    return wanted.where(col(first.feed) == FeedName.BOARD, col(first.board_number).in_(boards), col(first.seq) == 1)


def _row(one: Change, seq: int, at: datetime) -> dict[str, Any]:
    return {
        "seq": seq,
        "id": uuid4(),
        "at": at,
        "feed": one.feed,
        "board_number": one.where[0],
        "subject_kind": one.kind,
        "subject_key": one.where[1],
        "action": FeedAction.DELETE if one.text is None else FeedAction.UPSERT,
        "cause": one.cause.kind,
        "event_id": one.cause.event_id,
        "previous_seq": one.before,
        "data": one.text,
    }


def _head(one: Change, seq: int) -> dict[str, Any]:
    board, key = one.where
    return {
        "feed": one.feed,
        "board_number": board,
        "subject_kind": one.kind,
        "subject_key": key,
        "entry_seq": seq,
        "digest": one.digest,
    }


def _forget(session: Session, gone: Sequence[Change]) -> None:
    """Remove the heads of things that are gone."""
    columns = (col(FeedHead.feed), col(FeedHead.board_number), col(FeedHead.subject_kind), col(FeedHead.subject_key))
    for start in range(0, len(gone), _MOST_KEYS // len(columns)):
        some = [(one.feed, *_place(one)) for one in gone[start : start + _MOST_KEYS // len(columns)]]
        session.execute(delete(FeedHead).where(tuple_(*columns).in_(some)).execution_options(synchronize_session=False))


def _place(one: Change) -> tuple[str, FeedSubject, str]:
    return one.where[0], one.kind, one.where[1]

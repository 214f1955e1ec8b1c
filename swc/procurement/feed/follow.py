"""The last follower of every unit of work: what it changed in what is served becomes entries of the feeds.

Each thing that an event is about is read anew as it is served, in a fixed number of statements per kind, and compared
with its newest entry. The feed of the sector holds what boards share: all of it from the moment that they do, and
nothing any more from the moment that they stop, not in older entries either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.audit.kinds import Touched
from swc.audit.service import hold_turn
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.procurement.feed.kinds import FeedName, FeedSubject
from swc.procurement.feed.models import FeedHead
from swc.procurement.feed.planning import Cause, Key, Looked, Plan, plan
from swc.procurement.feed.reading import Asked, text_of
from swc.procurement.feed.subjects import BOARD, CATALOGUE, KINDS, for_sector, served
from swc.procurement.feed.writing import Change, changes, heads_at, heads_of, withdraw, write

BASELINE = Cause("feed.baseline")
"""The cause of entries about what was there before the feeds were."""

_AT_ONCE = 20
"""How many boards a baseline holds in memory together."""


def follow(session: Session, touched: Touched, *, by: Act) -> None:
    """Write the entries that follow from the events of a unit of work."""
    if touched.happened:
        carry_out(session, plan(session, touched.happened), by=by)


def carry_out(session: Session, found: Plan, *, by: Act) -> int:
    """Look at what a plan names, write what differs and return how many entries that took."""
    sharing = _sharing(session, found.of_boards())
    told = list(_told(session, found, sharing))
    gone = {where[0]: cause for where, cause in found.kinds[FeedSubject.BOARD].keys.items() if where[0] not in sharing}
    closed = {number: cause for number, cause in found.shared.items() if sharing.get(number) is not Sharing.SECTOR}
    written = 0
    for number, cause in sorted((closed | gone).items()):
        written += withdraw(session, FeedName.SECTOR, number, cause, by=by)
    for number, cause in sorted(gone.items()):
        written += withdraw(session, FeedName.BOARD, number, cause, by=by)
    return written + write(session, (one for one in told if one.where[0] not in gone), by=by)


def baseline(session: Session, *, by: Act, everything: bool = False) -> int:
    """Give entries to what has none yet, and return how many that took; a second time gives nothing.

    The catalogue is compared whole, and each board that has no entry at all; with `everything` every board is, which
    mends what was changed outside the product.
    """
    hold_turn(session)
    numbers = _boards(session, everything=everything)
    parts: list[tuple[tuple[str, ...], tuple[FeedSubject, ...]]] = [(("",), tuple(CATALOGUE))]
    parts += [(numbers[start : start + _AT_ONCE], tuple(BOARD)) for start in range(0, len(numbers), _AT_ONCE)]
    return sum(_whole(session, boards, kinds, by=by) for boards, kinds in parts)


def _whole(session: Session, boards: Iterable[str], kinds: Iterable[FeedSubject], *, by: Act) -> int:
    """Compare all there is of some kinds at some boards (empty text: in the catalogue)."""
    found = Plan()
    for kind in kinds:
        for number in boards:
            found.board(kind, number, BASELINE)
    return carry_out(session, found, by=by)


def _boards(session: Session, *, everything: bool) -> tuple[str, ...]:
    """Return the boards to compare: all, or those that have no entry of their own."""
    known = select(col(FeedHead.board_number)).where(
        col(FeedHead.feed) == FeedName.BOARD, col(FeedHead.subject_kind) == FeedSubject.BOARD
    )
    wanted = select(col(Board.number)).order_by(col(Board.number))
    return tuple(session.execute(wanted if everything else wanted.where(col(Board.number).not_in(known))).scalars())


def _sharing(session: Session, boards: Iterable[str]) -> dict[str, Sharing]:
    """Return how far boards share; one that does not exist has no entry."""
    rows = session.execute(select(col(Board.number), col(Board.sharing)).where(col(Board.number).in_(tuple(boards))))
    return {row[0]: row[1] for row in rows}


def _told(session: Session, found: Plan, sharing: Mapping[str, Sharing]) -> Iterator[Change]:
    """Yield what differs, kind by kind; of a board that began to share, everything is looked at."""
    for number, cause in found.shared.items():
        if sharing.get(number) is Sharing.SECTOR:
            for kind in KINDS[FeedName.SECTOR]:
                found.board(kind, number, cause)
    for kind in (*CATALOGUE, *BOARD):
        if looked := found.kinds[kind]:
            yield from _of_kind(session, kind, looked, sharing)


def _of_kind(session: Session, kind: FeedSubject, looked: Looked, sharing: Mapping[str, Sharing]) -> Iterator[Change]:
    """Yield what differs of the things of one kind, in each feed that tells of it."""
    asked = Asked(
        keys=frozenset(key for board, key in looked.keys if board not in looked.boards),
        boards=frozenset(looked.boards),
        everything="" in looked.boards,
    )
    there = {(board, key): facts for board, key, facts in served(session, kind, asked)}
    main = FeedName.CATALOGUE if kind in CATALOGUE else FeedName.BOARD
    yield from _of_feed(session, main, kind, {where: text_of(facts) for where, facts in there.items()}, looked)
    shared = {number for number, level in sharing.items() if level is Sharing.SECTOR}
    if shared and kind in KINDS[FeedName.SECTOR]:
        told = {where: text_of(for_sector(kind, facts)) for where, facts in there.items() if where[0] in shared}
        yield from _of_feed(session, FeedName.SECTOR, kind, told, looked.at(shared))


def _of_feed(
    session: Session, feed: FeedName, kind: FeedSubject, now: Mapping[Key, str], looked: Looked
) -> Iterator[Change]:
    """Yield what differs in one feed: the keys looked at, and all that is or was there of whole boards."""
    heads = heads_at(session, feed, kind, looked.boards) if looked.boards else {}
    if some := [where for where in looked.keys if where[0] not in looked.boards]:
        heads |= heads_of(session, feed, kind, some)
    causes = {where: looked.boards[where[0]] for where in (*now, *heads) if where[0] in looked.boards}
    yield from changes(feed, kind, now, heads, {**causes, **looked.keys})

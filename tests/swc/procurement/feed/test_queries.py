"""Reading the feeds."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject
from swc.procurement.feed.models import FeedEntry
from swc.procurement.feed.planning import Cause
from swc.procurement.feed.queries import counts, entries, entry, newest, seq_before, snapshot
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.writing import Change, write
from tests.factories.feeds import CATALOGUE, OF_A
from tests.personas import BOARD_A, BOARD_B, NOW, SYSTEM_ACT
from tests.query_count import counted


def put(session: Session, key: str, value: int | None, *, before: int | None = None, board: str = "") -> int:
    """Append one entry about a product, or about a use of a board; return its number."""
    feed, kind = (FeedName.BOARD, FeedSubject.USE) if board else (FeedName.CATALOGUE, FeedSubject.PRODUCT)
    told = None if value is None else f'{{"value":{value}}}'
    write(session, [Change(feed, kind, (board, key), told, str(value), before, Cause("test"))], by=SYSTEM_ACT)
    return entries(session, FeedScope(feed, board), after=0, limit=1000).last


def test_entries_come_in_order_and_a_page_says_whether_more_wait(session: Session) -> None:
    numbers = [put(session, f"p{number}", number) for number in range(5)]
    page = entries(session, CATALOGUE, after=numbers[0], limit=3)
    assert ([one.seq for one in page.entries], page.last, page.more) == (numbers[1:4], numbers[3], True)
    rest = entries(session, CATALOGUE, after=page.last, limit=3)
    assert ([one.seq for one in rest.entries], rest.more) == (numbers[4:], False)
    end = entries(session, CATALOGUE, after=rest.last, limit=3)
    assert (end.entries, end.last) == ((), numbers[4])


def test_the_newest_come_first_for_feed_readers(session: Session) -> None:
    numbers = [put(session, f"p{number}", number) for number in range(4)]
    page = newest(session, CATALOGUE, before=None, limit=2)
    assert [one.seq for one in page.entries] == [numbers[3], numbers[2]]
    assert [one.seq for one in newest(session, CATALOGUE, before=page.last, limit=5).entries] == numbers[1::-1]


def test_a_snapshot_holds_the_newest_of_each_thing_and_where_to_read_on(session: Session) -> None:
    first = put(session, "p1", 1)
    put(session, "p2", 1)
    put(session, "p1", 2, before=first)
    last = put(session, "p2", None, before=first + 1)
    found = snapshot(session, CATALOGUE)
    assert found.at == last
    assert [(one.subject_key, one.data) for one in found.entries] == [("p1", '{"value":2}')]


def test_a_snapshot_of_a_feed_without_things_still_says_where_to_read_on(session: Session) -> None:
    assert snapshot(session, CATALOGUE).at == 0
    last = put(session, "p1", None)
    assert snapshot(session, CATALOGUE).at == last


def test_reading_takes_one_statement_however_much_there_is(session: Session) -> None:
    for number in range(30):
        put(session, f"p{number}", number)
    with counted(session) as statements:
        entries(session, CATALOGUE, after=0, limit=10)
        list(snapshot(session, CATALOGUE).entries)
    assert len(statements) == 2


def test_a_moment_leads_to_the_first_entry_that_is_not_before_it(session: Session) -> None:
    first = put(session, "p1", 1)
    assert seq_before(session, CATALOGUE, NOW) == first - 1
    assert seq_before(session, CATALOGUE, NOW + timedelta(seconds=1)) == first
    put(session, "u1", 1, board=BOARD_A)
    after = seq_before(session, OF_A, NOW)
    assert [one.subject for one in entries(session, OF_A, after=after, limit=9).entries] == ["use/u1"]


def test_the_numbers_of_a_feed_tell_nothing_of_the_others(session: Session) -> None:
    told = [
        put(session, key, 1, board=board) for key, board in (("p1", ""), ("u1", BOARD_A), ("u2", BOARD_B), ("p2", ""))
    ]
    assert told == [1, 1, 1, 2]
    assert seq_before(session, CATALOGUE, NOW + timedelta(seconds=1)) == 2
    assert seq_before(session, FeedScope.board(BOARD_B), NOW + timedelta(seconds=1)) == 1


def test_an_entry_is_found_in_its_own_feed_only(session: Session) -> None:
    seq = put(session, "u1", 1, board=BOARD_A)
    assert entry(session, OF_A, seq) is not None
    assert entry(session, CATALOGUE, seq) is None
    assert entry(session, FeedScope.board(BOARD_B), seq) is None
    assert counts(session, OF_A) == (1, 1)


def test_an_entry_that_commits_late_is_never_skipped(postgres_engine: Engine) -> None:
    """Two writers at once: the second waits for its turn, so that numbers become visible in their order."""
    board = f"x{uuid4().hex[:6]}"
    scope = FeedScope.board(board)

    def tell(session: Session, key: str) -> None:
        record(session, by=SYSTEM_ACT, kind="use.changed", subject=SubjectKind.USE, key=key, board_number=board)
        change = Change(FeedName.BOARD, FeedSubject.USE, (board, key), "{}", key, None, Cause("test"))
        write(session, [change], by=SYSTEM_ACT)

    def second() -> None:
        with Session(postgres_engine) as session, session.begin():
            started.set()
            tell(session, "second")

    started, late = threading.Event(), threading.Thread(target=second)
    try:
        with Session(postgres_engine) as first, first.begin():
            tell(first, "first")
            late.start()
            started.wait()
            late.join(timeout=0.3)
            assert late.is_alive()
            with Session(postgres_engine) as reader:
                assert entries(reader, scope, after=0, limit=9).entries == ()
        late.join(timeout=10)
        with Session(postgres_engine) as reader:
            assert [one.subject_key for one in entries(reader, scope, after=0, limit=9).entries] == ["first", "second"]
    finally:
        _clean(postgres_engine)


def _clean(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in ("feed_head", "feed_entry", "audit_outbox", "audit_event"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of this test


@pytest.mark.parametrize("action", [FeedAction.UPSERT, FeedAction.DELETE])
def test_two_entries_never_get_one_number(session: Session, action: FeedAction) -> None:
    seq = put(session, "p1", 1)
    row = FeedEntry(
        seq=seq,
        at=NOW,
        feed=FeedName.CATALOGUE,
        subject_kind=FeedSubject.PRODUCT,
        subject_key="p2",
        action=action,
        cause="test",
    )
    with pytest.raises(Exception, match=r"(?i)unique"):
        session.connection().execute(FeedEntry.__table__.insert(), row.model_dump())  # type: ignore[attr-defined]

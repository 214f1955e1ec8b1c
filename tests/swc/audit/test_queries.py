"""History: newest first, page by page, and a chain that shows every later hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from swc.access.kinds import AMSTERDAM
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.queries import board_history, subject_history, verify_chain
from swc.audit.service import record
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, acting
from tests.query_count import counted


def note(
    session: Session,
    key: str,
    *,
    board_number: str | None = BOARD_A,
    kind: str = "use.changed",
    subject: SubjectKind = SubjectKind.USE,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> Event:
    """Record an event by Carla."""
    by = acting(CARLA, reason="omdat het moet")
    return record(
        session, by=by, kind=kind, subject=subject, key=key, board_number=board_number, before=before, after=after
    )


def test_a_board_shows_its_own_events_newest_first_in_one_statement(session: Session) -> None:
    for key in "123":
        note(session, key)
    note(session, "x", board_number=BOARD_B)
    note(session, "y", board_number=None)
    with counted(session) as statements:
        history = board_history(session, BOARD_A)
    assert [entry.subject_key for entry in history.events] == ["3", "2", "1"]
    assert (history.older, len(statements)) == (None, 1)


def test_a_long_history_goes_page_by_page_without_gap_or_double(session: Session) -> None:
    for number in range(7):
        note(session, str(number))
    seen: list[str] = []
    cursor: int | None = None
    for _ in range(4):
        page = board_history(session, BOARD_A, before=cursor, limit=2)
        seen += [entry.subject_key for entry in page.events]
        cursor = page.older
    assert seen == ["6", "5", "4", "3", "2", "1", "0"]
    assert cursor is None


def test_an_exact_last_page_has_no_older_one(session: Session) -> None:
    for number in range(4):
        note(session, str(number))
    first = board_history(session, BOARD_A, limit=2)
    assert board_history(session, BOARD_A, before=first.older, limit=2).older is None


def test_history_can_be_kept_to_one_kind_of_thing_or_one_thing(session: Session) -> None:
    note(session, "1")
    note(session, "1", board_number=BOARD_B)
    note(session, "41101", subject=SubjectKind.BOARD, kind="board.created")
    assert [e.kind for e in board_history(session, BOARD_A, subject=SubjectKind.BOARD).events] == ["board.created"]
    assert len(subject_history(session, SubjectKind.USE, "1").events) == 2
    assert len(subject_history(session, SubjectKind.USE, "1", board_number=BOARD_B).events) == 1


def test_an_entry_says_who_when_why_and_what_before_and_after(session: Session) -> None:
    note(session, "1", before={"name": "Oud", "users": 3, "same": 1}, after={"name": "Nieuw", "same": 1, "cost": 5})
    (entry,) = board_history(session, BOARD_A).events
    assert (entry.actor_label, entry.at, entry.reason) == ("Carla", NOW, "omdat het moet")
    assert (entry.told("label", "name"), entry.told("cost"), entry.unchanged) == ("Nieuw", "", {"same": 1})
    assert [(c.field, c.before, c.after) for c in entry.changes] == [
        ("name", "Oud", "Nieuw"),
        ("users", 3, None),
        ("cost", None, 5),
    ]


def test_a_whole_chain_is_whole_whatever_it_holds(session: Session) -> None:
    assert verify_chain(session) is None
    note(session, "1", after={"naam": "é€", "aantal": 1.5, "niets": None, "lijst": [1, {"b": 1, "a": 2}]})
    by = acting(CARLA, now=NOW.astimezone(AMSTERDAM) + timedelta(microseconds=7))
    record(session, by=by, kind="use.changed", subject=SubjectKind.USE, key="2", board_number=BOARD_A)
    session.expire_all()
    assert verify_chain(session) is None


@pytest.mark.parametrize(
    "hand",
    [
        "UPDATE audit_event SET reason = 'anders' WHERE seq = :seq",
        "UPDATE audit_event SET actor_key = 'iemand' WHERE seq = :seq",
        "UPDATE audit_event SET actor_label = 'iemand' WHERE seq = :seq",
        "UPDATE audit_event SET after = NULL WHERE seq = :seq",
        "UPDATE audit_event SET board_number = '41102' WHERE seq = :seq",
        "UPDATE audit_event SET hash = previous_hash WHERE seq = :seq",
    ],
)
def test_an_edited_event_is_pointed_out(session: Session, hand: str) -> None:
    events = [note(session, str(number), after={"n": number}) for number in range(3)]
    session.execute(text(hand), {"seq": events[1].seq})
    session.expire_all()
    assert verify_chain(session) == events[1].seq


def test_a_removed_event_is_noticed_at_the_next_one(session: Session) -> None:
    events = [note(session, str(number)) for number in range(3)]
    session.delete(events[1])
    session.flush()
    assert verify_chain(session) == events[2].seq


def test_a_chain_longer_than_one_chunk_is_walked_to_the_end(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("swc.audit.queries._CHUNK", 2)
    for number in range(5):
        note(session, str(number))
    assert verify_chain(session) is None
    last = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[union-attr]
    assert last is not None
    last.reason = "anders"
    session.flush()
    assert verify_chain(session) == last.seq

"""The audit trail: every change leaves one event, chained by hash, and says what became stale."""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event, Outbox
from swc.audit.queries import verify_chain
from swc.audit.service import GENESIS, Happening, event_hash, record, record_all, touched
from tests.personas import BOARD_A, CARLA, acting


def note(session: Session, key: str) -> Event:
    """Record a small event about a use of board A."""
    return record(
        session,
        by=acting(CARLA, reason="test"),
        kind="use.created",
        subject=SubjectKind.USE,
        key=key,
        board_number=BOARD_A,
        after={"name": "é"},
    )


def test_the_first_event_starts_the_chain_and_the_next_refers_to_it(session: Session) -> None:
    first, second = note(session, "1"), note(session, "2")
    assert first.previous_hash == GENESIS
    assert second.previous_hash == first.hash


def test_an_edited_event_no_longer_matches_its_hash(session: Session) -> None:
    event = note(session, "1")
    session.expire(event)
    assert event_hash(event) == event.hash
    event.reason = "achteraf aangepast"
    assert event_hash(event) != event.hash


def test_an_event_at_a_board_makes_its_graph_stale_and_touches_it(session: Session) -> None:
    note(session, "1")
    assert session.exec(select(Outbox.graph)).all() == [f"board/{BOARD_A}", f"board/{BOARD_A}/sector"]
    assert touched(session).boards == {BOARD_A}


def test_an_event_about_a_product_touches_the_catalogue_and_the_product(session: Session) -> None:
    record(session, by=acting(CARLA), kind="product.changed", subject=SubjectKind.PRODUCT, key="magister")
    assert session.exec(select(Outbox.graph)).all() == ["catalogue"]
    assert touched(session).products == {"magister"}


def test_many_events_at_once_are_chained_in_order_and_queue_each_graph_once(session: Session) -> None:
    note(session, "eerst")
    told = [Happening("flag.opened", SubjectKind.FLAG, str(number), BOARD_A) for number in range(700)]
    assert record_all(session, told, by=acting(CARLA)) == 700
    keys = session.exec(select(Event.subject_key).order_by(col(Event.seq))).all()
    assert keys == ["eerst", *(str(number) for number in range(700))]
    assert verify_chain(session) is None
    assert session.exec(select(Outbox.graph)).all() == [f"board/{BOARD_A}", f"board/{BOARD_A}/sector"] * 2


def test_no_events_at_once_change_nothing(session: Session) -> None:
    assert record_all(session, [], by=acting(CARLA)) == 0
    assert not session.exec(select(Event)).all()
    assert not touched(session)

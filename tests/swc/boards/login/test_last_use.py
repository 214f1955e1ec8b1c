"""Last use: told with the proof, written apart, never backwards."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, select

from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, create_key, key_proof
from swc.boards.login.last_use import Carrier, LastUse, is_stale, note_use
from swc.boards.login.sessions import SessionLimits, open_session, session_proof
from swc.boards.models import ApiKey, LoginSession
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, BOARD_A, NOW, acting
from tests.query_count import counted

MINUTE = timedelta(minutes=1)


def test_a_use_is_worth_noting_once_a_minute() -> None:
    assert [is_stale(noted, NOW) for noted in (None, NOW - MINUTE, NOW - MINUTE / 2)] == [True, True, False]


def test_a_session_is_proved_without_writing_and_its_use_written_apart(session: Session) -> None:
    token = open_session(session, make_person(session).id, limits=SessionLimits(), agent="", now=NOW)
    with counted(session) as statements:
        proof = session_proof(session, token, limits=SessionLimits(), now=NOW + MINUTE)
        session.flush()
    assert [statement for statement in statements if not statement.startswith("SELECT")] == []
    assert proof is not None
    assert proof.last_use is not None
    note_use(session, proof.last_use)
    assert session.exec(select(LoginSession.last_seen_at)).one() == NOW + MINUTE
    again = session_proof(session, token, limits=SessionLimits(), now=NOW + MINUTE * 1.5)
    assert again is not None
    assert again.last_use is None


def test_a_key_is_proved_without_writing_and_its_use_written_apart(session: Session) -> None:
    make_board(session)
    data = KeyCreate(label="x", scopes=frozenset({KeyScope.READ}), expires_on=date(2026, 6, 30))
    secret = create_key(session, BOARD_A, data, by=acting(ADMIN)).secret
    with counted(session) as statements:
        proof = key_proof(session, secret, now=NOW)
        session.flush()
    assert len(statements) == 1
    assert proof.last_use is not None
    note_use(session, proof.last_use)
    assert session.exec(select(ApiKey.last_used_at)).one() == NOW


def test_a_late_note_does_not_turn_the_clock_back(session: Session) -> None:
    token = open_session(session, make_person(session).id, limits=SessionLimits(), agent="", now=NOW)
    proof = session_proof(session, token, limits=SessionLimits(), now=NOW + MINUTE)
    assert proof is not None
    assert proof.last_use is not None
    note_use(session, LastUse(Carrier.SESSION, proof.last_use.reference, NOW + 5 * MINUTE))
    note_use(session, proof.last_use)
    assert session.exec(select(LoginSession.last_seen_at)).one() == NOW + 5 * MINUTE

"""Sessions end by idleness, by age and by hand, and belong to one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Act, Actor
from swc.access.roles import Role
from swc.boards.login.actors import person_actor, person_id_of
from swc.boards.login.last_use import note_use
from swc.boards.login.sessions import (
    SessionLimits,
    close_session,
    close_sessions,
    open_session,
    own_sessions,
    revoke_session,
    session_proof,
)
from swc.boards.models import LoginSession, Person, RoleGrant
from swc.errors import NotAllowedError, NotFoundError
from tests.factories.boards import make_person
from tests.personas import ANNE, BOARD_A, BOARD_B, NOW, acting
from tests.query_count import counted

LIMITS = SessionLimits(idle=timedelta(hours=1), absolute=timedelta(hours=3))


def opened(session: Session, person: Person, *, hours: float = 0) -> str:
    """Open a session some hours after NOW."""
    now = NOW + timedelta(hours=hours)
    return open_session(session, person.id, limits=LIMITS, agent="Firefox", now=now)


def who(session: Session, token: str, *, hours: float = 0) -> Actor | None:
    """Return whose session this is some hours after NOW, and note that it was used."""
    proof = session_proof(session, token, limits=LIMITS, now=NOW + timedelta(hours=hours))
    if proof is not None and proof.last_use is not None:
        note_use(session, proof.last_use)
    return proof.actor if proof else None


def test_a_session_carries_the_roles_of_this_moment(session: Session) -> None:
    person = make_person(session, roles={BOARD_A: (Role.EDITOR, Role.READER)}, sector=(Role.SECTOR_EDITOR,))
    token = opened(session, person)
    actor = who(session, token)
    assert actor is not None
    assert actor.boards == {BOARD_A: {Role.EDITOR, Role.READER}}
    assert actor.sector == {Role.SECTOR_EDITOR}
    session.delete(session.get_one(RoleGrant, (person.id, BOARD_A, Role.EDITOR)))
    session.add(RoleGrant(person_id=person.id, board_number=BOARD_B, role=Role.READER))
    later = who(session, token)
    assert later is not None
    assert later.boards == {BOARD_A: {Role.READER}, BOARD_B: {Role.READER}}


def test_a_session_ends_after_an_hour_without_use(session: Session) -> None:
    token = opened(session, make_person(session))
    assert who(session, token, hours=0.99)
    assert who(session, token, hours=1.98)
    assert who(session, token, hours=2.98) is None


def test_a_session_ends_after_three_hours_of_use(session: Session) -> None:
    token = opened(session, make_person(session))
    assert [bool(who(session, token, hours=step / 2)) for step in range(8)] == [True] * 6 + [False] * 2


@pytest.mark.parametrize("token", ["", "onbekend", "x" * 300, "\ud800", "' OR 1=1 --", "\x00"])
def test_what_is_no_secret_of_ours_is_nobody(session: Session, token: str) -> None:
    opened(session, make_person(session))
    assert who(session, token) is None


def test_a_closed_account_has_no_session(session: Session) -> None:
    person = make_person(session)
    token = opened(session, person)
    person.active = False
    session.flush()
    assert who(session, token) is None


def test_somebody_sees_the_own_open_sessions_and_which_one_is_this(session: Session) -> None:
    person, other = make_person(session), make_person(session, email="bram@linde.example")
    old, current = opened(session, person), opened(session, person, hours=0.5)
    opened(session, other)
    by = acting(person_actor(session, person), now=NOW + timedelta(hours=0.6))
    first, second = own_sessions(session, limits=LIMITS, token=current, by=by)
    assert (first.current, second.current) == (True, False)
    assert first.expires_at == NOW + timedelta(hours=1.5)
    assert old not in str((first, second))
    later = Act(actor=by.actor, now=NOW + timedelta(hours=1.2))
    assert len(own_sessions(session, limits=LIMITS, token=current, by=later)) == 1


def test_somebody_ends_an_own_session_and_nobody_elses(session: Session) -> None:
    person, other = make_person(session), make_person(session, email="bram@linde.example")
    token = opened(session, person)
    theirs = opened(session, other)
    by, by_other = acting(person_actor(session, person)), acting(person_actor(session, other))
    (own,) = own_sessions(session, limits=LIMITS, token="", by=by)
    with pytest.raises(NotFoundError):
        revoke_session(session, own.reference, by=by_other)
    with pytest.raises(NotFoundError):
        revoke_session(session, "%", by=by)
    with pytest.raises(NotFoundError):
        revoke_session(session, "", by=by)
    revoke_session(session, own.reference, by=by)
    assert who(session, token) is None
    assert who(session, theirs) is not None


def test_logging_out_ends_this_session_and_a_new_password_all_others(session: Session) -> None:
    person = make_person(session)
    first, second, third = (opened(session, person) for _ in range(3))
    close_session(session, first)
    close_sessions(session, person.id, keep=second)
    assert [bool(who(session, token)) for token in (first, second, third)] == [False, True, False]


def test_sessions_past_their_end_are_swept_when_a_new_one_opens(session: Session) -> None:
    person = make_person(session)
    opened(session, person)
    opened(session, person, hours=4)
    assert len(session.exec(select(LoginSession)).all()) == 1


def test_a_session_is_found_in_two_statements(session: Session) -> None:
    token = opened(session, make_person(session, roles={str(41000 + n): (Role.READER,) for n in range(20)}))
    session.expunge_all()
    with counted(session) as statements:
        who(session, token)
    assert len(statements) == 2


def test_what_is_not_a_person_has_no_account() -> None:
    with pytest.raises(NotAllowedError):
        person_id_of(ANNE)

"""Closing an account shuts every door at once and forgets nothing."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.access.roles import Role
from swc.audit.models import Event
from swc.boards.login.actors import person_actor
from swc.boards.login.sessions import SessionLimits, open_session, session_proof
from swc.boards.models import RoleGrant
from swc.boards.people.closing import close_account, reopen_account
from swc.errors import NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.boards import make_person
from tests.personas import ADMIN, BOARD_A, NOW, SACHA, acting


def test_a_closed_account_has_no_session_and_keeps_its_roles(session: Session) -> None:
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    token = open_session(session, person.id, limits=SessionLimits(), agent="", now=NOW)
    close_account(session, " Anne@Linde.example", by=acting(SACHA))
    close_account(session, person.email, by=acting(SACHA))
    assert session_proof(session, token, limits=SessionLimits(), now=NOW) is None
    assert not person.active
    assert session.exec(select(RoleGrant.role)).all() == [Role.READER]
    reopen_account(session, person.email, by=acting(SACHA))
    assert person.active
    assert session_proof(session, token, limits=SessionLimits(), now=NOW) is None
    assert list(session.exec(select(Event.kind).order_by(Event.seq))) == ["person.closed", "person.opened"]


def test_only_who_keeps_people_in_the_sector_closes_accounts_and_never_the_own(session: Session) -> None:
    person = make_person(session, sector=(Role.SECTOR_EDITOR,))
    with pytest.raises(NotAllowedError):
        close_account(session, person.email, by=acting(ADMIN))
    with pytest.raises(NotFoundError):
        close_account(session, "niemand@linde.example", by=acting(SACHA))
    with pytest.raises(RuleRefusedError):
        close_account(session, person.email, by=acting(person_actor(session, person)))

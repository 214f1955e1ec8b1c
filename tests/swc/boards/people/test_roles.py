"""Giving and taking roles, without a way around the boards' own say."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.access.roles import Role
from swc.audit.models import Event
from swc.boards.login.actors import person_actor
from swc.boards.models import Person, RoleGrant
from swc.boards.people.roles import grant_role, revoke_role
from swc.boards.people.schemas import RoleChange
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, CHRIS, SACHA, acting


def change(person: Person, role: Role = Role.EDITOR, board_number: str = BOARD_A) -> RoleChange:
    """Return a change of a role of a person."""
    return RoleChange(person_id=person.id, role=role, board_number=board_number)


def held(session: Session, person: Person) -> set[tuple[str, Role]]:
    """Return where a person holds which roles."""
    rows = session.exec(select(RoleGrant).where(RoleGrant.person_id == person.id))
    return {(row.board_number, row.role) for row in rows}


@pytest.fixture
def person(session: Session) -> Person:
    """Return somebody with a role at both boards."""
    make_board(session)
    make_board(session, number=BOARD_B)
    return make_person(session, roles={BOARD_A: (Role.READER,), BOARD_B: (Role.READER,)})


def test_a_role_is_given_once_and_taken_once(session: Session, person: Person) -> None:
    grant_role(session, change(person), by=acting(ADMIN))
    grant_role(session, change(person), by=acting(ADMIN))
    assert (BOARD_A, Role.EDITOR) in held(session, person)
    revoke_role(session, change(person), by=acting(ADMIN))
    assert (BOARD_A, Role.EDITOR) not in held(session, person)
    with pytest.raises(NotFoundError):
        revoke_role(session, change(person), by=acting(ADMIN))
    events = session.exec(select(Event).order_by(Event.seq)).all()
    assert [event.kind for event in events] == ["person.role_granted", "person.role_revoked"]
    assert events[0].after == events[1].before == {"role": "editor", "name": "Anne"}


@pytest.mark.parametrize(("actor", "refusal"), [(ANNE, NotAllowedError), (CHRIS, NotFoundError)])
def test_only_an_administrator_of_the_board_gives_and_takes_its_roles(
    session: Session, person: Person, actor: Actor, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        grant_role(session, change(person), by=acting(actor))
    with pytest.raises(refusal):
        revoke_role(session, change(person, Role.READER), by=acting(actor))


def test_an_administrator_reaches_neither_another_board_nor_the_sector(session: Session, person: Person) -> None:
    with pytest.raises(NotFoundError):
        grant_role(session, change(person, board_number=BOARD_B), by=acting(ADMIN))
    with pytest.raises(NotAllowedError):
        grant_role(session, change(person, Role.SECTOR_EDITOR, ""), by=acting(ADMIN))


def test_who_keeps_people_gives_roles_at_any_board_but_never_to_the_own_account(
    session: Session, person: Person
) -> None:
    keeper = make_person(session, email="sacha@x.example", sector=(Role.SECTOR_EDITOR,))
    by = acting(person_actor(session, keeper))
    grant_role(session, change(person, Role.BOARD_ADMIN, BOARD_B), by=by)
    assert (BOARD_B, Role.BOARD_ADMIN) in held(session, person)
    with pytest.raises(RuleRefusedError):
        grant_role(session, change(keeper, Role.READER, BOARD_B), by=by)


def test_sector_roles_are_held_in_the_sector_and_board_roles_at_a_board(session: Session, person: Person) -> None:
    for role, board_number in ((Role.SECTOR_EDITOR, BOARD_A), (Role.READER, "")):
        with pytest.raises(InvalidInputError):
            grant_role(session, change(person, role, board_number), by=acting(SACHA))
    grant_role(session, change(person, Role.SECTOR_EDITOR, ""), by=acting(SACHA))
    assert ("", Role.SECTOR_EDITOR) in held(session, person)


def test_an_unknown_person_or_board_is_not_found(session: Session, person: Person) -> None:
    stranger = RoleChange(person_id=uuid4(), role=Role.EDITOR, board_number=BOARD_A)
    for data in (stranger, change(person, board_number="99999")):
        with pytest.raises(NotFoundError):
            grant_role(session, data, by=acting(SACHA))


def test_the_last_administrator_stays_until_there_is_another(session: Session, person: Person) -> None:
    admin = make_person(session, email="admin@x.example", roles={BOARD_A: (Role.BOARD_ADMIN,)})
    make_person(session, email="weg@x.example", roles={BOARD_A: (Role.BOARD_ADMIN,)}, active=False)
    by = acting(person_actor(session, admin))
    with pytest.raises(RuleRefusedError, match="ten minste één beheerder"):
        revoke_role(session, change(admin, Role.BOARD_ADMIN), by=by)
    grant_role(session, change(person, Role.BOARD_ADMIN), by=by)
    revoke_role(session, change(admin, Role.BOARD_ADMIN), by=by)
    assert held(session, admin) == set()


def test_who_keeps_people_may_take_the_last_administrator_away(session: Session) -> None:
    make_board(session)
    admin = make_person(session, email="admin@x.example", roles={BOARD_A: (Role.BOARD_ADMIN,)})
    revoke_role(session, change(admin, Role.BOARD_ADMIN), by=acting(SACHA))
    assert held(session, admin) == set()

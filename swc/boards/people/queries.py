"""Reading people: who has which role at a board, and the own account; always the same number of statements."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from swc.access.kinds import Act, Actor
from swc.access.roles import Right, Role
from swc.boards.login.actors import SECTOR, person_id_of
from swc.boards.models import Board, Person, RoleGrant, VendorGrant
from swc.boards.people.schemas import BoardRoles, PersonAtBoard, Profile
from swc.errors import NotFoundError


def may_manage(actor: Actor, board_number: str) -> bool:
    """Say whether an actor may give and take roles at a board: its administrator, or who keeps people in the sector."""
    return actor.may(Right.ADMIN_BOARD, board_number) or actor.may(Right.MANAGE_PEOPLE)


def demand_management(by: Act, board_number: str) -> None:
    """Refuse whoever may not give and take roles at a board, with the refusal that fits."""
    if not may_manage(by.actor, board_number):
        by.demand(Right.ADMIN_BOARD, board_number)


def board_people(session: Session, board_number: str, *, by: Act) -> tuple[PersonAtBoard, ...]:
    """Return everybody with a role at a board, ordered by name; one statement."""
    demand_management(by, board_number)
    other = aliased(RoleGrant)
    elsewhere = (
        exists()
        .where(col(other.person_id) == col(Person.id), col(other.board_number) != board_number)
        .correlate(Person)
    ) | exists().where(col(VendorGrant.person_id) == col(Person.id)).correlate(Person)
    rows = session.exec(
        select(Person, col(RoleGrant.role), elsewhere)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(col(RoleGrant.board_number) == board_number)
        .order_by(col(Person.name), col(Person.email))
    )
    people: dict[UUID, tuple[Person, bool, list[Role]]] = {}
    for person, role, has_other in rows:
        people.setdefault(person.id, (person, has_other, []))[2].append(role)
    return tuple(
        PersonAtBoard(
            id=person.id,
            email=person.email,
            name=person.name,
            active=person.active,
            invited=person.password_expires_at is not None,
            resettable=not has_other,
            roles=tuple(sorted(roles)),
        )
        for person, has_other, roles in people.values()
    )


def profile(session: Session, actor: Actor) -> Profile:
    """Return the account of an actor with the roles held; two statements."""
    person = session.get(Person, person_id_of(actor))
    if person is None:
        raise NotFoundError("Dit account bestaat niet meer.")
    rows = session.exec(
        select(col(RoleGrant.board_number), col(RoleGrant.role), col(Board.name))
        .outerjoin(Board, col(Board.number) == col(RoleGrant.board_number))
        .where(col(RoleGrant.person_id) == person.id)
        .order_by(col(RoleGrant.board_number), col(RoleGrant.role))
    )
    held: dict[str, tuple[str, list[Role]]] = {}
    for number, role, name in rows:
        held.setdefault(number, (name or "", []))[1].append(role)
    return Profile(
        id=person.id,
        email=person.email,
        name=person.name,
        language=person.language,
        must_change_password=person.password_expires_at is not None,
        roles=tuple(
            BoardRoles(board_number=number if number != SECTOR else "", board_name=name, roles=tuple(roles))
            for number, (name, roles) in held.items()
        ),
    )

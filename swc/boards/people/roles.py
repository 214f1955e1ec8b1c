"""Giving and taking roles: by whom, where a role can be held, and that a board keeps an administrator."""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import SECTOR_ROLES, Right, Role
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import SECTOR
from swc.boards.models import Board, Person, RoleGrant
from swc.boards.people.queries import demand_management
from swc.boards.people.schemas import RoleChange
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError


def grant_role(session: Session, data: RoleChange, *, by: Act) -> None:
    """Give a role at a board or in the sector; giving a role twice changes nothing.

    Who keeps people in the sector cannot open a landscape by giving the own account a role: only a board's own
    administrator widens who sees that board for itself.
    """
    _demand(data, by=by)
    if str(data.person_id) == by.actor.key and not by.actor.may(Right.ADMIN_BOARD, data.board_number or None):
        raise RuleRefusedError("U kunt uzelf geen rol geven.", remedy="Vraag het een beheerder van dat bestuur.")
    _demand_place(session, data)
    person = session.get(Person, data.person_id)
    if person is None:
        raise NotFoundError("Deze persoon is niet gevonden.")
    if session.get(RoleGrant, (data.person_id, data.board_number, data.role)) is not None:
        return
    session.add(RoleGrant(person_id=person.id, board_number=data.board_number, role=data.role))
    session.flush()
    _note(session, data, "person.role_granted", name=person.name, by=by)


def revoke_role(session: Session, data: RoleChange, *, by: Act) -> None:
    """Take a role away; the last administrator of a board stays until there is another."""
    _demand(data, by=by)
    grant = session.get(RoleGrant, (data.person_id, data.board_number, data.role))
    if grant is None:
        raise NotFoundError("Deze rol is niet (meer) toegekend.")
    if data.role is Role.BOARD_ADMIN and not by.actor.may(Right.MANAGE_PEOPLE) and _is_last_admin(session, data):
        raise RuleRefusedError(
            "Een bestuur houdt ten minste één beheerder.", remedy="Geef eerst iemand anders de rol van beheerder."
        )
    person = session.get(Person, data.person_id)
    session.delete(grant)
    session.flush()
    _note(session, data, "person.role_revoked", name=person.name if person else "", by=by)


def _demand(data: RoleChange, *, by: Act) -> None:
    """Ask for the right over the place where the role holds."""
    if data.board_number == SECTOR:
        by.demand(Right.MANAGE_PEOPLE)
    else:
        demand_management(by, data.board_number)


def _demand_place(session: Session, data: RoleChange) -> None:
    """Refuse a sector role at a board, a board role in the sector, and a board that does not exist."""
    if (data.role in SECTOR_ROLES) != (data.board_number == SECTOR):
        problem = Problem(
            "role", "Sectorredacteur en sectorlezer zijn rollen in de sector; elke andere rol hoort bij een bestuur."
        )
        raise InvalidInputError("Deze rol past hier niet.", problems=(problem,))
    if data.board_number != SECTOR and session.get(Board, data.board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=data.board_number)


def _is_last_admin(session: Session, data: RoleChange) -> bool:
    """Say whether nobody else with an open account administers the board; the grants are locked on PostgreSQL."""
    others = session.exec(
        select(col(RoleGrant.person_id))
        .join(Person, col(Person.id) == col(RoleGrant.person_id))
        .where(
            col(RoleGrant.board_number) == data.board_number,
            col(RoleGrant.role) == Role.BOARD_ADMIN,
            col(Person.active),
        )
        .with_for_update()
    ).all()
    return all(person_id == data.person_id for person_id in others)


def _note(session: Session, data: RoleChange, kind: str, *, name: str, by: Act) -> None:
    """Record that a role was given or taken."""
    change = {"role": data.role.value, "name": name}
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.PERSON,
        key=str(data.person_id),
        board_number=data.board_number or None,
        before=change if kind.endswith("revoked") else None,
        after=None if kind.endswith("revoked") else change,
    )

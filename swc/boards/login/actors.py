"""Turning a person with role grants and vendors to speak for into the actor that services ask for rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from sqlalchemy import String, Table, bindparam, literal, select, type_coerce, union_all
from sqlmodel import Session

from swc.access.kinds import Actor, Door
from swc.access.roles import Role
from swc.boards.models import RoleGrant, VendorGrant
from swc.errors import NotAllowedError

SECTOR = ""
"""The board number of a grant that holds in the sector."""


_ROLES: Table = RoleGrant.__table__  # type: ignore[attr-defined]
_VOICES: Table = VendorGrant.__table__  # type: ignore[attr-defined]
_HELD = union_all(
    select(_ROLES.c.board_number, type_coerce(_ROLES.c.role, String), literal(0)).where(
        _ROLES.c.person_id == bindparam("person_id")
    ),
    select(_VOICES.c.vendor_key, literal(""), literal(1)).where(_VOICES.c.person_id == bindparam("person_id")),
)


class Named(Protocol):
    """A person, as far as an actor is made of it."""

    @property
    def id(self) -> UUID:
        """Return the account."""

    @property
    def name(self) -> str:
        """Return what the person is called."""


def person_actor(session: Session, person: Named, *, door: Door = Door.PAGE) -> Actor:
    """Return the actor for a person, with the roles held and the vendors spoken for at this moment; one statement."""
    session.flush()
    rows = session.connection().execute(_HELD, {"person_id": person.id}).all()
    boards, sector = _by_board((place, Role(role)) for place, role, speaks in rows if not speaks)
    vendors = frozenset(place for place, _role, speaks in rows if speaks)
    return Actor(key=str(person.id), label=person.name, boards=boards, sector=sector, vendors=vendors, door=door)


def person_id_of(actor: Actor) -> UUID:
    """Return the account of an actor; a key, the system and the anonymous have none and are refused."""
    try:
        return UUID(actor.key)
    except ValueError:
        raise NotAllowedError("Dit kan alleen iemand die met een eigen account is ingelogd.") from None


def _by_board(rows: Iterable[tuple[str, Role]]) -> tuple[dict[str, frozenset[Role]], frozenset[Role]]:
    """Group role grants by board; the grants without a board are the roles in the sector."""
    held: dict[str, set[Role]] = {}
    for board_number, role in rows:
        held.setdefault(board_number, set()).add(role)
    sector = frozenset(held.pop(SECTOR, set()))
    return {number: frozenset(roles) for number, roles in held.items()}, sector

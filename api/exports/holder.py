"""Whose document it is: the board with its address, and whom to ask about privacy (art. 30(1)(a) AVG)."""

from __future__ import annotations

from sqlmodel import Session, col, select

from api.exports.register_document import Holder
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.boards.models import Person, RoleGrant
from swc.boards.queries import open_board


def holder_of(session: Session, board_number: str, *, by: Act) -> Holder:
    """Return the board as art. 30(1)(a) AVG asks; for whoever may not read it, it does not exist."""
    board = open_board(session, board_number, by=by)
    city = " ".join(part for part in (board.postcode, board.city) if part)
    return Holder(
        name=board.name,
        number=board.number,
        address=", ".join(part for part in (board.street, city) if part),
        kvk_number=board.kvk_number,
        phone=board.phone,
        website=board.website,
        privacy_contacts=_privacy_contacts(session, board_number),
    )


def _privacy_contacts(session: Session, board_number: str) -> tuple[str, ...]:
    """Return who holds the role of privacy officer, with address; the FG has it too."""
    rows = session.exec(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(
            col(RoleGrant.board_number) == board_number,
            col(RoleGrant.role) == Role.PRIVACY_OFFICER,
            col(Person.active).is_(True),
        )
        .order_by(col(Person.name), col(Person.email))
    )
    return tuple(f"{one.name} ({one.email})" for one in rows)

"""What the administration page of a board shows: the board, its people and its keys, as far as the asker may see."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.boards.login.keys import KeySummary, board_keys
from swc.boards.people.queries import board_people, demand_management
from swc.boards.people.schemas import PersonAtBoard
from swc.boards.queries import board_detail
from swc.boards.schemas import BoardDetail
from swc.errors import NotFoundError


class Administration(ReadModel):
    """The board with its people; `keys` is empty for who only keeps people in the sector (`may_admin` false)."""

    board: BoardDetail
    people: tuple[PersonAtBoard, ...]
    keys: tuple[KeySummary, ...]
    may_admin: bool
    may_read: bool


def administration(session: Session, board_number: str, *, by: Act) -> Administration:
    """Return the administration of a board; five statements."""
    demand_management(by, board_number)
    board = board_detail(session, board_number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    may_admin = by.actor.may(Right.ADMIN_BOARD, board_number)
    return Administration(
        board=board,
        people=board_people(session, board_number, by=by),
        keys=board_keys(session, board_number, by=by) if may_admin else (),
        may_admin=may_admin,
        may_read=by.actor.may(Right.READ_BOARD, board_number),
    )

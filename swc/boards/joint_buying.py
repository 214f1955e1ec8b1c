"""Choosing whether a board is named to the boards with which it could buy together."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import Input
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.models import Board
from swc.errors import ConflictError, NotFoundError


class JointBuyingChange(Input):
    """Whether the board wants to be named from now on; `expected_version` guards against lost updates."""

    joint_buying: bool = False
    expected_version: int


def change_joint_buying(session: Session, board_number: str, data: JointBuyingChange, *, by: Act) -> int:
    """Set whether a board is named and return the new row version; the same choice changes nothing."""
    by.demand(Right.ADMIN_BOARD, board_number)
    board = session.get(Board, board_number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    if board.row_version != data.expected_version:
        raise ConflictError(
            "Iemand anders heeft dit bestuur intussen gewijzigd.",
            remedy="Bekijk de nieuwe gegevens en probeer opnieuw.",
        )
    if board.joint_buying is data.joint_buying:
        return board.row_version
    before = {"joint_buying": board.joint_buying}
    board.joint_buying = data.joint_buying
    board.row_version += 1
    session.add(board)
    session.flush()
    record(
        session,
        by=by,
        kind="board.joint_buying_changed",
        subject=SubjectKind.BOARD,
        key=board_number,
        board_number=board_number,
        before=before,
        after={"joint_buying": data.joint_buying},
    )
    return board.row_version

"""What happens to flags when something else changes: the boards it touches are evaluated in the same transaction.

Flags say nothing to the catalogue or the reference architecture, and evaluating a board twice writes nothing the second
time, so the events of flags themselves lead nowhere.
"""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.access.kinds import SYSTEM, Act
from swc.audit.kinds import Touched
from swc.boards.models import Board
from swc.landscape.models import Placement, Use
from swc.risk.service import evaluate_board


def follow(session: Session, touched: Touched, *, by: Act) -> None:
    """Evaluate every board that a unit of work touched, by number; the flags are the system's doing, not a person's."""
    act = Act(actor=SYSTEM, now=by.now, reason=by.reason)
    for number in affected(session, touched):
        evaluate_board(session, number, by=act)


def affected(session: Session, touched: Touched) -> tuple[str, ...]:
    """Return the boards that a unit of work touched: themselves, by a product in use, or by a published release."""
    found = set(touched.boards)
    if touched.products:
        using = select(Use.board_number).where(col(Use.product_key).in_(sorted(touched.products))).distinct()
        found.update(session.exec(using))
    if touched.release:
        placed = select(Use.board_number).join(Placement, col(Placement.use_id) == col(Use.id)).distinct()
        found.update(session.exec(placed))
    existing = session.exec(select(Board.number).where(col(Board.number).in_(sorted(found)))).all()
    return tuple(sorted(existing))

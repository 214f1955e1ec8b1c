"""DPIAs over activities, as records of the columns: the uses that have none of their own stand as those do."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.dependency.columns.tables import FIELD
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.scopes import covering
from swc.landscape.models import Use


def through_activities(session: Session, numbers: Collection[str] | None, key: ColumnElement[str]) -> Iterator[str]:
    """Yield a record for each DPIA over activities that covers a use whole: the use, its state and its review date.

    One use may have several: it stands as the least advanced of them, which depends on the day that is asked about.
    `key` writes the id of a use as the other tables have it.
    """
    over = (col(Assessment.kind) == AssessmentKind.DPIA, col(Assessment.use_id).is_(None))
    shares = col(Board.number).in_(select(col(Assessment.board_number)).where(*over))
    query = select(col(Board.number)).where(shares, col(Board.sharing) == Sharing.SECTOR)
    if numbers is not None:
        query = query.where(col(Board.number).in_(numbers))
    for board in session.execute(query).scalars().all():
        yield from _of_board(session, board, key)


def _of_board(session: Session, board: str, key: ColumnElement[str]) -> Iterator[str]:
    dpias = select(col(Assessment.id), col(Assessment.use_id), col(Assessment.state), col(Assessment.review_due)).where(
        col(Assessment.board_number) == board, col(Assessment.kind) == AssessmentKind.DPIA
    )
    rows = session.execute(dpias).all()
    begun = {use for _id, use, state, _due in rows if use is not None and state is not DpiaState.NOT_ASSESSED}
    stands = {one: (state.value, due.isoformat() if due else "") for one, use, state, due in rows if use is None}
    keys = dict(session.execute(select(col(Use.id), key).where(col(Use.board_number) == board)).all())
    for use, assessments in covering(session, board, AssessmentKind.DPIA).items():
        if use in keys and use not in begun:
            for one in sorted(assessments, key=str):
                yield FIELD.join((keys[use], *stands[one]))

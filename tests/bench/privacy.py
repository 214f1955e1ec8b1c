"""How long the pages on privacy of a large board take, and what one person has to do over three such boards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Role
from swc.catalogue.kinds import Addressee
from swc.dpia.dossiers import DossierFilter, open_dossiers
from swc.dpia.kinds import MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.register.service import accept_all
from swc.reminders.queries import digest
from swc.reminders.schemas import Reader
from swc.risk.privacy.board import dashboard
from tests.bench.board import build_board

THREE = ("90903", "90904", "90905")

Line = Callable[[str, float, float, str, str], None]
Milliseconds = Callable[[Callable[[], object]], float]


def privacy(session: Session, board_number: str, line: Line, milliseconds: Milliseconds, *, by: Act) -> None:
    """Print the time of dashboard and list of assessments of one board, with every value of the register decided on."""
    today = by.today
    accept_all(session, board_number, by=by)
    add_measures(session, board_number, by=by)
    session.flush()
    note = "processor time"
    line("privacy dashboard, 250 uses", milliseconds(lambda: dashboard(session, board_number, today)), 300, "ms", note)
    taken = milliseconds(lambda: open_dossiers(session, board_number, DossierFilter(), by=by))
    line("list of assessments, 250 uses", taken, 300, "ms", note)


def my_day(session: Session, line: Line, milliseconds: Milliseconds, *, by: Act) -> None:
    """Print the time of the day of an FG of three boards of 250 uses each."""
    for number in THREE:
        build_board(session, number)
        add_measures(session, number, by=by)
    session.flush()
    boards = {number: (f"Meetbestuur {number}", (Role.PRIVACY_OFFICER,)) for number in THREE}
    reader = Reader(id=UUID(int=1), name="Fatima", email="fatima@example.nl", boards=boards)
    items = len(digest(session, reader, by.today).items)
    taken = milliseconds(lambda: digest(session, reader, by.today))
    line("my day, FG of 3 boards of 250 uses", taken, 300, "ms", f"{items} items")


def add_measures(session: Session, board_number: str, *, by: Act) -> None:
    """Add an open measure to every third assessment of a board, some of them late."""
    mine = select(Assessment.id).where(Assessment.board_number == board_number)
    ids = session.exec(mine.order_by(col(Assessment.id))).all()
    session.add_all(
        AssessmentMeasure(
            assessment_id=found,
            text=f"Maatregel {index}",
            addressee=Addressee.BOARD,
            state=MeasureState.OPEN,
            due=by.today + timedelta(days=index - 100),
            owner_role="Functioneel beheerder",
        )
        for index, found in enumerate(ids[::3])
    )

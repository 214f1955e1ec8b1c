"""The privacy dashboard of one board, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sqlalchemy import select as rows
from sqlmodel import Session, col, select

from swc.access.kinds import AMSTERDAM, Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.catalogue.kinds import Addressee
from swc.dpia.file_schemas import MeasureRow
from swc.dpia.files import assessments, board_measures
from swc.dpia.kinds import DpiaState, MeasureState
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.queries import dpias_of
from swc.errors import NotFoundError
from swc.landscape.kinds import ACTIVE
from swc.landscape.queries import use_summaries
from swc.register.models import ProcessingActivity, ProcessingVersion
from swc.register.queries import register_coverage
from swc.risk.coverage import agreement_coverage, dpia_coverage
from swc.risk.privacy.schemas import OwnerMeasures, PrivacyDashboard
from swc.risk.privacy.trend import Histories, trend


def open_dashboard(session: Session, board_number: str, *, by: Act) -> PrivacyDashboard:
    """Return the dashboard of a board to who may read its DPIAs; raises `NotFoundError` for any other board."""
    by.demand(Right.READ_DPIA, board_number)
    found = dashboard(session, board_number, by.today)
    if found is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    return found


def dashboard(session: Session, board_number: str, today: date) -> PrivacyDashboard | None:
    """Return the dashboard of a board on a day; nothing when there is no such board."""
    board = session.get(Board, board_number)
    if board is None:
        return None
    uses = use_summaries(session, board_number, on=today)
    running = [use for use in uses if use.status in ACTIVE]
    measures = board_measures(session, board_number, today)
    still = [one for one in measures if one.state is MeasureState.OPEN]
    own = [one for one in still if one.addressee is Addressee.BOARD]
    return PrivacyDashboard(
        board_number=board_number,
        board_name=board.name,
        on=today,
        processing=register_coverage(session, board_number, today, uses=uses),
        dpia=dpia_coverage(running, dpias_of(session, board_number, uses, today)),
        agreements=agreement_coverage(running, today),
        overdue_reviews=tuple(one for one in assessments(session, board_number, today, uses=uses) if one.expired),
        overdue_measures=tuple(one for one in own if one.overdue),
        measures_by_owner=by_owner(own),
        open_measures=len(own),
        vendor_measures=len(still) - len(own),
        trend=trend(_histories(session, board_number, measures), today),
    )


def by_owner(measures: Iterable[MeasureRow]) -> tuple[OwnerMeasures, ...]:
    """Return open measures per role that sees to them, the most first; those of nobody last."""
    found = list(measures)
    all_of = Counter(one.owner_role for one in found)
    late = Counter(one.owner_role for one in found if one.overdue)
    rows = (OwnerMeasures(owner_role=role, open=count, overdue=late[role]) for role, count in all_of.items())
    return tuple(sorted(rows, key=lambda one: (not one.owner_role, -one.overdue, -one.open, one.owner_role)))


def _histories(session: Session, board_number: str, measures: Iterable[MeasureRow]) -> Histories:
    steps = session.exec(
        select(AssessmentStep.assessment_id, AssessmentStep.at, AssessmentStep.to_state)
        .join(Assessment, col(Assessment.id) == col(AssessmentStep.assessment_id))
        .where(Assessment.board_number == board_number)
        .order_by(col(AssessmentStep.at), col(AssessmentStep.id))
    ).all()
    activities = session.execute(
        rows(col(ProcessingVersion.made_at), col(ProcessingActivity.ended_on))
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingVersion.activity_id))
        .where(col(ProcessingActivity.board_number) == board_number, col(ProcessingVersion.number) == 1)
    ).all()
    return Histories(
        steps=[(one, at.astimezone(AMSTERDAM).date(), DpiaState(state)) for one, at, state in steps],
        activities=[(made.astimezone(AMSTERDAM).date(), ended) for made, ended in activities],
        measures=[one.done_on for one in measures if one.done_on is not None],
    )

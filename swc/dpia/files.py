"""Reads assessments as files: the list of a board, one file whole, and the measures over all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.kinds import Addressee
from swc.dpia.centrals import Centrals, centrals_of
from swc.dpia.clock import clock
from swc.dpia.drafts import drafts
from swc.dpia.file_parts import citations_of, measure_row, measures_of, risk_rows, risks_of, screening_of
from swc.dpia.file_schemas import AssessmentFile, AssessmentRow, MeasureRow
from swc.dpia.kinds import MeasureState, RiskLevel
from swc.dpia.levels import highest
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.dpia.queries import histories
from swc.dpia.readings import Reading, board_readings, readings
from swc.dpia.sections import sections
from swc.errors import NotFoundError
from swc.landscape.schemas import UseSummary


def assessments(
    session: Session, board_number: str, today: date, *, uses: Iterable[UseSummary] | None = None
) -> tuple[AssessmentRow, ...]:
    """Return every assessment of a board, those over activities first, by title; a fixed number of statements.

    `uses` are all the uses of the board, where somebody read them before.
    """
    found = board_readings(session, board_number, today, uses=uses)
    measures = _grouped(measures_of(session, board_number))
    risks = risks_of(session, board_number, today)
    rows = (_row(one, measures.get(key, ()), risks.get(key, ()), today) for key, one in found.items())
    return tuple(sorted(rows, key=lambda row: (row.use_id is not None, row.title.casefold(), row.kind, str(row.id))))


def activity_assessments(session: Session, board_number: str, today: date) -> dict[UUID, tuple[AssessmentRow, ...]]:
    """Return the assessments that cover each activity of a board, by activity."""
    found: dict[UUID, list[AssessmentRow]] = defaultdict(list)
    for row in assessments(session, board_number, today):
        for activity in row.activities:
            found[activity.id].append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def assessment_file(session: Session, board_number: str, assessment_id: UUID, today: date) -> AssessmentFile | None:
    """Return one assessment whole, or nothing when the board has no such assessment (a fixed number of statements)."""
    row = session.get(Assessment, assessment_id)
    if row is None or row.board_number != board_number:
        return None
    reading = readings(session, board_number, (row,), today)[row.id]
    measures = measures_of(session, board_number, (assessment_id,))
    centrals = _with_cited(session, reading, measures)
    risks = risk_rows(session, row, today)
    history = histories(session, (row.id,)).get(row.id, ())
    products = dict.fromkeys(use.product_key for use in reading.uses)
    shown = (risk.residual for risk in risks)
    return AssessmentFile(
        head=_row(reading, measures, tuple(shown), today),
        matrix=row.matrix,
        dpia=reading.status,
        screening=screening_of(session, row, reading.status.criteria),
        sections=sections(session, row.id, drafts(session, board_number, reading, today)),
        risks=risks,
        measures=tuple(measure_row(one, centrals, today, (row.central_key, row.central_number)) for one in measures),
        history=history,
        central_versions=tuple(dict.fromkeys(one for key in products for one in centrals.about(key))),
    )


def open_file(session: Session, board_number: str, assessment_id: UUID, *, by: Act) -> AssessmentFile:
    """Return what `assessment_file` returns to whoever may read assessments; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_DPIA, board_number)
    found = assessment_file(session, board_number, assessment_id, by.today)
    if found is None:
        raise NotFoundError("Deze beoordeling is niet gevonden bij bestuur %(board)s.", board=board_number)
    return found


def board_measures(session: Session, board_number: str, today: date) -> tuple[MeasureRow, ...]:
    """Return the measures of every assessment of a board: open ones first, by due date; three or four statements."""
    rows = measures_of(session, board_number)
    centrals = centrals_of(session, products=(), cited={row.central_key for row in rows if row.central_key})
    cited = citations_of(session, board_number)
    shown = (measure_row(row, centrals, today, cited[row.assessment_id]) for row in rows)
    return tuple(
        sorted(shown, key=lambda one: (one.state is not MeasureState.OPEN, one.due or date.max, one.text, str(one.id)))
    )


def _row(
    reading: Reading, measures: Iterable[AssessmentMeasure], residuals: Iterable[RiskLevel], today: date
) -> AssessmentRow:
    """Return an assessment as a list shows it; only what the board itself has to do counts as open."""
    row, status = reading.row, reading.status
    mine = [one for one in measures if one.addressee is Addressee.BOARD and one.state is MeasureState.OPEN]
    use = next(iter(reading.uses), None) if row.use_id is not None else None
    return AssessmentRow(
        id=row.id,
        board_number=row.board_number,
        kind=row.kind,
        title=row.title or (use.name if use else ""),
        state=row.state,
        state_since=row.state_since,
        duty=status.duty,
        settled=status.settled,
        expired=status.expired,
        review_due=row.review_due,
        use_id=row.use_id,
        use_name=use.name if use else "",
        activities=reading.activities,
        open_measures=len(mine),
        overdue_measures=sum(one.due is not None and one.due < today for one in mine),
        highest_residual=highest(residuals),
        clock=clock(row.state, row.consulted_on, row.extended_on, today),
        row_version=row.row_version,
    )


def _grouped(rows: Iterable[AssessmentMeasure]) -> dict[UUID, list[AssessmentMeasure]]:
    """Return measures by assessment."""
    found: dict[UUID, list[AssessmentMeasure]] = defaultdict(list)
    for row in rows:
        found[row.assessment_id].append(row)
    return found


def _with_cited(session: Session, reading: Reading, measures: Iterable[AssessmentMeasure]) -> Centrals:
    """Return the central DPIAs about the uses, those cited and those that measures came from, in two statements."""
    cited = {one.central_key for one in measures if one.central_key}
    cited |= {reading.row.central_key} if reading.row.central_key else set()
    return centrals_of(session, products={use.product_key for use in reading.uses}, cited=cited)

"""The demo's assessments: every course carried out step by step through the services, by the people who may."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, select

from api.demo.courses import COURSES, SETTLING, TAKEN_OVER, TAKEN_OVER_APPROVED, TEXTS, UNDATED, Course, Move
from api.demo.data import UseRow, rows
from api.demo.landscapes import Place
from api.demo.people import Cast
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.catalogue.central_queries import for_products
from swc.dpia.file_schemas import MeasureOutcome
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState, MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.dpia.schemas import CitationInput, StepInput
from swc.dpia.service import cite_central, settle_measure, step

Versions = dict[str, tuple[str, int]]
"""Central DPIA and its newest version, by product key."""


_TAKEN_OVER = {TAKEN_OVER: DpiaState.NOT_REQUIRED, TAKEN_OVER_APPROVED: DpiaState.APPROVED}
"""What an earlier register said, by the name that the data files use."""


def newest_versions(session: Session, products: set[str]) -> Versions:
    """Return the central DPIA of products that have one, with the number of its newest version."""
    found: Versions = {}
    for central in for_products(session, sorted(products)):
        for product in central.products:
            if central.versions:
                found.setdefault(product.key, (central.key, central.versions[0].number))
    return found


def run_courses(session: Session, cast: Cast, uses: dict[Place, UUID], keys: dict[str, str]) -> None:
    """Carry out the course of every use that has one."""
    versions = newest_versions(session, {keys.get(row.product, row.product) for row in rows(UseRow)})
    for row in rows(UseRow):
        use_id = uses[Place(row.board, row.product)]
        if row.dpia in _TAKEN_OVER:
            by = cast.act(row.board, Role.PRIVACY_OFFICER, days_ago=55)
            _take_over(session, row.board, use_id, _TAKEN_OVER[row.dpia], by=by)
        elif row.dpia:
            course = COURSES[row.dpia]
            _cite(session, cast, (row.board, use_id), course, versions.get(keys.get(row.product, row.product)))
            for move in course.moves:
                by = cast.act(row.board, move.role, days_ago=move.days_ago)
                step(session, row.board, use_id, AssessmentKind.DPIA, _input(move, course, cast, by=by), by=by)


def _cite(
    session: Session, cast: Cast, place: tuple[str, UUID], course: Course, central: tuple[str, int] | None
) -> None:
    """Let the board build on the central DPIA, before its own steps."""
    if course.cites is None or central is None:
        return
    board, use_id = place
    by = cast.act(board, Role.EDITOR, days_ago=course.moves[0].days_ago + 1)
    settled = by.today - timedelta(days=2) if course.local else None
    data = CitationInput(
        central_key=central[0],
        central_number=course.cites or central[1],
        local_part_on=settled,
        local_measures_on=settled,
    )
    assessment_id = cite_central(session, board, use_id, data, by=by)
    if course.local:
        _carry_out(session, board, assessment_id, by=by)


def _carry_out(session: Session, board: str, assessment_id: UUID, *, by: Act) -> None:
    """Take every measure that was taken over from the central DPIA."""
    taken_over = session.exec(select(AssessmentMeasure.id).where(AssessmentMeasure.assessment_id == assessment_id))
    done = MeasureOutcome(state=MeasureState.DONE, evidence="Schermafdruk van de instelling (fictief)")
    for measure_id in taken_over.all():
        settle_measure(session, board, assessment_id, measure_id, done, by=by)


def _input(move: Move, course: Course, cast: Cast, *, by: Act) -> StepInput:
    """Return what a step hands in: its texts, the day, and the review date where the course names one."""
    fields: dict[str, object] = {"event": move.event, **TEXTS.get(move.event, {})}
    if move.event not in UNDATED:
        fields["on"] = by.today
    if move.event is DpiaEvent.CONCLUDE_NOT_REQUIRED:
        fields["fg_seen_on"] = by.today
    if move.event in SETTLING and course.review_in is not None:
        fields["review_due"] = cast.now.date() + timedelta(days=course.review_in)
    return StepInput.model_validate(fields)


def _take_over(session: Session, board: str, use_id: UUID, state: DpiaState, *, by: Act) -> None:
    """Take over what an earlier register says; no step leads there, because a step asks for reason, day and FG."""
    row = Assessment(
        board_number=board,
        use_id=use_id,
        kind=AssessmentKind.DPIA,
        state=state,
        state_since=by.now,
        decided_on=by.today - timedelta(days=200) if state is DpiaState.APPROVED else None,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        by=by,
        kind="assessment.taken_over",
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=board,
        after={"state": row.state.value, "source": "eerder register"},
    )

"""Opening the assessment of a use to change it: is it yours, and did nobody change it first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.dpia.kinds import AssessmentKind, DpiaState
from swc.dpia.models import Assessment
from swc.errors import ConflictError, NotFoundError
from swc.landscape.models import Use


def own_use(session: Session, board_number: str, use_id: UUID, *, by: Act) -> Use:
    """Return a use of the board, locked until the transaction ends where the database can.

    The lock makes two first steps wait for each other. Raises `NotFoundError` for another board's use and
    `NotAllowedError` without the right to work on assessments.
    """
    by.demand(Right.EDIT_DPIA, board_number)
    session.flush()
    use = session.get(Use, use_id, with_for_update=True, populate_existing=True)
    if use is None or use.board_number != board_number:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    return use


def own_assessment(
    session: Session, use: Use, kind: AssessmentKind, *, by: Act, expected_version: int | None
) -> Assessment:
    """Return the assessment of a use, new and not yet in the session when no step was ever taken.

    Version 0 stands for no assessment yet. Raises `ConflictError` when another version was expected.
    """
    row = session.exec(
        select(Assessment).where(Assessment.use_id == use.id, Assessment.kind == kind),
        execution_options={"populate_existing": True},
    ).first()
    demand_version(0 if row is None else row.row_version, expected_version)
    return row or Assessment(
        board_number=use.board_number,
        use_id=use.id,
        kind=kind,
        state=DpiaState.NOT_ASSESSED,
        state_since=by.now,
        row_version=0,
    )


def own_file(
    session: Session, board_number: str, assessment_id: UUID, *, by: Act, expected_version: int | None = None
) -> Assessment:
    """Return an assessment of the board, locked until the transaction ends where the database can.

    Raises `NotFoundError` for another board's assessment, `NotAllowedError` without the right to work on assessments
    and `ConflictError` when another version was expected.
    """
    by.demand(Right.EDIT_DPIA, board_number)
    session.flush()
    row = session.get(Assessment, assessment_id, with_for_update=True, populate_existing=True)
    if row is None or row.board_number != board_number:
        raise NotFoundError("Deze beoordeling is niet gevonden bij bestuur %(board)s.", board=board_number)
    demand_version(row.row_version, expected_version)
    return row


def demand_version(found: int, expected: int | None) -> None:
    """Refuse a change made on another version than the one that stands."""
    if expected is not None and expected != found:
        raise ConflictError(
            "Iemand anders heeft deze beoordeling intussen gewijzigd.",
            remedy="Bekijk de nieuwe stand en neem de stap opnieuw.",
            expected=expected,
            found=found,
        )


def record_change(
    session: Session,
    row: Assessment,
    kind: str,
    *,
    by: Act,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Record what happened to an assessment, under the use or the title that people know it by."""
    about = {"useId": str(row.use_id)} if row.use_id is not None else {"name": row.title}
    session.flush()
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=row.board_number,
        before=before,
        after={**(after or {}), **about},
    )

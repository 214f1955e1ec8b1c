"""Opening an assessment over processing activities or of one use, and changing which activities it covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, delete, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dpia.file_schemas import ScopeInput
from swc.dpia.kinds import SETTLED, AssessmentKind, DpiaState
from swc.dpia.models import Assessment, AssessmentScope
from swc.dpia.service.opening import own_assessment, own_file, own_use, record_change
from swc.errors import InvalidInputError, Problem, RuleRefusedError
from swc.register.kinds import ActivityState
from swc.register.models import ProcessingActivity


def open_assessment(session: Session, board_number: str, data: ScopeInput, *, by: Act) -> UUID:
    """Open an assessment over established activities of the board, and return its id.

    Raises `InvalidInputError` for an activity that is not in the register of this board, and `RuleRefusedError` while
    one of this kind over exactly these activities is not decided yet: a form that is sent twice opens one.
    """
    by.demand(Right.EDIT_DPIA, board_number)
    activities = _established(session, board_number, data.activities, lock=True)
    _demand_none_running(session, board_number, data)
    row = Assessment(
        board_number=board_number,
        title=data.title,
        matrix=data.matrix,
        kind=data.kind,
        state=DpiaState.NOT_ASSESSED,
        state_since=by.now,
        row_version=1,
    )
    session.add(row)
    session.flush()
    session.add_all(AssessmentScope(assessment_id=row.id, activity_id=one.id) for one in activities)
    after = {"kind": row.kind.value, "activities": [one.name for one in activities], "matrix": row.matrix.value}
    record_change(session, row, "assessment.opened", by=by, after=after)
    return row.id


def open_for_use(session: Session, board_number: str, use_id: UUID, kind: AssessmentKind, *, by: Act) -> UUID:
    """Open an assessment of one use and return its id; the one that is there already when there is one."""
    use = own_use(session, board_number, use_id, by=by)
    row = own_assessment(session, use, kind, by=by, expected_version=None)
    if row.row_version > 0:
        return row.id
    row.row_version = 1
    session.add(row)
    record_change(session, row, "assessment.opened", by=by, after={"kind": kind.value})
    return row.id


def set_scope(session: Session, board_number: str, assessment_id: UUID, data: ScopeInput, *, by: Act) -> None:
    """Change title, scale and activities of an assessment over activities; its kind stays.

    Raises `RuleRefusedError` for an assessment of one use, and once the advice of the FG was asked: from there on
    people judge what was described.
    """
    row = own_file(session, board_number, assessment_id, by=by)
    if row.use_id is not None:
        raise RuleRefusedError(
            "Deze beoordeling gaat over één applicatie; daar horen geen verwerkingen bij.",
            remedy="Open een beoordeling over verwerkingen.",
        )
    if row.state in FIXED:
        raise RuleRefusedError(
            "Wat deze beoordeling omvat, staat vast vanaf het moment dat de FG om advies is gevraagd.",
            remedy="Begin een herziening, of open een nieuwe beoordeling.",
        )
    activities = _established(session, board_number, data.activities)
    before = _scope(session, row)
    after = {
        "title": data.title,
        "matrix": data.matrix.value,
        "activities": [one.name for one in activities],
    }
    if before == after:
        return
    row.title, row.matrix = data.title, data.matrix
    row.row_version += 1
    session.add(row)
    session.exec(delete(AssessmentScope).where(col(AssessmentScope.assessment_id) == row.id))
    session.add_all(AssessmentScope(assessment_id=row.id, activity_id=one.id) for one in activities)
    record_change(session, row, "assessment.scope_changed", by=by, before=before, after=after)


FIXED = frozenset(
    {
        DpiaState.FG_ADVICE,
        DpiaState.DECISION,
        DpiaState.PRIOR_CONSULTATION,
        DpiaState.APPROVED,
        DpiaState.APPROVED_CONDITIONALLY,
        DpiaState.REJECTED,
        DpiaState.NOT_REQUIRED,
    }
)
"""The states in which the scope is what advice and decision are about."""


def _scope(session: Session, row: Assessment) -> dict[str, object]:
    """Return title, scale and activities as they stand."""
    names = session.exec(
        select(ProcessingActivity.name)
        .join(AssessmentScope, col(AssessmentScope.activity_id) == col(ProcessingActivity.id))
        .where(AssessmentScope.assessment_id == row.id)
        .order_by(ProcessingActivity.name, col(ProcessingActivity.id))
    ).all()
    return {"title": row.title, "matrix": row.matrix.value, "activities": list(names)}


def _demand_none_running(session: Session, board_number: str, data: ScopeInput) -> None:
    """Refuse a second assessment of a kind over the same activities while the first is not decided."""
    scopes: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for key, title, activity in session.exec(
        select(Assessment.id, Assessment.title, AssessmentScope.activity_id)
        .join(AssessmentScope, col(AssessmentScope.assessment_id) == col(Assessment.id))
        .where(
            Assessment.board_number == board_number,
            Assessment.kind == data.kind,
            col(Assessment.state).not_in(SETTLED),
        )
    ).all():
        scopes[key, title].add(activity)
    running = next((title for (_, title), scope in scopes.items() if scope == set(data.activities)), None)
    if running is not None:
        raise RuleRefusedError(
            "Over precies deze verwerkingen loopt al een dossier van deze soort: ‘%(title)s’.",
            remedy="Werk verder in dat dossier, of kies andere verwerkingen.",
            title=running,
        )


def _established(
    session: Session, board_number: str, ids: Iterable[UUID], *, lock: bool = False
) -> list[ProcessingActivity]:
    """Return the activities asked for, by name; raises `InvalidInputError` for one that does not stand.

    With `lock` they are locked until the transaction ends, where the database can.
    """
    wanted = set(ids)
    asked = (
        select(ProcessingActivity)
        .where(
            col(ProcessingActivity.id).in_(wanted),
            ProcessingActivity.board_number == board_number,
            ProcessingActivity.state == ActivityState.ESTABLISHED,
        )
        .order_by(ProcessingActivity.name, col(ProcessingActivity.id))
    )
    found = session.exec(asked.with_for_update() if lock else asked).all()
    if len(found) != len(wanted):
        problem = Problem(
            "activities",
            "Niet elke gekozen verwerking staat vast in het register van dit bestuur.",
            "Stel de verwerking eerst vast.",
        )
        raise InvalidInputError("De beoordeling kan hier niet over gaan.", problems=(problem,))
    return list(found)

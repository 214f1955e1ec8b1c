"""Taking over the board measures of the central DPIA that an assessment cites, each once, as tasks of the board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.catalogue.central_queries import central_versions
from swc.catalogue.kinds import Addressee
from swc.catalogue.schemas import CentralMeasure, CentralVersion
from swc.dpia.inherit import Held, Plan, plan
from swc.dpia.kinds import MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.errors import NotFoundError

_KEPT = ("central_code", "text", "due", "state", "done_on", "evidence", "reason")
"""What the event keeps of a measure before it is asked otherwise; the board's weighing stays in its place."""


def inherit_measures(session: Session, board_number: str, assessment_id: UUID, *, by: Act) -> Plan:
    """Bring the inherited measures of an assessment in line with the version it cites; return what was done.

    Doing it again changes nothing. Raises `NotFoundError` for an assessment that is not the board's.
    """
    by.demand(Right.EDIT_DPIA, board_number)
    row = session.get(Assessment, assessment_id, with_for_update=True)
    if row is None or row.board_number != board_number:
        raise NotFoundError("Deze beoordeling is niet gevonden bij bestuur %(board)s.", board=board_number)
    return take_over(session, row, by=by)


def take_over(session: Session, row: Assessment, *, by: Act, before: int | None = None) -> Plan:
    """Take over the board measures of the version that an assessment cites; `before` is the number it cited earlier.

    Each measure is there once. One that is asked as before keeps its state, evidence and the board's weighing; one
    that is asked otherwise is open again, with the old text in the event. One that is no longer asked stays with the
    version that last asked it, which is how it is told apart. Measures of the board's own are not looked at.
    """
    if row.central_key is None or row.central_number is None:
        return Plan()
    versions = {one.number: one for one in central_versions(session, [row.central_key]).get(row.central_key, ())}
    mine = _inherited(session, row)
    held = {code: _held(one, versions) for code, one in mine.items()}
    todo = plan(held, versions[row.central_number].measures)
    was = [_before(mine[code]) for code in (*_lost(todo, held, before), *(one.code for one in todo.changed))]
    for one in todo.kept:
        stood = _before(mine[one.code])
        mine[one.code].central_number = row.central_number
        if _follow_day(mine[one.code], one, held[one.code]):
            was.append(stood)
    for one in todo.changed:
        _reopen(mine[one.code], one, held[one.code], row.central_number)
    _add(session, row, todo.added)
    session.flush()
    if todo.asks_work or was:
        _note(session, row, todo, was, by=by)
    return todo


def _inherited(session: Session, row: Assessment) -> dict[str, AssessmentMeasure]:
    """Return the measures that came from the cited central DPIA, by code."""
    found = session.exec(
        select(AssessmentMeasure).where(
            AssessmentMeasure.assessment_id == row.id, AssessmentMeasure.central_key == row.central_key
        )
    ).all()
    return {one.central_code or "": one for one in found}


def _held(measure: AssessmentMeasure, versions: dict[int, CentralVersion]) -> Held:
    """Return what the version asked from which a measure came; the measure itself where that is not known."""
    version = versions.get(measure.central_number or 0)
    asked = next((one for one in version.measures if one.code == measure.central_code), None) if version else None
    text, due = (asked.text, asked.due) if asked else (measure.text, measure.due)
    return Held(number=measure.central_number or 0, text=text, due=due)


def _lost(todo: Plan, held: dict[str, Held], before: int | None) -> list[str]:
    """Return the codes that the version cited before still asked for and this one does not."""
    return [code for code in todo.dropped if held[code].number == before]


def _follow_day(measure: AssessmentMeasure, asked: CentralMeasure, held: Held) -> bool:
    """Take over another day, unless the board chose a day of its own; say whether it moved."""
    if measure.due != held.due or asked.due == held.due:
        return False
    measure.due = asked.due
    measure.row_version += 1
    return True


def _reopen(measure: AssessmentMeasure, asked: CentralMeasure, held: Held, number: int) -> None:
    """Ask a measure anew in its new words; the board's weighing stays in sight, its evidence in the event."""
    _follow_day(measure, asked, held)
    measure.text = asked.text
    measure.central_number = number
    measure.state = MeasureState.OPEN
    measure.done_on = None
    measure.evidence = measure.reason = ""
    measure.row_version += 1


def _add(session: Session, row: Assessment, added: Sequence[CentralMeasure]) -> None:
    """Add new measures as tasks, after those that are there."""
    last = session.exec(
        select(AssessmentMeasure.position)
        .where(AssessmentMeasure.assessment_id == row.id)
        .order_by(col(AssessmentMeasure.position).desc())
        .limit(1)
    ).first()
    session.add_all(
        AssessmentMeasure(
            assessment_id=row.id,
            text=one.text,
            addressee=Addressee.BOARD,
            due=one.due,
            state=MeasureState.OPEN,
            central_key=row.central_key,
            central_number=row.central_number,
            central_code=one.code,
            position=place,
        )
        for place, one in enumerate(added, start=(last or 0) + 1)
    )


def _before(measure: AssessmentMeasure) -> dict[str, Any]:
    """Return a measure as an event keeps it."""
    return measure.model_dump(mode="json", include=set(_KEPT))


def _note(session: Session, row: Assessment, todo: Plan, was: list[dict[str, Any]], *, by: Act) -> None:
    """Record what was taken over, with what stood before."""
    told = {"added": todo.added, "changed": todo.changed}
    audit.record(
        session,
        by=by,
        kind="assessment.measures_inherited",
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=row.board_number,
        before={"measures": was} if was else None,
        after={
            "useId": str(row.use_id) if row.use_id else None,
            "central_key": row.central_key,
            "central_number": row.central_number,
            **{name: [one.model_dump(mode="json") for one in measures] for name, measures in told.items()},
            "dropped": list(todo.dropped),
        },
    )

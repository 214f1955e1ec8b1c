"""Which processing activities an assessment covers, which uses are in those, and which uses are covered that way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam
from sqlmodel import Session, col, select

from swc.dpia.file_schemas import ActivityRef
from swc.dpia.kinds import AssessmentKind
from swc.dpia.models import Assessment, AssessmentScope
from swc.register.kinds import ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue


def covered_activities(session: Session, board_number: str) -> dict[UUID, tuple[ActivityRef, ...]]:
    """Return the activities that each assessment of a board covers, by name, in one statement."""
    rows = session.exec(
        select(
            AssessmentScope.assessment_id,
            ProcessingActivity.id,
            ProcessingActivity.name,
            ProcessingActivity.current_version,
        )
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(AssessmentScope.activity_id))
        .where(ProcessingActivity.board_number == board_number)
        .order_by(ProcessingActivity.name, col(ProcessingActivity.id))
    ).all()
    found: dict[UUID, list[ActivityRef]] = defaultdict(list)
    for assessment_id, activity_id, name, version in rows:
        found[assessment_id].append(ActivityRef(id=activity_id, name=name, version=version))
    return {key: tuple(refs) for key, refs in found.items()}


def uses_by_activity(session: Session, board_number: str) -> dict[UUID, frozenset[UUID]]:
    """Return the uses that count in each activity under an assessment, in one statement."""
    rows = session.exec(
        select(ProcessingValue.activity_id, ProcessingValue.key)
        .join(AssessmentScope, col(AssessmentScope.activity_id) == col(ProcessingValue.activity_id))
        .join(Assessment, col(Assessment.id) == col(AssessmentScope.assessment_id))
        .where(
            Assessment.board_number == board_number,
            ProcessingValue.field == RegisterField.APPLICATION,
            ProcessingValue.state != ValueState.REJECTED,
        )
        .distinct()
    ).all()
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for activity_id, key in rows:
        if (use_id := _use(key)) is not None:
            found[activity_id].add(use_id)
    return {key: frozenset(uses) for key, uses in found.items()}


def covering(session: Session, board_number: str, kind: AssessmentKind) -> Mapping[UUID, frozenset[UUID]]:
    """Return the assessments over activities that cover each use whole, in one statement.

    A use is covered when every established activity it takes part in is; without any such assessment at the board
    nothing is read.
    """
    return _covered_whole(session.execute(_taking_part(), {"board": board_number, "kind": kind}))


@cache
def _taking_part() -> Select[UUID, str, UUID | None]:
    board: BindParameter[str] = bindparam("board")
    over = (
        col(Assessment.board_number) == board,
        col(Assessment.kind) == bindparam("kind"),
        col(Assessment.use_id).is_(None),
    )
    scoped = (
        select(AssessmentScope.activity_id, AssessmentScope.assessment_id)
        .join(Assessment, col(Assessment.id) == col(AssessmentScope.assessment_id))
        .where(*over)
        .subquery()
    )
    return (
        select(ProcessingValue.activity_id, ProcessingValue.key, scoped.c.assessment_id)
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingValue.activity_id))
        .join(scoped, scoped.c.activity_id == col(ProcessingValue.activity_id), isouter=True)
        .where(
            col(ProcessingActivity.board_number) == board,
            ProcessingActivity.state == ActivityState.ESTABLISHED,
            ProcessingValue.field == RegisterField.APPLICATION,
            ProcessingValue.state != ValueState.REJECTED,
            select(Assessment.id).where(*over).exists(),
        )
    )


def _covered_whole(rows: Iterable[tuple[UUID, str, UUID | None]]) -> dict[UUID, frozenset[UUID]]:
    """Return the assessments of each use of which no activity is left out."""
    found: dict[str, set[UUID | None]] = defaultdict(set)
    for _activity, key, assessment_id in rows:
        found[key].add(assessment_id)
    whole = ((_use(key), ids) for key, ids in found.items() if None not in ids)
    return {use_id: frozenset(one for one in ids if one is not None) for use_id, ids in whole if use_id is not None}


def _use(key: str) -> UUID | None:
    """Return the use that an application value names; a person may have written something else there."""
    try:
        return UUID(key)
    except ValueError:
        return None

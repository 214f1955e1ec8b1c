"""In which processing activities a use takes part, as people decided; read alone, without deriving a whole register."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.access.schemas import ReadModel
from swc.register.kinds import COUNTS, ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue


class ActivityRef(ReadModel):
    """An activity in which a use takes part."""

    id: UUID
    name: str
    state: ActivityState
    version: int


def activities_of(session: Session, board_number: str, use_id: UUID) -> tuple[ActivityRef, ...]:
    """Return the activities that name a use as their application, by name, in one statement."""
    query = (
        select(
            col(ProcessingActivity.id),
            col(ProcessingActivity.name),
            col(ProcessingActivity.state),
            col(ProcessingActivity.current_version),
        )
        .join(ProcessingValue, col(ProcessingValue.activity_id) == col(ProcessingActivity.id))
        .where(
            col(ProcessingActivity.board_number) == board_number,
            col(ProcessingActivity.state).in_((ActivityState.ESTABLISHED, ActivityState.ENDED)),
            col(ProcessingValue.field) == RegisterField.APPLICATION,
            col(ProcessingValue.key) == str(use_id),
            col(ProcessingValue.state).in_(COUNTS - {ValueState.LAPSED}),
        )
        .order_by(col(ProcessingActivity.name), col(ProcessingActivity.id))
    )
    return tuple(
        ActivityRef(id=row.id, name=row.name, state=row.state, version=row.current_version)
        for row in session.execute(query)
    )

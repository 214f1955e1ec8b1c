"""Reads of versions: what was established, unchanged, and the register as it stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from swc.access.kinds import AMSTERDAM
from swc.boards.models import Board
from swc.errors import NotFoundError
from swc.landscape.rules import folded
from swc.register import rules
from swc.register.coverage import coverage
from swc.register.kinds import ActivityState
from swc.register.models import ProcessingActivity, ProcessingVersion
from swc.register.schemas import Activity, ActivityVersion, Register, VersionRef


def version(session: Session, activity_id: UUID, number: int) -> ActivityVersion | None:
    """Return one version of an activity as it was established, or nothing; two statements."""
    row = session.get(ProcessingVersion, (activity_id, number))
    if row is None:
        return None
    content = Activity.model_validate(row.content)
    newest = session.execute(
        select(func.max(col(ProcessingVersion.number))).where(col(ProcessingVersion.activity_id) == activity_id)
    ).scalar_one()
    return ActivityVersion(
        activity_id=activity_id,
        board_number=content.board_number,
        number=row.number,
        made_at=row.made_at,
        made_by=row.made_by_label or row.made_by,
        reason=row.reason,
        digest=row.digest,
        content=content,
        superseded_by=number + 1 if newest > number else None,
    )


def version_refs(session: Session, activity_id: UUID) -> tuple[VersionRef, ...]:
    """Return every version of an activity, newest first, without their contents; one statement."""
    columns = (
        ProcessingVersion.number,
        ProcessingVersion.made_at,
        ProcessingVersion.made_by,
        ProcessingVersion.made_by_label,
        ProcessingVersion.reason,
        ProcessingVersion.digest,
    )
    query = (
        select(*(col(one) for one in columns))
        .where(col(ProcessingVersion.activity_id) == activity_id)
        .order_by(col(ProcessingVersion.number).desc())
    )
    return tuple(
        VersionRef(
            number=row.number,
            made_at=row.made_at,
            made_by=row.made_by_label or row.made_by,
            reason=row.reason,
            digest=row.digest,
        )
        for row in session.execute(query)
    )


def register_as_of(session: Session, board_number: str, on: date) -> Register:
    """Return the register as it stood at the end of a day: of each activity the last version made by then.

    An activity that was said to have ended by then is left out: an ending is a version too, so that saying so later
    changes no earlier register. Suggestions never stand in it. Raises `NotFoundError` for an unknown board; two
    statements.
    """
    name = session.execute(select(col(Board.name)).where(col(Board.number) == board_number)).scalar()
    if name is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    found = in_order(_standing(session, board_number, on))
    uses = {use.id: use for one in found for use in one.uses}
    return Register(
        board_number=board_number,
        board_name=name,
        as_of=on,
        activities=found,
        coverage=coverage(found, uses.values()),
    )


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return activities by main function and name; those without a main function last."""
    return tuple(
        sorted(
            activities,
            key=lambda one: (
                not one.anchor.group_name,
                folded(one.anchor.group_name),
                folded(one.name),
                str(one.id),
            ),
        )
    )


def _standing(session: Session, board_number: str, on: date) -> tuple[Activity, ...]:
    query = (
        select(
            col(ProcessingVersion.activity_id),
            col(ProcessingVersion.content),
            col(ProcessingVersion.made_at),
        )
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingVersion.activity_id))
        .where(col(ProcessingActivity.board_number) == board_number)
        .order_by(col(ProcessingVersion.activity_id), col(ProcessingVersion.number))
    )
    last: dict[UUID, dict[str, object]] = {}
    for row in session.execute(query):
        if row.made_at.astimezone(AMSTERDAM).date() <= on:
            last[row.activity_id] = row.content
    read = (_read(content) for content in last.values())
    return tuple(one for one in read if one.state is ActivityState.ESTABLISHED)


def _read(content: dict[str, object]) -> Activity:
    """Return an activity from its stored content, with the fields of art. 30 AVG that it leaves open."""
    found = Activity.model_validate(content)
    return found.model_copy(update={"missing": rules.missing(found.values, found.role)})

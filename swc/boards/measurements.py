"""Measured maturity levels of a board on the Normenkader IBP: recording, taking back and reading them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import Input, ReadModel
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.models import Board, BoardMeasurement
from swc.errors import InvalidInputError, NotFoundError, Problem
from vocab.schemes import scheme

SCHEME = "norm-topics"
LEVELS = range(1, 6)
"""The maturity levels, from ad hoc to optimising."""


class MeasurementInput(Input):
    """A maturity level that was measured on a topic of the Normenkader IBP on a day."""

    topic: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    measured_on: date
    level: Annotated[int, Field(ge=LEVELS[0], le=LEVELS[-1])]
    source: Annotated[str, StringConstraints(max_length=400)] = ""


class Measurement(ReadModel):
    """One measurement: topic (scheme `norm-topics`), level (1 to 5), day, where it comes from, and who recorded it."""

    topic: str
    level: int
    measured_on: date
    source: str = ""
    recorded_at: datetime
    recorded_by: str = ""


def record_measurement(session: Session, board_number: str, data: MeasurementInput, *, by: Act) -> None:
    """Record a measurement; one of the same topic and day is replaced. Refuses an unknown topic and a day to come."""
    _demand_board(session, board_number, by=by)
    _demand(data, by.today)
    row = session.get(BoardMeasurement, (board_number, data.topic, data.measured_on))
    before = {"level": row.level, "source": row.source} if row else None
    if row is None:
        row = BoardMeasurement(
            board_number=board_number,
            topic=data.topic,
            measured_on=data.measured_on,
            level=data.level,
            recorded_at=by.now,
            recorded_by=by.actor.label,
        )
    row.level, row.source = data.level, data.source
    row.recorded_at, row.recorded_by = by.now, by.actor.label
    session.add(row)
    session.flush()
    after = {"topic": data.topic, "on": data.measured_on.isoformat(), "level": data.level, "source": data.source}
    _note(session, board_number, "board.measured", by=by, before=before, after=after)


def remove_measurement(session: Session, board_number: str, topic: str, measured_on: date, *, by: Act) -> None:
    """Take a measurement back that was recorded by mistake; raises `NotFoundError` when there is none."""
    _demand_board(session, board_number, by=by)
    row = session.get(BoardMeasurement, (board_number, topic, measured_on))
    if row is None:
        raise NotFoundError("Deze meting is niet gevonden.")
    before = {"topic": topic, "on": measured_on.isoformat(), "level": row.level, "source": row.source}
    session.delete(row)
    session.flush()
    _note(session, board_number, "board.measurement_removed", by=by, before=before, after=None)


def measurements(session: Session, board_number: str) -> tuple[Measurement, ...]:
    """Return every measurement of a board by topic, the newest first; one statement."""
    rows = session.exec(
        select(BoardMeasurement)
        .where(BoardMeasurement.board_number == board_number)
        .order_by(BoardMeasurement.topic, col(BoardMeasurement.measured_on).desc())
    ).all()
    return tuple(
        Measurement(
            topic=row.topic,
            level=row.level,
            measured_on=row.measured_on,
            source=row.source,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by,
        )
        for row in rows
    )


def newest(session: Session, board_number: str) -> tuple[Measurement, ...]:
    """Return the newest measurement of each topic; one statement."""
    found: dict[str, Measurement] = {}
    for one in measurements(session, board_number):
        found.setdefault(one.topic, one)
    return tuple(found.values())


def open_measurements(session: Session, board_number: str, *, by: Act) -> tuple[Measurement, ...]:
    """Return the measurements of a board to whoever may read it."""
    by.demand(Right.READ_BOARD, board_number)
    return measurements(session, board_number)


def _demand_board(session: Session, board_number: str, *, by: Act) -> None:
    by.demand(Right.ADMIN_BOARD, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)


def _demand(data: MeasurementInput, today: date) -> None:
    problems = []
    if data.topic not in scheme(SCHEME).codes:
        problems.append(Problem("topic", "Dit onderwerp staat niet in de lijst.", "Kies een onderwerp uit de lijst."))
    if data.measured_on > today:
        problems.append(
            Problem("measured_on", "De dag van de meting ligt in de toekomst.", "Kies een dag tot en met vandaag.")
        )
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=tuple(problems))


def _note(
    session: Session,
    board_number: str,
    kind: str,
    *,
    by: Act,
    before: dict[str, object] | None,
    after: dict[str, object] | None,
) -> None:
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.BOARD,
        key=board_number,
        board_number=board_number,
        before=before,
        after=after,
    )

"""Measured levels of a board on the Normenkader IBP."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.boards.measurements import (
    MeasurementInput,
    measurements,
    newest,
    open_measurements,
    record_measurement,
    remove_measurement,
)
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.boards import make_board
from tests.personas import ADMIN, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, acting

TOPIC = "supplier-management"
BY_ADMIN = acting(ADMIN)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum Zuid")


def measured(level: int, day: date = date(2026, 2, 1), topic: str = TOPIC) -> MeasurementInput:
    """Return a measurement as handed in."""
    return MeasurementInput(topic=topic, measured_on=day, level=level, source="Zelfmeting")


def test_the_newest_measurement_of_a_topic_counts_and_the_older_one_stays(session: Session) -> None:
    record_measurement(session, BOARD_A, measured(3), by=BY_ADMIN)
    record_measurement(session, BOARD_A, measured(1, date(2025, 2, 1)), by=BY_ADMIN)
    assert [(one.topic, one.level) for one in newest(session, BOARD_A)] == [(TOPIC, 3)]
    assert [one.level for one in open_measurements(session, BOARD_A, by=acting(BRAM))] == [3, 1]
    assert newest(session, BOARD_B) == ()


def test_a_measurement_of_the_same_day_is_replaced_and_the_history_tells_both(session: Session) -> None:
    for level in (2, 3):
        record_measurement(session, BOARD_A, measured(level), by=BY_ADMIN)
    assert [one.level for one in measurements(session, BOARD_A)] == [3]
    event = session.exec(select(Event).order_by(Event.seq.desc())).first()  # type: ignore[attr-defined]
    assert event is not None
    assert (event.kind, event.before["level"], event.after["level"]) == ("board.measured", 2, 3)


@pytest.mark.parametrize(
    ("data", "where"), [(measured(3, topic="koffie"), "topic"), (measured(3, date(2026, 3, 3)), "measured_on")]
)
def test_an_unknown_topic_and_a_day_to_come_are_refused(session: Session, data: MeasurementInput, where: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        record_measurement(session, BOARD_A, data, by=BY_ADMIN)
    assert [one.where for one in caught.value.problems] == [where]


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_is_from_one_to_five(level: int) -> None:
    with pytest.raises(ValidationError):
        measured(level)


def test_only_the_administrator_of_the_board_records_and_takes_back(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        record_measurement(session, BOARD_A, measured(3), by=acting(CARLA))
    with pytest.raises(NotFoundError):
        record_measurement(session, BOARD_A, measured(3), by=acting(CHRIS))
    record_measurement(session, BOARD_A, measured(3), by=BY_ADMIN)
    remove_measurement(session, BOARD_A, TOPIC, date(2026, 2, 1), by=BY_ADMIN)
    assert measurements(session, BOARD_A) == ()
    with pytest.raises(NotFoundError):
        remove_measurement(session, BOARD_A, TOPIC, date(2026, 2, 1), by=BY_ADMIN)

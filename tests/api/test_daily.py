"""A new day: every board is evaluated, so that a date that passed shows without anybody touching a landscape."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from api.daily import DayTurn, evaluate_all, turn_all, until_next_turn
from swc.audit.models import Event
from swc.catalogue.ownership.inputs import TakeoverInput
from swc.catalogue.ownership.service import take_over
from swc.risk.kinds import Certainty
from swc.risk.models import Flag
from tests.api.conftest import OneTransaction
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_agreement, make_use
from tests.personas import BOARD_A, BOARD_B, NOW, SACHA, acting


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2026, 3, 2, 11, 0, tzinfo=UTC), 12 + 1 / 60),
        (datetime(2026, 3, 2, 23, 1, tzinfo=UTC), 7 - 1 / 60),
        (datetime(2026, 3, 2, 5, 59, tzinfo=UTC), 1 / 60),
        (datetime(2026, 3, 28, 23, 1, tzinfo=UTC), 6 - 1 / 60),
        (datetime(2026, 10, 24, 22, 1, tzinfo=UTC), 8 - 1 / 60),
    ],
)
def test_the_turns_are_at_dutch_midnight_and_in_the_morning_also_when_the_clock_changes(
    moment: datetime, hours: float
) -> None:
    assert until_next_turn(moment) == pytest.approx(hours * 3600)


def test_an_agreement_that_ends_gives_its_flag_the_day_after(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    make_product(session, "leerspoor", categories=("P08",))
    use = make_use(session, product="leerspoor")
    make_agreement(session, use, model_version="model-4.0", valid_until=date(2026, 3, 2))
    database = OneTransaction(session)
    evaluate_all(database)
    about = select(Flag).where(Flag.use_id == use.id, Flag.rule == "PA01", Flag.certainty == Certainty.CERTAIN)
    assert session.exec(about).all() == []
    database.clock = lambda: NOW + timedelta(days=1)
    assert evaluate_all(database) == 1
    assert len(session.exec(about).all()) == 1
    assert set(session.exec(select(Event.actor_key).where(Event.board_number == BOARD_A))) == {"system"}


def test_a_takeover_that_was_planned_counts_from_its_day(session: Session) -> None:
    make_vendor(session, "koper")
    make_vendor(session, "maker")
    take_over(session, "maker", TakeoverInput(owner_key="koper", on=NOW.date() + timedelta(days=1)), by=acting(SACHA))
    database = OneTransaction(session)
    assert turn_all(database) == 0
    database.clock = lambda: NOW + timedelta(days=1)
    assert (turn_all(database), turn_all(database)) == (1, 0)
    told = session.exec(select(Event.actor_key).where(Event.kind == "vendor.owner_turned")).all()
    assert told == ["system"]


def test_the_turn_of_the_day_evaluates_at_once_and_ends_when_told(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    database = OneTransaction(session)
    monkeypatch.setattr("api.daily.evaluate_all", seen.append)
    turn = DayTurn(database)
    turn.start()
    turn.end()
    assert not turn.is_alive()
    assert seen == [database]


@pytest.mark.parametrize(("hour", "told"), [(5, 0), (6, 1), (21, 1)])
def test_people_are_told_from_the_morning_on(
    session: Session, monkeypatch: pytest.MonkeyPatch, hour: int, told: int
) -> None:
    monkeypatch.setattr("api.daily.evaluate_all", lambda _database: 0)
    database = OneTransaction(session)
    database.clock = lambda: NOW.replace(hour=hour)
    rounds: list[int] = []
    turn = DayTurn(database, lambda: rounds.append(1))
    turn.start()
    turn.end()
    assert len(rounds) == told


def test_a_failure_of_one_thing_does_not_stop_the_other(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_database: object) -> int:
        raise RuntimeError

    monkeypatch.setattr("api.daily.evaluate_all", fail)
    rounds: list[int] = []
    turn = DayTurn(OneTransaction(session), lambda: rounds.append(1))
    turn.start()
    turn.end()
    assert rounds == [1]

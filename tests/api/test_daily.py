"""A new day: every board is evaluated, so that a date that passed shows without anybody touching a landscape."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from api.daily import DayTurn, evaluate_all, until_next_day
from swc.audit.models import Event
from swc.risk.kinds import Certainty
from swc.risk.models import Flag
from tests.api.conftest import OneTransaction
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_agreement, make_use
from tests.personas import BOARD_A, BOARD_B, NOW


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (datetime(2026, 3, 2, 11, 0, tzinfo=UTC), 12),
        (datetime(2026, 3, 2, 22, 59, tzinfo=UTC), 1 / 60),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), 24),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), 23),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 25),
    ],
)
def test_the_next_day_begins_at_dutch_midnight_also_when_the_clock_changes(moment: datetime, hours: float) -> None:
    assert until_next_day(moment) == pytest.approx(hours * 3600 + 60)


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

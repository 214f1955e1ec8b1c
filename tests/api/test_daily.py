"""A new day: every board is evaluated, so that a date that passed shows without anybody touching a landscape."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from api.daily import DayTurn, evaluate_all, evaluate_day, rules_in_force, turn_all, until_next_turn
from swc.access.kinds import Act
from swc.audit.models import Event
from swc.catalogue.ownership.inputs import TakeoverInput
from swc.catalogue.ownership.service import take_over
from swc.risk.kinds import Certainty
from swc.risk.models import EvaluatedDay, Flag
from tests.api.conftest import OneTransaction
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import make_release
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


def test_a_day_is_evaluated_once_and_again_after_a_crash_with_other_rules_or_another_release(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    database = OneTransaction(session)
    seen: list[str] = []

    def evaluate(_session: Session, number: str, *, by: Act) -> bool:
        seen.append(f"{number} {by.today:%d}")
        if broken and number == BOARD_B:
            raise RuntimeError
        return True

    def evaluated() -> list[str]:
        seen.clear()
        evaluate_day(database)
        return list(seen)

    monkeypatch.setattr("api.daily.evaluate_board", evaluate)
    broken = True
    with pytest.raises(RuntimeError):
        evaluate_day(database)
    broken = False
    both = [f"{BOARD_A} 02", f"{BOARD_B} 02"]
    assert (evaluated(), evaluated()) == (both, [])
    monkeypatch.setattr("api.daily.rules_in_force", lambda: "anders")
    assert (evaluated(), evaluated()) == (both, [])
    make_release(session)
    assert (evaluated(), evaluated()) == (both, [])
    database.clock = lambda: NOW + timedelta(days=1)
    assert (evaluated(), evaluated()) == ([f"{BOARD_A} 03", f"{BOARD_B} 03"], [])
    assert len(session.exec(select(EvaluatedDay)).all()) == 1


def test_other_code_or_another_norm_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.daily.files", lambda package: tmp_path / package)
    for package in ("vocab", "fora", "swc"):
        (tmp_path / package / "x").mkdir(parents=True)
    found = set()
    for name, text in (("vocab/norms.ttl", "3"), ("vocab/norms.ttl", "2"), ("swc/x/rules.py", ""), ("swc/x/y.pyc", "")):
        (tmp_path / name).write_text(text)
        rules_in_force.cache_clear()
        found.add(rules_in_force())
    rules_in_force.cache_clear()
    assert len(found) == 3


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
    monkeypatch.setattr("api.daily.evaluate_day", seen.append)
    turn = DayTurn(database)
    turn.start()
    turn.end()
    assert not turn.is_alive()
    assert seen == [database]


@pytest.mark.parametrize(("hour", "told"), [(5, 0), (6, 1), (21, 1)])
def test_people_are_told_from_the_morning_on(
    session: Session, monkeypatch: pytest.MonkeyPatch, hour: int, told: int
) -> None:
    monkeypatch.setattr("api.daily.evaluate_day", lambda _database: 0)
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

    monkeypatch.setattr("api.daily.evaluate_day", fail)
    rounds: list[int] = []
    turn = DayTurn(OneTransaction(session), lambda: rounds.append(1))
    turn.start()
    turn.end()
    assert rounds == [1]

"""How far a register is, kept in memory: never other than what the register itself says now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from swc.errors import NotFoundError
from swc.landscape.kinds import Direction, UsageStatus
from swc.landscape.models import AgreementLocation, Use, UseDataCategory
from swc.register import service
from swc.register.models import ProcessingValue
from swc.register.queries import register, register_coverage
from swc.register.schemas import ActivityEnding, Coverage
from tests.factories.fora import GRADES
from tests.factories.landscape import make_agreement, make_coupling, make_use
from tests.factories.register import make_established, make_register_landscape
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, acting

TODAY = NOW.date()
Change = Callable[[Session], object]


def coverage(session: Session, board_number: str = BOARD_A) -> Coverage:
    """Return what is kept, which has to be what the register says."""
    found = register_coverage(session, board_number, TODAY)
    assert found == register(session, board_number, TODAY).coverage
    return found


def use(session: Session) -> Use:
    """Return the use of board A."""
    return session.exec(select(Use).where(Use.board_number == BOARD_A)).one()


def _ended(session: Session) -> None:
    activity = make_established(session)
    service.end(session, BOARD_A, activity, ActivityEnding(on=TODAY, reason="Gestopt."), by=acting(CARLA))


def _phased_out(session: Session) -> None:
    use(session).status = UsageStatus.PHASED_OUT


def _rewritten(session: Session) -> None:
    make_established(session)
    for row in session.exec(select(ProcessingValue)).all():
        row.label = f"{row.label} (oud)"


def _kept_elsewhere(session: Session) -> None:
    agreement = make_agreement(session, use(session))
    session.add(AgreementLocation(agreement_id=agreement.id, country="US"))


CHANGES: dict[str, Change] = {
    "established": make_established,
    "ended": _ended,
    "value": _rewritten,
    "another use": lambda session: make_use(session, components=(GRADES,), categories=("P08",)),
    "category": lambda session: session.add(UseDataCategory(use_id=use(session).id, category="P08")),
    "status": _phased_out,
    "coupling": lambda session: make_coupling(session, use(session), direction=Direction.OUT, target_name="Buiten"),
    "country": _kept_elsewhere,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows_at_once_and_a_rollback_takes_it_back(session: Session, change: Change) -> None:
    make_register_landscape(session)
    before = coverage(session)
    saved = session.begin_nested()
    change(session)
    session.flush()
    assert coverage(session) != before
    saved.rollback()
    session.expire_all()
    assert coverage(session) == before


def test_another_board_has_its_own(session: Session) -> None:
    make_register_landscape(session)
    assert coverage(session) != coverage(session, BOARD_B)


def test_a_board_that_does_not_exist_is_refused(session: Session) -> None:
    with pytest.raises(NotFoundError):
        register_coverage(session, "00000", TODAY)

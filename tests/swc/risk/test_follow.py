"""Following changes: which boards are evaluated, and that flags set nothing in motion themselves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlmodel import Session, func, select

from swc.audit.kinds import Touched
from swc.audit.models import Event
from swc.audit.service import touched as touched_so_far
from swc.catalogue.inputs import VersionInput
from swc.catalogue.service import change_version
from swc.landscape.models import Use
from swc.landscape.schemas import UseUpdate
from swc.landscape.service import change_use
from swc.risk.follow import affected, follow
from swc.risk.models import Flag
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_version
from tests.factories.fora import LAS, make_reference
from tests.factories.landscape import make_codes, make_use
from tests.personas import BOARD_A, BOARD_B, CARLA, SACHA, SYSTEM_ACT, acting


@pytest.fixture(autouse=True)
def _landscapes(session: Session) -> None:
    make_reference(session)
    make_product(session, "leerspoor")
    make_product(session, "roosterwijs")
    for number, product, components in ((BOARD_A, "leerspoor", (LAS,)), (BOARD_B, "roosterwijs", ())):
        make_board(session, number=number)
        make_use(session, board=number, product=product, components=components)


@pytest.mark.parametrize(
    ("touched", "boards"),
    [
        (Touched(), ()),
        (Touched(boards={BOARD_B}), (BOARD_B,)),
        (Touched(products={"leerspoor"}), (BOARD_A,)),
        (Touched(products={"onbekend"}), ()),
        (Touched(release=True), (BOARD_A,)),
        (Touched(boards={"00000"}), ()),
        (Touched(boards={BOARD_A}, products={"roosterwijs"}), (BOARD_A, BOARD_B)),
    ],
)
def test_the_boards_that_a_change_touches(session: Session, touched: Touched, boards: tuple[str, ...]) -> None:
    assert affected(session, touched) == boards


def test_following_writes_the_flags_of_the_touched_board_only(session: Session) -> None:
    follow(session, Touched(boards={BOARD_A}), by=SYSTEM_ACT)
    assert set(session.exec(select(Flag.board_number))) == {BOARD_A}


def test_an_end_of_support_flags_who_uses_the_version_and_goes_when_another_is_chosen(session: Session) -> None:
    make_codes(session, "version-status", "in-gebruik")
    old, new = make_version(session, "leerspoor", "4"), make_version(session, "leerspoor", "5")
    use = session.exec(select(Use).where(Use.board_number == BOARD_A)).one()
    change_use(session, BOARD_A, use.id, UseUpdate(version_id=old), by=acting(CARLA))
    follow(session, touched_so_far(session), by=SYSTEM_ACT)
    assert vd07(session) == []
    ending = VersionInput(name="4", status="in-gebruik", end_of_support=date(2027, 1, 1))
    change_version(session, "leerspoor", old, ending, by=acting(SACHA))
    follow(session, Touched(products={"leerspoor"}), by=SYSTEM_ACT)
    assert vd07(session) == [(use.id, False)]
    change_use(session, BOARD_A, use.id, UseUpdate(version_id=new), by=acting(CARLA))
    follow(session, Touched(boards={BOARD_A}), by=SYSTEM_ACT)
    assert vd07(session) == [(use.id, True)]


def vd07(session: Session) -> list[tuple[UUID | None, bool]]:
    """Return the uses with a flag about an announced end, and whether it is resolved."""
    rows = session.exec(select(Flag).where(Flag.rule == "VD07"))
    return [(one.use_id, one.resolved_at is not None) for one in rows]


def test_flags_are_the_systems_doing_whoever_made_the_change(session: Session) -> None:
    follow(session, Touched(boards={BOARD_A}), by=acting(CARLA))
    assert set(session.exec(select(Event.actor_key))) == {"system"}


def test_following_again_after_flags_were_written_does_nothing_more(session: Session) -> None:
    touched = Touched(boards={BOARD_A})
    follow(session, touched, by=SYSTEM_ACT)
    events = session.exec(select(func.count()).select_from(Event)).one()
    follow(session, touched, by=SYSTEM_ACT)
    assert session.exec(select(func.count()).select_from(Event)).one() == events

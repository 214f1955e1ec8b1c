"""A change of the catalogue or the reference architecture reaches the graphs of the boards that it tells of."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.audit.kinds import Touched
from swc.audit.models import Outbox
from swc.dependency.stale import follow
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, SYSTEM_ACT

OF_A = {f"board/{BOARD_A}", f"board/{BOARD_A}/sector"}
OF_B = {f"board/{BOARD_B}", f"board/{BOARD_B}/sector"}
OF_C = {"board/41103", "board/41103/sector"}


@pytest.fixture
def market(session: Session) -> Session:
    """Return a session where A uses a product of a daughter, B one of somebody else, and a third board nothing."""
    for number in (BOARD_A, BOARD_B, "41103"):
        make_board(session, number=number)
    make_vendor(session, "moeder")
    make_vendor(session, "dochter", parent_key="moeder")
    make_vendor(session, "ander")
    make_product(session, "las", vendor_key="dochter")
    make_product(session, "rooster", vendor_key="ander")
    make_use(session, product="las")
    make_use(session, board=BOARD_B, product="rooster")
    return session


@pytest.mark.parametrize(
    ("touched", "stale"),
    [
        (Touched(products={"las"}), OF_A),
        (Touched(vendors={"ander"}), OF_B),
        (Touched(vendors={"moeder"}), OF_A),
        (Touched(products={"rooster"}, boards={BOARD_B}), set()),
        (Touched(boards={BOARD_A}), set()),
        (Touched(release=True), OF_A | OF_B | OF_C),
    ],
)
def test_the_graphs_of_the_boards_it_tells_of_are_made_anew(market: Session, touched: Touched, stale: set[str]) -> None:
    follow(market, touched, by=SYSTEM_ACT)
    assert set(market.exec(select(Outbox.graph))) == stale

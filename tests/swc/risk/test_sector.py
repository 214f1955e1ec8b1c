"""Concentration over the sector: only boards that share, only from five boards on, unknown vendors left out."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.dependency.columns.store import Columns
from swc.risk.sector import ComponentConcentration, sector_concentration
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.personas import TODAY


@pytest.fixture(autouse=True)
def _market(session: Session) -> None:
    make_vendor(session, "moeder")
    make_vendor(session, "dochter", parent_key="moeder")
    make_vendor(session, "ander")
    for key, vendor in (("een", "dochter"), ("twee", "moeder"), ("drie", "ander"), ("vier", None)):
        make_product(session, key, vendor_key=vendor)


def boards(session: Session, *products: str, sharing: Sharing = Sharing.SECTOR, start: int = 50000) -> None:
    """Make a board for each product, which uses it as its pupil administration."""
    for at, product in enumerate(products, start=start):
        make_board(session, number=str(at), sharing=sharing)
        make_use(session, board=str(at), product=product, components=(LAS,))


def concentration(session: Session) -> tuple[ComponentConcentration, ...]:
    return sector_concentration(Columns(), session, TODAY)


def test_groups_add_up_over_their_daughters_and_the_index_is_told_against_the_norm(session: Session) -> None:
    boards(session, "een", "een", "twee", "twee", "twee", "drie")
    (found,) = concentration(session)
    assert [(one.key, one.uses) for one in found.groups] == [("moeder", 5)]
    assert (found.boards, found.hhi, found.high) == (6, 7222, True)


def test_four_boards_are_too_few_to_say_anything(session: Session) -> None:
    boards(session, "een", "een", "twee", "drie")
    assert concentration(session) == ()


def test_boards_that_keep_their_landscape_private_do_not_count(session: Session) -> None:
    boards(session, "een", "een", "een", "twee")
    boards(session, "drie", sharing=Sharing.PRIVATE, start=60000)
    assert concentration(session) == ()


def test_an_unknown_vendor_is_left_out_of_the_index_and_told(session: Session) -> None:
    boards(session, "een", "een", "twee", "drie", "vier")
    (found,) = concentration(session)
    assert (found.uses, found.vendor_unknown, found.hhi) == (4, 1, 6250)

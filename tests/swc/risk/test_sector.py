"""Concentration over the sector: only boards that share, only from five boards on, unknown vendors left out."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.risk.sector import ComponentConcentration, sector_concentration
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.query_count import counted

TODAY = date(2026, 3, 2)


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


def only(session: Session) -> ComponentConcentration:
    """Return the only component."""
    (found,) = sector_concentration(session, TODAY)
    return found


def test_groups_add_up_over_their_daughters_and_the_index_is_told_against_the_norm(session: Session) -> None:
    boards(session, "een", "een", "twee", "twee", "drie")
    found = only(session)
    assert [(one.key, one.uses) for one in found.groups] == [("moeder", 4), ("ander", 1)]
    assert (found.boards, found.hhi, found.high) == (5, 6800, True)


def test_four_boards_are_too_few_to_say_anything(session: Session) -> None:
    boards(session, "een", "een", "twee", "drie")
    assert sector_concentration(session, TODAY) == ()


def test_boards_that_keep_their_landscape_private_do_not_count(session: Session) -> None:
    boards(session, "een", "een", "een", "twee")
    boards(session, "drie", sharing=Sharing.PRIVATE, start=60000)
    assert sector_concentration(session, TODAY) == ()


def test_an_unknown_vendor_is_left_out_of_the_index_and_told(session: Session) -> None:
    boards(session, "een", "een", "twee", "drie", "vier")
    found = only(session)
    assert (found.uses, found.vendor_unknown, found.hhi) == (4, 1, 6250)


def test_it_takes_two_statements_however_many_boards_share(session: Session) -> None:
    boards(session, *["een"] * 12)
    with counted(session) as statements:
        sector_concentration(session, TODAY)
    assert len(statements) == 2

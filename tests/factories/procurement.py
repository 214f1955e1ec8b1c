"""Contracts and boards for tests of procurement, written straight to the tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.landscape.kinds import LegalForm, Renewal
from swc.landscape.models import Contract, ContractProduct
from tests.factories.boards import make_board, make_school
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, NOW


def make_deal(
    session: Session,
    *,
    board: str = BOARD_A,
    products: tuple[str, ...] = ("magister",),
    end: date | None = date(2027, 7, 31),
    price: int | None = 10_000,
    title: str = "Contract",
    **columns: Any,  # noqa: ANN401 - the columns of a contract, named by the test
) -> Contract:
    """Make a contract of a board for products that exist."""
    values = {"legal_form": LegalForm.OWN_TENDER, "renewal": Renewal.ENDS, "notice_months": 3} | columns
    contract = Contract(
        board_number=board,
        title=title,
        end_date=end,
        yearly_price=None if price is None else Decimal(price),
        created_at=NOW,
        updated_at=NOW,
        **values,
    )
    session.add(contract)
    session.flush()
    session.add_all(ContractProduct(contract_id=contract.id, product_key=key) for key in products)
    session.flush()
    return contract


def make_buyer(
    session: Session,
    number: str,
    *,
    named: bool = False,
    pupils: int | None = 1_000,
    sharing: Sharing = Sharing.SECTOR,
    components: tuple[str, ...] = (LAS,),
    **deal: Any,  # noqa: ANN401 - what `make_deal` takes
) -> Board:
    """Make a board with one school, a use on components, and a contract for it."""
    board = make_board(session, number=number, name=f"Bestuur {number}", sharing=sharing)
    board.joint_buying = named
    make_school(session, brin=number[0] + number[2:], board_number=number, pupils=pupils)
    make_use(session, board=number, components=components)
    make_deal(session, board=number, **deal)
    session.flush()
    return board

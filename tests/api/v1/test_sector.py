"""The sector as JSON: for whoever is logged in, as the query has it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.risk.sector import sector_concentration
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.personas import ANONYMOUS, BRAM

ADDRESS = "/api/v1/sector/concentration"


def test_concentration_is_what_the_query_says(door: Door, session: Session) -> None:
    make_vendor(session, "groep")
    make_product(session, "leerspoor", vendor_key="groep")
    for number in range(50000, 50005):
        make_board(session, number=str(number), sharing=Sharing.SECTOR)
        make_use(session, board=str(number), product="leerspoor", components=(LAS,))
    body = door(BRAM).get(ADDRESS).json()
    found = sector_concentration(session, date(2026, 3, 2))
    assert body == [one.model_dump(mode="json", by_alias=True) for one in found]
    assert (body[0]["boards"], body[0]["hhi"]) == (5, 10_000)


def test_the_anonymous_are_told_to_log_in(door: Door) -> None:
    assert door(ANONYMOUS).get(ADDRESS).status_code == 401


def test_an_unknown_parameter_is_refused(door: Door) -> None:
    assert door(BRAM).get(f"{ADDRESS}?board=41101").status_code == 400

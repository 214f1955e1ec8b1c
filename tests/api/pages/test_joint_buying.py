"""The pages for buying together: what a board sees of others, the sector view, and the choice to be named."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.audit.queries import board_history
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from tests.api.conftest import Door
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.factories.procurement import make_buyer, make_deal
from tests.personas import ADMIN, BOARD_A, BRAM, CHRIS, SACHA, SYLVIA, VICTOR

OWN = f"/besturen/{BOARD_A}/samen-inkopen"
CHOICE = f"/besturen/{BOARD_A}/beheer/samen-inkopen"


@pytest.fixture(autouse=True)
def _contracts(session: Session) -> None:
    make_landscape(session)
    make_use(session, components=(LAS,))
    make_deal(session, title="Contract LAS")


def board(session: Session) -> Board:
    found = session.get(Board, BOARD_A)
    assert found
    return found


def share(session: Session) -> None:
    board(session).sharing = Sharing.SECTOR
    session.flush()


def test_a_board_that_does_not_share_sees_its_own_contracts_and_why_no_more(session: Session, door: Door) -> None:
    make_buyer(session, "50001", named=True)
    text = door(BRAM).get(OWN).text
    assert "Contract LAS" in text
    assert "deelt zijn landschap niet" in text
    assert "Bestuur 50001" not in text


def test_a_board_sees_who_chose_to_be_named_and_rounded_figures_of_the_rest(session: Session, door: Door) -> None:
    share(session)
    for number in range(50_001, 50_006):
        make_buyer(session, str(number), pupils=1_111)
    make_buyer(session, "50010", named=True, price=8_500)
    text = door(BRAM).get(OWN).text
    assert "Bestuur 50010" in text
    assert "Bestuur 50001" not in text
    assert "ongeveer 6.500" in text
    assert "€\u00a08.500,00" in text


def test_four_boards_leave_no_trace(session: Session, door: Door) -> None:
    share(session)
    for number in range(50_001, 50_005):
        make_buyer(session, str(number))
    text = door(BRAM).get(OWN).text
    assert "geen besturen te tonen" in text
    assert "ongeveer" not in text


def test_the_sector_page_is_for_who_reads_the_sector(session: Session, door: Door) -> None:
    for number in range(50_001, 50_006):
        make_buyer(session, str(number))
    assert "ongeveer" in door(SYLVIA).get("/sector/samen-inkopen").text
    assert door(SACHA).get("/sector/samen-inkopen").status_code == 403
    assert door(BRAM).get("/sector/samen-inkopen").status_code == 403
    assert door(VICTOR).get("/sector/samen-inkopen").status_code == 404
    assert door().get("/sector/samen-inkopen").status_code == 303


def test_outsiders_find_nothing(door: Door) -> None:
    for actor in (CHRIS, VICTOR, SYLVIA):
        assert door(actor).get(OWN).status_code == 404
    assert door().get(OWN).status_code == 303


def test_an_administrator_chooses_to_be_named_and_it_is_in_the_history(session: Session, door: Door) -> None:
    client = door(ADMIN)
    assert "Zegt u nee" in client.get(f"/besturen/{BOARD_A}/beheer").text
    answer = client.post(CHOICE, data={"joint_buying": "true", "expected_version": "1"})
    assert answer.headers["location"] == f"/besturen/{BOARD_A}/beheer#samen-inkopen"
    session.expire_all()
    assert board(session).joint_buying
    assert "board.joint_buying_changed" in {one.kind for one in board_history(session, BOARD_A).events}
    assert "genoemd wil worden" in client.get(f"/besturen/{BOARD_A}/historie").text


def test_a_choice_that_somebody_else_overtook_is_refused(session: Session, door: Door) -> None:
    answer = door(ADMIN).post(CHOICE, data={"joint_buying": "true", "expected_version": "7"})
    assert answer.status_code == 400
    assert "intussen gewijzigd" in answer.text
    session.expire_all()
    assert not board(session).joint_buying


def test_only_an_administrator_chooses(session: Session, door: Door) -> None:
    assert door(BRAM).post(CHOICE, data={"joint_buying": "true", "expected_version": "1"}).status_code == 403
    session.expire_all()
    assert not board(session).joint_buying

"""The front door tells what this is and where one's boards are."""

from __future__ import annotations

from sqlmodel import Session

from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import BOARD_A, BOARD_B, BRAM


def test_a_stranger_sees_what_the_catalogue_is_for_and_where_to_log_in(door: Door) -> None:
    answer = door().get("/")
    assert answer.status_code == 200
    assert "/inloggen" in answer.text


def test_a_reader_sees_the_own_board_and_no_other(door: Door, session: Session) -> None:
    make_board(session, number=BOARD_A, name="Stichting De Vlieger")
    make_board(session, number=BOARD_B, name="Stichting De Anderen")
    text = door(BRAM).get("/").text
    assert "De Vlieger" in text
    assert "De Anderen" not in text


def test_the_interface_speaks_english_when_asked(door: Door) -> None:
    answer = door().get("/", headers={"Accept-Language": "en"})
    assert '<html lang="en">' in answer.text


def test_a_page_that_does_not_exist_says_so_in_a_page(door: Door) -> None:
    answer = door().get("/bestaat-niet")
    assert answer.status_code == 404
    assert "Niet gevonden" in answer.text


def test_an_unknown_api_address_is_a_problem_in_json(door: Door) -> None:
    answer = door().get("/api/v1/bestaat-niet")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["api-version"] == "1.0.0"


def test_security_txt_expires_within_a_year(door: Door) -> None:
    text = door().get("/.well-known/security.txt").text
    assert "Expires: 2027-01-01T" in text
    assert "Contact: mailto:" in text

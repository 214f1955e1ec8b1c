"""The list of boards that one may see."""

from __future__ import annotations

from sqlmodel import Session

from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.personas import ANNE, BOARD_A, BOARD_B, SACHA
from tests.query_count import counted


def two_boards(session: Session) -> None:
    """Add both boards."""
    make_board(session, number=BOARD_A, name="De Linde")
    make_board(session, number=BOARD_B, name="Lyceum Zuid")


def test_somebody_sees_the_own_board_with_the_role_there(door: Door, session: Session) -> None:
    two_boards(session)
    text = door(ANNE).get("/besturen").text
    assert 'href="/besturen/41101"' in text
    assert "privacy officer" in text
    assert "Lyceum Zuid" not in text


def test_who_keeps_the_sector_finds_every_board_and_its_people_but_no_landscape(door: Door, session: Session) -> None:
    two_boards(session)
    text = door(SACHA).get("/besturen", params={"zoek": "lyc"}).text
    assert 'href="/besturen/41102/beheer"' in text
    assert "De Linde" not in text


def test_the_anonymous_are_shown_where_to_log_in(door: Door, session: Session) -> None:
    two_boards(session)
    text = door().get("/besturen").text
    assert "/inloggen?naar=%2Fbesturen" in text
    assert "De Linde" not in text


def test_what_was_searched_for_comes_back_harmless(door: Door) -> None:
    text = door(ANNE).get("/besturen", params={"zoek": '"><script>'}).text
    assert "<script>" not in text.replace('<script type="module"', "")
    assert "Geen bestuur gevonden" in text


def test_more_boards_do_not_mean_more_statements(door: Door, session: Session) -> None:
    client, lengths = door(SACHA), []
    for number in range(2):
        with counted(session) as statements:
            client.get("/besturen")
        lengths.append(len([one for one in statements if one.startswith("SELECT")]))
        for extra in range(9):
            make_board(session, number=f"5{number}{extra}00", name=f"Bestuur {number}.{extra}")
    assert lengths == [2, 2]

"""Reading boards: who sees which, with schools and sites, in a fixed number of statements."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.access.kinds import SYSTEM
from swc.boards.queries import board_detail, boards_of, count_boards, open_board
from swc.errors import NotFoundError
from tests.factories.boards import make_board, make_school, make_site
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, SACHA, acting
from tests.query_count import counted


def two_boards(session: Session) -> None:
    """Add board A with two schools and three sites, and board B with nothing."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum 100% Zuid")
    make_school(session, brin="11AA", name="De Eik", pupils=120)
    make_school(session, brin="12BB", name="De Beuk")
    make_site(session, code="11AA00", brin="11AA")
    make_site(session, code="11AA01", brin="11AA", name="Dislocatie")
    make_site(session, code="12BB00", brin="12BB")


def test_somebody_sees_the_boards_where_a_role_is_held(session: Session) -> None:
    two_boards(session)
    (line,) = boards_of(session, ANNE)
    assert (line.number, line.schools, line.sites, line.readable) == (BOARD_A, 2, 3, True)


def test_the_anonymous_see_no_board(session: Session) -> None:
    two_boards(session)
    assert boards_of(session, ANONYMOUS) == ()


def test_a_sector_editor_sees_all_names_but_no_way_in(session: Session) -> None:
    two_boards(session)
    assert [(line.number, line.readable) for line in boards_of(session, SACHA)] == [(BOARD_B, False), (BOARD_A, False)]


def test_the_list_pages_and_searches_without_wildcards(session: Session) -> None:
    two_boards(session)
    assert [line.number for line in boards_of(session, SYSTEM, offset=1)] == [BOARD_A]
    assert (count_boards(session, SYSTEM), count_boards(session, SYSTEM, search="linde")) == (2, 1)
    assert [line.number for line in boards_of(session, SYSTEM, search="100%")] == [BOARD_B]
    assert boards_of(session, SYSTEM, search="%linde%") == ()
    assert [line.number for line in boards_of(session, SYSTEM, search="LINDE")] == [BOARD_A]
    assert len(boards_of(session, SYSTEM, limit=1)) == 1


def test_a_board_shows_its_schools_by_name_and_what_is_unknown_of_their_pupils(session: Session) -> None:
    two_boards(session)
    board = board_detail(session, BOARD_A)
    assert board is not None
    assert [school.name for school in board.schools] == ["De Beuk", "De Eik"]
    assert [site.code for site in board.schools[1].sites] == ["11AA00", "11AA01"]
    assert (board.pupils, board.pupils_at_least, board.site_count) == (120, True, 3)


def test_a_board_without_any_known_number_has_unknown_pupils_rather_than_none(session: Session) -> None:
    make_board(session)
    board = board_detail(session, BOARD_A)
    assert board is not None
    assert board.pupils is None


def test_a_board_opens_for_who_may_read_it_and_does_not_exist_for_others(session: Session) -> None:
    two_boards(session)
    assert open_board(session, BOARD_A, by=acting(ANNE)).number == BOARD_A
    for actor, number in ((ANNE, BOARD_B), (SACHA, BOARD_A), (ANONYMOUS, BOARD_A), (SYSTEM, "99999")):
        with pytest.raises(NotFoundError):
            open_board(session, number, by=acting(actor))


def test_an_unknown_board_is_none(session: Session) -> None:
    assert board_detail(session, "99999") is None


def test_more_schools_do_not_mean_more_statements(session: Session) -> None:
    two_boards(session)
    session.expunge_all()
    with counted(session) as few:
        board_detail(session, BOARD_A)
    for number in range(10):
        make_school(session, brin=f"2{number}CC", name=f"School {number}")
        make_site(session, code=f"2{number}CC00", brin=f"2{number}CC")
    session.expunge_all()
    with counted(session) as many:
        board_detail(session, BOARD_A)
    assert len(few) == len(many) == 3


def test_the_list_takes_one_statement(session: Session) -> None:
    two_boards(session)
    with counted(session) as statements:
        boards_of(session, SACHA)
    assert len(statements) == 1

"""Adding boards, schools and sites by hand, and the sharing level."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.boards.kinds import Sector, Sharing
from swc.boards.queries import board_detail
from swc.boards.schemas import BoardCreate, SchoolCreate, SharingChange, SiteCreate
from swc.boards.service import add_board, add_school, add_site, change_sharing
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.boards import make_board, make_school
from tests.personas import ADMIN, BOARD_A, BOARD_B, CARLA, CHRIS, SACHA, acting

LINDE = BoardCreate(number="123", name="De Linde", sector=Sector.PO, kvk_number="1234567")
EIK = SchoolCreate(brin="11aa", name="De Eik", sector=Sector.PO)


def kinds(session: Session) -> list[str]:
    """Return the kinds of the recorded events in order."""
    return list(session.exec(select(Event.kind).order_by(Event.seq)))


def test_a_sector_editor_adds_a_board_with_a_padded_number(session: Session) -> None:
    assert add_board(session, LINDE, by=acting(SACHA)) == "00123"
    board = board_detail(session, "00123")
    assert board is not None
    assert (board.name, board.kvk_number, board.sharing) == ("De Linde", "01234567", Sharing.PRIVATE)
    assert kinds(session) == ["board.created"]


def test_a_board_number_is_given_once(session: Session) -> None:
    add_board(session, LINDE, by=acting(SACHA))
    with pytest.raises(ConflictError):
        add_board(session, LINDE, by=acting(SACHA))


def test_a_wrong_number_names_its_field(session: Session) -> None:
    with pytest.raises(InvalidInputError) as refused:
        add_board(session, LINDE.model_copy(update={"number": "onbekend"}), by=acting(SACHA))
    assert [problem.where for problem in refused.value.problems] == ["number"]


@pytest.mark.parametrize("actor", [CARLA, ADMIN])
def test_only_who_keeps_the_sector_adds_boards(session: Session, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        add_board(session, LINDE, by=acting(actor))


def test_an_administrator_adds_schools_and_sites_to_the_own_board_only(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    assert add_school(session, BOARD_A, EIK, by=acting(ADMIN)) == "11AA"
    site = SiteCreate(code="3", name="Dislocatie", postcode="8011ab")
    assert add_site(session, BOARD_A, "11AA", site, by=acting(ADMIN)) == "11AA03"
    board = board_detail(session, BOARD_A)
    assert board is not None
    assert board.schools[0].sites[0].postcode == "8011 AB"
    assert kinds(session) == ["school.created", "site.created"]
    with pytest.raises(NotFoundError):
        add_school(session, BOARD_B, EIK, by=acting(ADMIN))
    with pytest.raises(NotAllowedError):
        add_school(session, BOARD_A, EIK, by=acting(CARLA))


def test_a_school_belongs_to_one_board_and_a_site_to_its_school(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    make_school(session, brin="11AA", board_number=BOARD_B)
    with pytest.raises(ConflictError):
        add_school(session, BOARD_A, EIK, by=acting(ADMIN))
    with pytest.raises(NotFoundError):
        add_site(session, BOARD_A, "11AA", SiteCreate(code="00", name="x"), by=acting(ADMIN))


def test_the_sharing_level_changes_once_with_before_and_after(session: Session) -> None:
    make_board(session)
    change = SharingChange(sharing=Sharing.SECTOR, expected_version=1)
    assert change_sharing(session, BOARD_A, change, by=acting(ADMIN)) == 2
    assert change_sharing(session, BOARD_A, change.model_copy(update={"expected_version": 2}), by=acting(ADMIN)) == 2
    (event,) = session.exec(select(Event)).all()
    assert (event.before, event.after) == ({"sharing": "private"}, {"sharing": "sector"})


def test_a_change_over_somebody_elses_change_is_refused(session: Session) -> None:
    make_board(session)
    with pytest.raises(ConflictError):
        change_sharing(session, BOARD_A, SharingChange(sharing=Sharing.SECTOR, expected_version=7), by=acting(ADMIN))


def test_another_boards_sharing_level_is_not_found_and_an_editors_own_is_not_allowed(session: Session) -> None:
    make_board(session)
    change = SharingChange(sharing=Sharing.SECTOR, expected_version=1)
    with pytest.raises(NotFoundError):
        change_sharing(session, BOARD_A, change, by=acting(CHRIS))
    with pytest.raises(NotAllowedError):
        change_sharing(session, BOARD_A, change, by=acting(CARLA))

"""What the administration of a board shows, to whom, in how many statements."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.access.kinds import SYSTEM, Actor
from swc.access.roles import Role
from swc.boards.administration import administration
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, create_key
from swc.errors import NotAllowedError, NotFoundError
from tests.factories.boards import make_board, make_person, make_school
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, CHRIS, SACHA, acting
from tests.query_count import counted


@pytest.fixture(autouse=True)
def _board(session: Session) -> None:
    make_board(session)
    make_school(session)
    make_person(session, roles={BOARD_A: (Role.READER,)})
    data = KeyCreate(label="BI", scopes=frozenset({KeyScope.READ}), expires_on=date(2026, 6, 30))
    create_key(session, BOARD_A, data, by=acting(ADMIN))


def test_an_administrator_sees_people_and_keys_and_the_sector_people_only(session: Session) -> None:
    own, sector = (administration(session, BOARD_A, by=acting(actor)) for actor in (ADMIN, SACHA))
    assert (len(own.people), len(own.keys), own.may_admin, own.may_read) == (1, 1, True, True)
    assert (len(sector.people), len(sector.keys), sector.may_admin, sector.may_read) == (1, 0, False, False)


@pytest.mark.parametrize(
    ("actor", "number", "refusal"),
    [
        (ANNE, BOARD_A, NotAllowedError),
        (CHRIS, BOARD_A, NotFoundError),
        (ANONYMOUS, BOARD_A, NotFoundError),
        (SYSTEM, "99999", NotFoundError),
    ],
)
def test_others_and_other_boards_see_nothing(
    session: Session, actor: Actor, number: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        administration(session, number, by=acting(actor))


def test_it_takes_five_statements_whatever_there_is(session: Session) -> None:
    for number in range(9):
        make_school(session, brin=f"2{number}CC")
        make_person(session, email=f"{number}@x.example", roles={BOARD_A: (Role.READER,)})
    session.expunge_all()
    with counted(session) as statements:
        administration(session, BOARD_A, by=acting(ADMIN))
    assert len(statements) == 5

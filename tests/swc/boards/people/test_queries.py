"""Reading people: who may see them, and in how many statements."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.access.roles import Role
from swc.boards.login.actors import person_actor
from swc.boards.people.queries import board_people, profile
from swc.errors import NotAllowedError, NotFoundError
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, CHRIS, SACHA, acting
from tests.query_count import counted


def test_the_people_of_a_board_are_listed_with_their_roles_there(session: Session) -> None:
    make_person(session, email="z@x.example", name="Zoë", roles={BOARD_A: (Role.READER, Role.EDITOR)})
    make_person(session, email="a@x.example", name="Ad", roles={BOARD_A: (Role.READER,), BOARD_B: (Role.BOARD_ADMIN,)})
    make_person(session, email="b@x.example", name="Bo", roles={BOARD_B: (Role.READER,)})
    ad, zoe = board_people(session, BOARD_A, by=acting(ADMIN))
    assert (ad.name, ad.roles, ad.resettable) == ("Ad", (Role.READER,), False)
    assert (zoe.name, zoe.roles, zoe.resettable) == ("Zoë", (Role.EDITOR, Role.READER), True)


def test_who_keeps_people_in_the_sector_sees_them_too(session: Session) -> None:
    make_person(session, roles={BOARD_A: (Role.READER,)})
    assert len(board_people(session, BOARD_A, by=acting(SACHA))) == 1


@pytest.mark.parametrize(("actor", "refusal"), [(ANNE, NotAllowedError), (CHRIS, NotFoundError)])
def test_others_do_not_see_the_people(session: Session, actor: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        board_people(session, BOARD_A, by=acting(actor))


def test_more_people_do_not_mean_more_statements(session: Session) -> None:
    for number in range(20):
        make_person(session, email=f"{number}@x.example", roles={BOARD_A: (Role.READER,), BOARD_B: (Role.READER,)})
    session.expunge_all()
    with counted(session) as statements:
        assert len(board_people(session, BOARD_A, by=acting(ADMIN))) == 20
    assert len(statements) == 1


def test_the_own_account_shows_every_role_with_the_name_of_the_board(session: Session) -> None:
    make_board(session)
    person = make_person(session, roles={BOARD_A: (Role.READER, Role.EDITOR)}, sector=(Role.SECTOR_EDITOR,))
    actor = person_actor(session, person)
    session.expunge_all()
    with counted(session) as statements:
        shown = profile(session, actor)
    assert len(statements) == 2
    assert [(place.board_name, place.roles) for place in shown.roles] == [
        ("", (Role.SECTOR_EDITOR,)),
        ("Stichting De Linde", (Role.EDITOR, Role.READER)),
    ]

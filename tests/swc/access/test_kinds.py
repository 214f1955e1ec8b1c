"""What an actor may do, by role, limit and board."""

from __future__ import annotations

from dataclasses import replace

import pytest

from swc.access.kinds import ANONYMOUS, SYSTEM, Actor
from swc.access.roles import Right, Role
from swc.access.rules import RIGHTS
from swc.errors import NotAllowedError, NotFoundError
from tests.personas import ADMIN, BOARD_A, BOARD_B, BRAM, CHRIS, SACHA, VICTOR, acting

R = Right
MATRIX: dict[Role, set[Right]] = {
    Role.READER: {R.READ_BOARD, R.QUERY_BOARD, R.READ_DPIA, R.READ_FEED},
    Role.PURCHASER: {R.READ_BOARD, R.READ_FEED, R.EDIT_CONTRACT},
    Role.SECTOR_READER: {R.READ_SECTOR, R.QUERY_SECTOR, R.READ_SECTOR_FEED},
    Role.EDITOR: {
        R.READ_BOARD,
        R.QUERY_BOARD,
        R.READ_DPIA,
        R.READ_FEED,
        R.EDIT_LANDSCAPE,
        R.EDIT_CONTRACT,
        R.EDIT_REGISTER,
        R.PROPOSE_PRODUCT,
        R.EDIT_DPIA,
    },
    Role.PRIVACY_OFFICER: {
        R.READ_BOARD,
        R.QUERY_BOARD,
        R.READ_DPIA,
        R.READ_FEED,
        R.EDIT_LANDSCAPE,
        R.EDIT_CONTRACT,
        R.EDIT_REGISTER,
        R.PROPOSE_PRODUCT,
        R.EDIT_DPIA,
        R.ACCEPT_FLAG,
        R.DECIDE_DPIA,
    },
    Role.BOARD_ADMIN: {
        R.READ_BOARD,
        R.QUERY_BOARD,
        R.READ_DPIA,
        R.READ_FEED,
        R.EDIT_LANDSCAPE,
        R.EDIT_CONTRACT,
        R.EDIT_REGISTER,
        R.PROPOSE_PRODUCT,
        R.EDIT_DPIA,
        R.ACCEPT_FLAG,
        R.DECIDE_DPIA,
        R.ADMIN_BOARD,
        R.MANAGE_FEEDS,
    },
    Role.SECTOR_EDITOR: {
        R.EDIT_CATALOGUE,
        R.PROPOSE_PRODUCT,
        R.MANAGE_RELEASES,
        R.IMPORT_BOARDS,
        R.MANAGE_PEOPLE,
        R.MANAGE_SECTOR_FEEDS,
    },
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_gives_exactly_these_rights(role: Role, right: Right) -> None:
    assert (right in RIGHTS[role]) is (right in MATRIX[role])


@pytest.mark.parametrize("right", Right)
def test_a_role_at_one_board_gives_nothing_at_another_or_in_the_sector(right: Right) -> None:
    assert not ADMIN.may(right, BOARD_B)
    assert not ADMIN.may(right)


@pytest.mark.parametrize("right", Right)
def test_the_anonymous_may_nothing_and_the_system_everything(right: Right) -> None:
    assert not ANONYMOUS.may(right, BOARD_A)
    assert not ANONYMOUS.may(right)
    assert SYSTEM.may(right, BOARD_A)


def test_a_sector_role_never_opens_a_landscape() -> None:
    assert SACHA.may(Right.EDIT_CATALOGUE)
    assert not SACHA.may(Right.READ_BOARD, BOARD_A)


def test_roles_at_a_board_add_up() -> None:
    both = Actor(key="x", label="x", boards={BOARD_A: frozenset({Role.READER, Role.PRIVACY_OFFICER})})
    assert both.may(Right.ACCEPT_FLAG, BOARD_A)


def test_a_limit_takes_away_and_never_adds() -> None:
    limited = replace(BRAM, limit=frozenset({Right.QUERY_BOARD, Right.ADMIN_BOARD}))
    assert [right for right in Right if limited.may(right, BOARD_A)] == [Right.QUERY_BOARD]


def test_who_may_not_read_a_board_is_told_it_does_not_exist_and_who_may_that_it_is_not_allowed() -> None:
    with pytest.raises(NotFoundError):
        acting(CHRIS).demand(Right.EDIT_LANDSCAPE, BOARD_A)
    with pytest.raises(NotAllowedError):
        acting(BRAM).demand(Right.EDIT_LANDSCAPE, BOARD_A)
    with pytest.raises(NotAllowedError):
        acting(BRAM).demand(Right.EDIT_CATALOGUE)


def test_nobody_is_anonymous_but_who_did_not_sign_in() -> None:
    assert ANONYMOUS.anonymous
    assert not BRAM.anonymous
    assert not SYSTEM.anonymous


def test_a_vendor_is_spoken_for_by_its_own_people_the_system_and_never_by_a_key() -> None:
    assert VICTOR.speaks_for("meerschool")
    assert SYSTEM.speaks_for("meerschool")
    assert not VICTOR.speaks_for("moeder-van-meerschool")
    assert not replace(VICTOR, limit=frozenset(Right)).speaks_for("meerschool")
    acting(VICTOR).demand_vendor("meerschool")
    for actor in (SACHA, ADMIN, ANONYMOUS, VICTOR):
        with pytest.raises(NotAllowedError):
            acting(actor).demand_vendor("ander")


def test_who_speaks_for_a_vendor_holds_no_right_anywhere() -> None:
    assert not any(VICTOR.may(right, board) for right in Right for board in (None, BOARD_A))
    assert VICTOR.only_vendor
    assert not replace(VICTOR, boards=BRAM.boards).only_vendor

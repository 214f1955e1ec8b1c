"""Keys without a board: for the feed of the sector, and for nothing else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.access.roles import Right
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, NewKey, create_key, key_proof
from swc.boards.login.sector_keys import SectorKeyCreate, create_sector_key, revoke_sector_key, sector_keys
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, UnauthenticatedError
from tests.factories.boards import make_board
from tests.personas import ADMIN, ANNE, BOARD_A, NOW, SACHA, SYLVIA, acting

LAST_DAY = date(2026, 6, 30)


def made(session: Session, actor: Actor = SACHA) -> NewKey:
    """Make a key for SIVON."""
    return create_sector_key(session, SectorKeyCreate(label="SIVON", expires_on=LAST_DAY), by=acting(actor))


def test_a_key_of_the_sector_reads_its_feed_and_nothing_else(session: Session) -> None:
    make_board(session)
    actor = key_proof(session, made(session).secret, now=NOW).actor
    held = [right for right in Right if actor.may(right) or actor.may(right, BOARD_A)]
    assert held == [Right.READ_SECTOR_FEED]


def test_a_key_may_read_the_lists_and_sparql_of_the_sector_and_no_board(session: Session) -> None:
    make_board(session)
    scopes = frozenset({KeyScope.SECTOR_READ})
    data = SectorKeyCreate(label="SIVON", scopes=scopes, expires_on=LAST_DAY)
    actor = key_proof(session, create_sector_key(session, data, by=acting(SACHA)).secret, now=NOW).actor
    held = [right for right in Right if actor.may(right) or actor.may(right, BOARD_A)]
    assert held == [Right.READ_SECTOR, Right.QUERY_SECTOR]
    for wrong in (frozenset({KeyScope.READ}), frozenset({KeyScope.SPARQL, KeyScope.SECTOR_READ})):
        with pytest.raises(InvalidInputError):
            create_sector_key(
                session, SectorKeyCreate(label="SIVON", scopes=wrong, expires_on=LAST_DAY), by=acting(SACHA)
            )


def test_the_sector_editor_sees_and_withdraws_keys(session: Session) -> None:
    key = made(session)
    assert [(one.label, one.scopes) for one in sector_keys(session, by=acting(SACHA))] == [
        ("SIVON", (KeyScope.SECTOR_FEED,))
    ]
    for _ in range(2):
        revoke_sector_key(session, key.id, by=acting(SACHA))
    with pytest.raises(UnauthenticatedError):
        key_proof(session, key.secret, now=NOW)


@pytest.mark.parametrize("actor", [ADMIN, ANNE, SYLVIA])
def test_nobody_else_hands_out_such_keys(session: Session, actor: Actor) -> None:
    make_board(session)
    with pytest.raises(NotAllowedError):
        made(session, actor)
    with pytest.raises(NotAllowedError):
        sector_keys(session, by=acting(actor))
    with pytest.raises(NotAllowedError):
        revoke_sector_key(session, uuid4(), by=acting(actor))


def test_a_key_of_a_board_is_not_for_the_sector_and_not_the_sector_editors(session: Session) -> None:
    make_board(session)
    data = KeyCreate(label="Alles", scopes=frozenset({KeyScope.READ, KeyScope.SECTOR_FEED}), expires_on=LAST_DAY)
    with pytest.raises(InvalidInputError) as refused:
        create_key(session, BOARD_A, data, by=acting(ADMIN))
    assert refused.value.problems[0].where == "scopes"
    own = create_key(session, BOARD_A, data.model_copy(update={"scopes": {KeyScope.FEED}}), by=acting(ADMIN))
    with pytest.raises(NotFoundError):
        revoke_sector_key(session, own.id, by=acting(SACHA))
    actor = key_proof(session, own.secret, now=NOW).actor
    assert [right for right in Right if actor.may(right, BOARD_A)] == [Right.READ_FEED]

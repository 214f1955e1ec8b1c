"""API keys: shown once, narrowed to a board and scopes, over on their day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import AMSTERDAM, Actor, Door
from swc.access.roles import Right
from swc.audit.models import Event
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import KeyCreate, NewKey, board_keys, create_key, key_proof, revoke_key
from swc.boards.models import ApiKey
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError, UnauthenticatedError
from tests.factories.boards import make_board
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, CHRIS, NOW, acting

LAST_DAY = date(2026, 6, 30)


def new_key(session: Session, *scopes: KeyScope, expires_on: date = LAST_DAY) -> NewKey:
    """Make a key at board A."""
    make_board(session)
    data = KeyCreate(label="Koppeling BI", scopes=frozenset(scopes or {KeyScope.READ}), expires_on=expires_on)
    return create_key(session, BOARD_A, data, by=acting(ADMIN))


def test_a_key_opens_its_own_board_and_no_other(session: Session) -> None:
    key = new_key(session)
    actor = key_proof(session, key.secret, now=NOW).actor
    assert (actor.door, actor.key) == (Door.API, f"key:{key.prefix}")
    assert actor.may(Right.READ_BOARD, BOARD_A)
    assert not actor.may(Right.READ_BOARD, BOARD_B)
    assert not actor.may(Right.READ_BOARD)


@pytest.mark.parametrize(
    ("scope", "given"),
    [
        (KeyScope.READ, {Right.READ_BOARD, Right.READ_DPIA}),
        (
            KeyScope.WRITE,
            {
                Right.READ_BOARD,
                Right.READ_DPIA,
                Right.EDIT_LANDSCAPE,
                Right.EDIT_REGISTER,
                Right.EDIT_DPIA,
                Right.PROPOSE_PRODUCT,
            },
        ),
        (KeyScope.SPARQL, {Right.QUERY_BOARD}),
    ],
)
def test_a_scope_gives_these_rights_and_never_administration(
    session: Session, scope: KeyScope, given: set[Right]
) -> None:
    actor = key_proof(session, new_key(session, scope).secret, now=NOW).actor
    assert {right for right in Right if actor.may(right, BOARD_A)} == given


def test_scopes_add_up(session: Session) -> None:
    actor = key_proof(session, new_key(session, KeyScope.READ, KeyScope.SPARQL).secret, now=NOW).actor
    given = {right for right in Right if actor.may(right, BOARD_A)}
    assert given == {Right.READ_BOARD, Right.READ_DPIA, Right.QUERY_BOARD}


def test_the_secret_begins_recognisably_and_is_nowhere_in_the_database(session: Session) -> None:
    key = new_key(session)
    assert key.secret.startswith("swc_")
    kept = [str(vars(row)) for table in (ApiKey, Event) for row in session.exec(select(table))]
    assert all(key.secret not in row for row in kept)


def test_a_key_works_up_to_and_including_its_last_day_in_the_netherlands(session: Session) -> None:
    secret = new_key(session).secret
    end = datetime(2026, 7, 1, tzinfo=AMSTERDAM)
    assert key_proof(session, secret, now=end - timedelta(seconds=1))
    with pytest.raises(UnauthenticatedError):
        key_proof(session, secret, now=end)


def test_a_withdrawn_key_is_over_at_once(session: Session) -> None:
    key = new_key(session)
    revoke_key(session, BOARD_A, key.id, by=acting(ADMIN))
    revoke_key(session, BOARD_A, key.id, by=acting(ADMIN))
    with pytest.raises(UnauthenticatedError):
        key_proof(session, key.secret, now=NOW)
    assert list(session.exec(select(Event.kind).order_by(Event.seq))) == ["api_key.created", "api_key.revoked"]


@pytest.mark.parametrize("spoil", ["{}x", "x{}", "", "swc_", "{}\x00", "swc_é", "\ud800", "{}" * 5])
def test_a_spoilt_key_is_refused_with_the_one_sentence(session: Session, spoil: str) -> None:
    secret = new_key(session).secret
    with pytest.raises(UnauthenticatedError, match="onbekend, verlopen of ingetrokken"):
        key_proof(session, spoil.format(*[secret] * 5), now=NOW)


def test_the_right_prefix_with_another_secret_is_refused(session: Session) -> None:
    key = new_key(session)
    with pytest.raises(UnauthenticatedError):
        key_proof(session, key.secret[:-1] + ("a" if key.secret[-1] != "a" else "b"), now=NOW)


def test_the_list_shows_what_a_key_is_for_and_never_its_secret(session: Session) -> None:
    secret = new_key(session).secret
    (key,) = board_keys(session, BOARD_A, by=acting(ADMIN))
    assert (key.last_used_at, key.scopes, key.label) == (None, (KeyScope.READ,), "Koppeling BI")
    assert key.last_day == LAST_DAY
    assert secret not in repr(key)


@pytest.mark.parametrize("expires_on", [date(2026, 3, 1), date(2027, 3, 4)])
def test_a_key_ends_within_a_year_and_not_in_the_past(session: Session, expires_on: date) -> None:
    with pytest.raises(InvalidInputError) as refused:
        new_key(session, expires_on=expires_on)
    assert [problem.where for problem in refused.value.problems] == ["expires_on"]


def test_a_key_has_a_scope_and_a_label() -> None:
    with pytest.raises(ValueError, match="scopes"):
        KeyCreate(label="x", scopes=frozenset(), expires_on=LAST_DAY)
    with pytest.raises(ValueError, match="label"):
        KeyCreate(label="  ", scopes=frozenset({KeyScope.READ}), expires_on=LAST_DAY)


@pytest.mark.parametrize(("actor", "refusal"), [(ANNE, NotAllowedError), (CHRIS, NotFoundError)])
def test_only_an_administrator_of_the_board_handles_its_keys(
    session: Session, actor: Actor, refusal: type[Exception]
) -> None:
    key = new_key(session)
    data = KeyCreate(label="x", scopes=frozenset({KeyScope.READ}), expires_on=LAST_DAY)
    for deed in (
        lambda: create_key(session, BOARD_A, data, by=acting(actor)),
        lambda: revoke_key(session, BOARD_A, key.id, by=acting(actor)),
        lambda: board_keys(session, BOARD_A, by=acting(actor)),
    ):
        with pytest.raises(refusal):
            deed()


def test_a_key_of_another_board_or_none_is_not_found(session: Session) -> None:
    key = new_key(session)
    other = Actor(key="x", label="x", boards={BOARD_A: ADMIN.boards[BOARD_A], BOARD_B: ADMIN.boards[BOARD_A]})
    for board_number, key_id in ((BOARD_B, key.id), (BOARD_A, uuid4())):
        with pytest.raises(NotFoundError):
            revoke_key(session, board_number, key_id, by=acting(other))

"""Accounts: made by invitation, kept by their owner, never a way into another board."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM, Act
from swc.access.roles import Role
from swc.audit.models import Event
from swc.boards.login.actors import person_actor
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.login.rules import password_problems
from swc.boards.login.sessions import SessionLimits, open_session, session_proof
from swc.boards.models import Person
from swc.boards.people.queries import board_people
from swc.boards.people.schemas import Invitation, PasswordChange, PersonCreate, ProfileChange
from swc.boards.people.service import (
    change_password,
    change_profile,
    choose_language,
    create_person,
    invite_person,
    one_time_password,
    replace_password,
    reset_password,
)
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.boards import make_board, make_person
from tests.personas import ADMIN, ANONYMOUS, BOARD_A, BOARD_B, CARLA, CHRIS, NOW, SACHA, SYSTEM_ACT, acting

PASSWORDS = Passwords(CHEAP)
OLD, NEW = "vier woorden op een rij", "vijf woorden in de tuin"
EVA = PersonCreate(email="Eva@Linde.example", name="Eva de Wit")
BERT = Invitation(email="bert@linde.example", name="Bert", role=Role.EDITOR)


def owner(session: Session) -> tuple[Person, Act]:
    """Add somebody with a known password and return the account with a deed in its name."""
    person = make_person(session, password_hash=PASSWORDS.hash(OLD))
    return person, acting(person_actor(session, person))


def kinds(session: Session) -> list[str]:
    """Return the kinds of the recorded events in order."""
    return list(session.exec(select(Event.kind).order_by(Event.seq)))


def test_an_account_gets_a_one_time_password_that_works_for_a_week(session: Session) -> None:
    made = create_person(session, EVA, passwords=PASSWORDS, by=acting(SACHA))
    person = session.get_one(Person, made.person_id)
    assert (person.email, person.password_expires_at) == ("eva@linde.example", NOW + timedelta(days=7))
    assert PASSWORDS.matches(made.one_time_password, person.password_hash)


def test_an_account_with_a_password_of_the_own_choice_has_no_end_and_shows_none(session: Session) -> None:
    made = create_person(session, EVA, passwords=PASSWORDS, password=OLD, by=SYSTEM_ACT)
    assert made.one_time_password == ""
    assert session.get_one(Person, made.person_id).password_expires_at is None


def test_a_weak_password_of_the_own_choice_is_refused(session: Session) -> None:
    with pytest.raises(InvalidInputError):
        create_person(session, EVA, passwords=PASSWORDS, password="EvaDeWit12345", by=SYSTEM_ACT)


def test_an_address_has_one_account(session: Session) -> None:
    create_person(session, EVA, passwords=PASSWORDS, by=acting(SACHA))
    with pytest.raises(ConflictError):
        create_person(session, EVA, passwords=PASSWORDS, by=acting(SACHA))


def test_only_who_keeps_people_in_the_sector_makes_accounts_without_a_role(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        create_person(session, EVA, passwords=PASSWORDS, by=acting(ADMIN))


@pytest.mark.parametrize(
    "email", ["", "eva", "eva@", "@linde.example", "e va@linde.example", "eva@linde", "a@b@c.nl", "x@.nl"]
)
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(ValidationError):
        PersonCreate(email=email, name="Eva")


def test_neither_address_nor_password_is_in_the_trail(session: Session) -> None:
    made = create_person(session, EVA, passwords=PASSWORDS, by=acting(SACHA))
    (event,) = session.exec(select(Event)).all()
    kept = f"{event.before} {event.after} {event.subject_key}"
    assert "eva@linde.example" not in kept
    assert made.one_time_password not in kept


def test_one_time_passwords_are_sound_and_differ() -> None:
    first, second = one_time_password(), one_time_password()
    assert first != second
    assert password_problems(first) == ()


def test_an_administrator_invites_somebody_new_to_the_own_board(session: Session) -> None:
    make_board(session)
    invited = invite_person(session, BOARD_A, BERT, passwords=PASSWORDS, by=acting(ADMIN))
    assert invited.one_time_password
    (bert,) = board_people(session, BOARD_A, by=acting(ADMIN))
    assert (bert.name, bert.roles, bert.invited, bert.resettable) == ("Bert", (Role.EDITOR,), True, True)
    assert kinds(session) == ["person.created", "person.role_granted"]


def test_an_account_that_exists_keeps_its_name_and_password_when_invited(session: Session) -> None:
    make_board(session)
    person = make_person(session, email="bert@linde.example", name="Albert", password_hash="x")
    invited = invite_person(session, BOARD_A, BERT, passwords=PASSWORDS, by=acting(ADMIN))
    assert (invited.person_id, invited.one_time_password) == (person.id, "")
    assert (person.name, person.password_hash) == ("Albert", "x")


def test_an_invitation_to_another_board_is_not_found_and_by_an_editor_not_allowed(session: Session) -> None:
    make_board(session)
    with pytest.raises(NotFoundError):
        invite_person(session, BOARD_A, BERT, passwords=PASSWORDS, by=acting(CHRIS))
    with pytest.raises(NotAllowedError):
        invite_person(session, BOARD_A, BERT, passwords=PASSWORDS, by=acting(CARLA))


def test_an_administrator_replaces_a_forgotten_password_and_ends_the_sessions(session: Session) -> None:
    make_board(session)
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    person.failed_logins, person.locked_until = 9, NOW + timedelta(minutes=9)
    token = open_session(session, person.id, limits=SessionLimits(), agent="", now=NOW)
    reset = reset_password(session, BOARD_A, person.id, passwords=PASSWORDS, by=acting(ADMIN))
    assert PASSWORDS.matches(reset.one_time_password, person.password_hash)
    assert (person.failed_logins, person.locked_until) == (0, None)
    assert session_proof(session, token, limits=SessionLimits(), now=NOW) is None


def test_an_administrator_cannot_take_over_an_account_that_reaches_further(session: Session) -> None:
    make_board(session)
    elsewhere = make_person(session, email="1@x.example", roles={BOARD_A: (Role.READER,), BOARD_B: (Role.READER,)})
    editor = make_person(session, email="2@x.example", roles={BOARD_A: (Role.READER,)}, sector=(Role.SECTOR_EDITOR,))
    stranger = make_person(session, email="3@x.example", roles={BOARD_B: (Role.READER,)})
    for person, refusal in ((elsewhere, RuleRefusedError), (editor, RuleRefusedError), (stranger, NotFoundError)):
        with pytest.raises(refusal):
            reset_password(session, BOARD_A, person.id, passwords=PASSWORDS, by=acting(ADMIN))


def test_the_command_line_replaces_any_forgotten_password_and_nobody_else_does(session: Session) -> None:
    person, by = owner(session)
    made = replace_password(session, "ANNE@linde.example", passwords=PASSWORDS, by=acting(SYSTEM))
    assert PASSWORDS.matches(made.one_time_password, person.password_hash)
    for actor in (SACHA, by.actor):
        with pytest.raises((RuleRefusedError, NotAllowedError)):
            replace_password(session, "anne@linde.example", passwords=PASSWORDS, by=acting(actor))
    with pytest.raises(NotFoundError):
        replace_password(session, "niemand@linde.example", passwords=PASSWORDS, by=acting(SYSTEM))


def test_somebody_changes_the_own_name_and_language_and_the_same_is_no_change(session: Session) -> None:
    person, by = owner(session)
    change = ProfileChange(name="Anne Bos", language="en")
    change_profile(session, change, by=by)
    change_profile(session, change, by=by)
    assert (person.name, person.language) == ("Anne Bos", "en")
    assert kinds(session) == ["person.changed"]


def test_the_language_switch_is_kept_for_who_is_logged_in_and_harmless_for_others(session: Session) -> None:
    person, by = owner(session)
    choose_language(session, "en", by=by)
    assert (person.language, person.name) == ("en", "Anne")
    choose_language(session, "en", by=acting(ANONYMOUS))
    assert kinds(session) == ["person.changed"]


def test_a_new_password_ends_the_other_sessions(session: Session) -> None:
    person, by = owner(session)
    person.password_expires_at = NOW + timedelta(days=1)
    here, there = (open_session(session, person.id, limits=SessionLimits(), agent="", now=NOW) for _ in range(2))
    change = PasswordChange.model_validate({"current": OLD, "new": NEW})
    change_password(session, change, passwords=PASSWORDS, keep=here, by=by)
    assert PASSWORDS.matches(NEW, person.password_hash)
    assert person.password_expires_at is None
    assert session_proof(session, here, limits=SessionLimits(), now=NOW)
    assert session_proof(session, there, limits=SessionLimits(), now=NOW) is None


@pytest.mark.parametrize(
    ("current", "new", "where"),
    [("iets anders", NEW, "current"), (OLD, "kort", "new"), (OLD, OLD, "new"), (OLD, "anne@linde.example", "new")],
)
def test_a_wrong_old_or_a_weak_new_password_changes_nothing(
    session: Session, current: str, new: str, where: str
) -> None:
    person, by = owner(session)
    change = PasswordChange.model_validate({"current": current, "new": new})
    with pytest.raises(InvalidInputError) as refused:
        change_password(session, change, passwords=PASSWORDS, by=by)
    assert [problem.where for problem in refused.value.problems] == [where]
    assert PASSWORDS.matches(OLD, person.password_hash)


def test_a_password_keeps_its_outer_spaces_and_never_shows_in_text() -> None:
    change = PasswordChange.model_validate({"current": " x ", "new": NEW})
    assert change.current.get_secret_value() == " x "
    assert NEW not in repr(change)


def test_an_account_that_is_gone_is_not_found(session: Session) -> None:
    person, by = owner(session)
    session.delete(person)
    session.flush()
    with pytest.raises(NotFoundError):
        change_profile(session, ProfileChange(name="x", language="nl"), by=by)

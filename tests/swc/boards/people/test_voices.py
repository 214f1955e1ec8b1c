"""Who speaks for a vendor: given and taken by the sector, in the actor at once, and told at no board."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.access.roles import Role
from swc.audit.models import Event
from swc.boards.login.actors import person_actor
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.models import Person
from swc.boards.people.queries import board_people
from swc.boards.people.schemas import PersonCreate, VendorVoice
from swc.boards.people.service import reset_password
from swc.boards.people.voices import grant_voice, invite_voice, person_of, revoke_voice, vendor_people
from swc.errors import NotAllowedError, NotFoundError, RuleRefusedError
from tests.factories.boards import make_board, make_person
from tests.factories.catalogue import make_vendor
from tests.personas import ADMIN, ANNE, BOARD_A, SACHA, VICTOR, acting
from tests.query_count import counted

PASSWORDS = Passwords(CHEAP)
VERA = PersonCreate(email="vera@meerschool.example", name="Vera")


@pytest.fixture
def person(session: Session) -> Person:
    """Return a reader of a board who is about to speak for a vendor."""
    make_vendor(session)
    make_board(session)
    return make_person(session, roles={BOARD_A: (Role.READER,)})


def voice(person: Person, vendor: str = "meerschool") -> VendorVoice:
    """Return that a person speaks for a vendor."""
    return VendorVoice(person_id=person.id, vendor_key=vendor)


def test_a_voice_stands_beside_a_role_and_ends_at_once(session: Session, person: Person) -> None:
    grant_voice(session, voice(person), by=acting(SACHA))
    grant_voice(session, voice(person), by=acting(SACHA))
    with counted(session) as statements:
        actor = person_actor(session, person)
    assert len(statements) == 1
    assert (actor.vendors, actor.boards) == (frozenset({"meerschool"}), {BOARD_A: frozenset({Role.READER})})
    assert (actor.speaks_for("meerschool"), actor.only_vendor) == (True, False)
    revoke_voice(session, voice(person), by=acting(SACHA))
    assert person_actor(session, person).vendors == frozenset()
    with pytest.raises(NotFoundError):
        revoke_voice(session, voice(person), by=acting(SACHA))


def test_the_events_are_of_no_board(session: Session, person: Person) -> None:
    grant_voice(session, voice(person), by=acting(SACHA))
    revoke_voice(session, voice(person), by=acting(SACHA))
    told = session.exec(select(Event).where(Event.subject_key == str(person.id)).order_by(Event.seq)).all()  # type: ignore[arg-type]
    assert [one.kind for one in told] == ["person.voice_granted", "person.voice_revoked"]
    assert {one.board_number for one in told} == {None}


@pytest.mark.parametrize("actor", [ANNE, ADMIN, VICTOR])
def test_only_the_sector_lets_people_speak(session: Session, person: Person, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        grant_voice(session, voice(person), by=acting(actor))
    with pytest.raises(NotAllowedError):
        vendor_people(session, "meerschool", by=acting(actor))
    with pytest.raises(NotAllowedError):
        invite_voice(session, "meerschool", VERA, passwords=PASSWORDS, by=acting(actor))


def test_nobody_lets_the_own_account_speak(session: Session, person: Person) -> None:
    own = Actor(key=str(person.id), label="Sacha", sector=frozenset({Role.SECTOR_EDITOR}))
    with pytest.raises(RuleRefusedError):
        grant_voice(session, voice(person), by=acting(own))


def test_an_unknown_vendor_or_person_is_not_found(session: Session, person: Person) -> None:
    with pytest.raises(NotFoundError):
        grant_voice(session, voice(person, "bestaat-niet"), by=acting(SACHA))
    with pytest.raises(NotFoundError):
        grant_voice(session, VendorVoice(person_id=uuid4(), vendor_key="meerschool"), by=acting(SACHA))
    with pytest.raises(NotFoundError):
        person_of(session, "niemand@school.example", by=acting(SACHA))


def test_an_invited_person_gets_a_one_time_password_and_is_listed(session: Session) -> None:
    make_vendor(session)
    made = invite_voice(session, "meerschool", VERA, passwords=PASSWORDS, by=acting(SACHA))
    again = invite_voice(session, "meerschool", VERA, passwords=PASSWORDS, by=acting(SACHA))
    assert made.one_time_password
    assert (again.person_id, again.one_time_password) == (made.person_id, "")
    (listed,) = vendor_people(session, "meerschool", by=acting(SACHA))
    assert (listed.id, listed.invited, person_of(session, listed.email, by=acting(SACHA))) == (
        made.person_id,
        True,
        made.person_id,
    )


def test_an_administrator_of_a_board_cannot_take_over_a_voice(session: Session, person: Person) -> None:
    assert [one.resettable for one in board_people(session, BOARD_A, by=acting(ADMIN))] == [True]
    grant_voice(session, voice(person), by=acting(SACHA))
    assert [one.resettable for one in board_people(session, BOARD_A, by=acting(ADMIN))] == [False]
    with pytest.raises(RuleRefusedError):
        reset_password(session, BOARD_A, person.id, passwords=PASSWORDS, by=acting(ADMIN))

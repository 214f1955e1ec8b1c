"""Making accounts, inviting to a board, and keeping the own name, language and password."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import person_id_of
from swc.boards.login.passwords import Passwords
from swc.boards.login.rules import password_problems
from swc.boards.login.sessions import close_sessions
from swc.boards.models import Person, RoleGrant, VendorGrant
from swc.boards.people.queries import demand_management
from swc.boards.people.roles import grant_role
from swc.boards.people.schemas import (
    Invitation,
    Invited,
    PasswordChange,
    PersonCreate,
    ProfileChange,
    RoleChange,
)
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, Problem, RuleRefusedError

ONE_TIME_LIFE = timedelta(days=7)
"""How long a password that was handed out works."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS = 4


def create_person(
    session: Session, data: PersonCreate, *, passwords: Passwords, password: str | None = None, by: Act
) -> Invited:
    """Make an account. Without a password of the own choice one is made up that works for a week."""
    by.demand(Right.MANAGE_PEOPLE)
    if account_of(session, data.email) is not None:
        raise ConflictError("Er is al een account met dit e-mailadres.")
    if password is not None:
        _demand_sound(password, (data.name, data.email))
    return add_account(session, data, passwords=passwords, password=password, by=by)


def invite_person(session: Session, board_number: str, data: Invitation, *, passwords: Passwords, by: Act) -> Invited:
    """Give somebody a role at a board and make the account when the address has none.

    An account that exists keeps its name and password; the one-time password is then empty.
    """
    demand_management(by, board_number)
    person = account_of(session, data.email)
    if person is None:
        invited = add_account(session, PersonCreate(email=data.email, name=data.name), passwords=passwords, by=by)
    else:
        invited = Invited(person_id=person.id, email=person.email)
    change = RoleChange(person_id=invited.person_id, role=data.role, board_number=board_number)
    grant_role(session, change, by=by)
    return invited


def reset_password(session: Session, board_number: str, person_id: UUID, *, passwords: Passwords, by: Act) -> Invited:
    """Replace a forgotten password by a one-time one and end every session.

    A board's administrator may do so only for who holds no role elsewhere and speaks for no vendor: else an
    administrator of one board could take over an account and see another board, or speak for a vendor.
    """
    demand_management(by, board_number)
    places = set(session.exec(select(col(RoleGrant.board_number)).where(col(RoleGrant.person_id) == person_id)))
    voices = session.exec(select(col(VendorGrant.vendor_key)).where(col(VendorGrant.person_id) == person_id)).all()
    person = session.get(Person, person_id)
    if person is None or board_number not in places:
        raise NotFoundError("Deze persoon is niet gevonden.")
    if (voices or places != {board_number}) and not by.actor.system:
        raise RuleRefusedError(
            "Deze persoon heeft ook elders een rol.",
            remedy="Vraag de beheerder van de installatie om een nieuw wachtwoord.",
        )
    return _replace(session, person, passwords=passwords, board_number=board_number, by=by)


def replace_password(session: Session, email: str, *, passwords: Passwords, by: Act) -> Invited:
    """Replace a forgotten password by a one-time one, from the command line of the installation only."""
    if not by.actor.system:
        by.demand(Right.MANAGE_PEOPLE)
        raise RuleRefusedError("Dit kan alleen op de machine zelf.")
    person = account_of(session, email.strip().lower())
    if person is None:
        raise NotFoundError("Er is geen account met dit e-mailadres.")
    return _replace(session, person, passwords=passwords, board_number=None, by=by)


def change_profile(session: Session, data: ProfileChange, *, by: Act) -> None:
    """Change the own name and language; what stays the same is no change."""
    person = _own(session, by)
    before = {"name": person.name, "language": person.language}
    after = {"name": data.name, "language": data.language}
    if before == after:
        return
    person.name, person.language = data.name, data.language
    session.add(person)
    record(
        session,
        by=by,
        kind="person.changed",
        subject=SubjectKind.PERSON,
        key=str(person.id),
        before=before,
        after=after,
    )


def choose_language(session: Session, language: str, *, by: Act) -> None:
    """Keep the language that somebody logged in chose; the anonymous and keys have nothing to keep it in."""
    try:
        person_id = person_id_of(by.actor)
    except NotAllowedError:
        return
    person = session.get(Person, person_id)
    if person is not None:
        change_profile(session, ProfileChange.model_validate({"name": person.name, "language": language}), by=by)


def change_password(session: Session, data: PasswordChange, *, passwords: Passwords, keep: str = "", by: Act) -> None:
    """Replace the own password; every other session ends, the one whose secret is `keep` goes on."""
    person = _own(session, by)
    if not passwords.matches(data.current.get_secret_value(), person.password_hash):
        raise InvalidInputError(
            "Het wachtwoord is niet gewijzigd.", problems=(Problem("current", "Het huidige wachtwoord klopt niet."),)
        )
    new = data.new.get_secret_value()
    _demand_sound(new, (person.name, person.email), where="new")
    if data.current == data.new:
        problem = Problem("new", "Kies een ander wachtwoord dan het huidige.")
        raise InvalidInputError("Het wachtwoord is niet gewijzigd.", problems=(problem,))
    person.password_hash = passwords.hash(new)
    person.password_expires_at = None
    session.add(person)
    close_sessions(session, person.id, keep=keep)
    record(session, by=by, kind="person.password_changed", subject=SubjectKind.PERSON, key=str(person.id))


def one_time_password() -> str:
    """Return a password to hand out: four groups of five characters that are not taken for each other (98 bits)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(_GROUPS))


def add_account(
    session: Session, data: PersonCreate, *, passwords: Passwords, password: str | None = None, by: Act
) -> Invited:
    """Add the account row, for a deed that has asked its own right; the address stays out of the trail for good."""
    chosen = password if password is not None else one_time_password()
    person = Person(
        email=data.email,
        name=data.name,
        language=data.language,
        password_hash=passwords.hash(chosen),
        password_expires_at=by.now + ONE_TIME_LIFE if password is None else None,
        created_at=by.now,
    )
    session.add(person)
    session.flush()
    record(
        session,
        by=by,
        kind="person.created",
        subject=SubjectKind.PERSON,
        key=str(person.id),
        after={"name": person.name, "language": person.language},
    )
    return Invited(person_id=person.id, email=person.email, one_time_password="" if password is not None else chosen)


def _replace(session: Session, person: Person, *, passwords: Passwords, board_number: str | None, by: Act) -> Invited:
    """Give an account a one-time password, open its door and end its sessions."""
    chosen = one_time_password()
    person.password_hash = passwords.hash(chosen)
    person.password_expires_at = by.now + ONE_TIME_LIFE
    person.failed_logins, person.locked_until = 0, None
    session.add(person)
    close_sessions(session, person.id)
    record(
        session,
        by=by,
        kind="person.password_reset",
        subject=SubjectKind.PERSON,
        key=str(person.id),
        board_number=board_number,
        after={"name": person.name},
    )
    return Invited(person_id=person.id, email=person.email, one_time_password=chosen)


def _own(session: Session, by: Act) -> Person:
    """Return the account of who acts."""
    person = session.get(Person, person_id_of(by.actor))
    if person is None:
        raise NotFoundError("Dit account bestaat niet meer.")
    return person


def account_of(session: Session, email: str) -> Person | None:
    """Return the account with an address, for a deed that has asked its own right."""
    return session.exec(select(Person).where(col(Person.email) == email)).first()


def _demand_sound(password: str, personal: tuple[str, ...], *, where: str = "password") -> None:
    """Refuse a password that is too short, too long or too easy."""
    problems = password_problems(password, personal=personal, where=where)
    if problems:
        raise InvalidInputError("Kies een ander wachtwoord.", problems=problems)

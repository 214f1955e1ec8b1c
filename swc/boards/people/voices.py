"""Letting people speak for a vendor and ending that; by whoever keeps people in the sector."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.passwords import Passwords
from swc.boards.models import Person, VendorGrant
from swc.boards.people.schemas import Invited, PersonCreate, PersonForVendor, VendorVoice
from swc.boards.people.service import account_of, add_account
from swc.errors import NotFoundError, RuleRefusedError


def invite_voice(session: Session, vendor_key: str, data: PersonCreate, *, passwords: Passwords, by: Act) -> Invited:
    """Let somebody speak for a vendor and make the account when the address has none.

    An account that exists keeps its name and password; the one-time password is then empty.
    """
    by.demand(Right.MANAGE_PEOPLE)
    person = account_of(session, data.email)
    if person is None:
        invited = add_account(session, data, passwords=passwords, by=by)
    else:
        invited = Invited(person_id=person.id, email=person.email)
    grant_voice(session, VendorVoice(person_id=invited.person_id, vendor_key=vendor_key), by=by)
    return invited


def grant_voice(session: Session, data: VendorVoice, *, by: Act) -> None:
    """Let a person speak for a vendor; twice changes nothing. Nobody can let the own account speak.

    The database is asked whether the vendor exists, since people know of no catalogue.
    """
    by.demand(Right.MANAGE_PEOPLE)
    if str(data.person_id) == by.actor.key:
        raise RuleRefusedError(
            "U kunt uzelf niet voor een leverancier laten spreken.",
            remedy="Vraag het iemand anders van de sectorredactie.",
        )
    person = session.get(Person, data.person_id)
    if person is None:
        raise NotFoundError("Deze persoon is niet gevonden.")
    if session.get(VendorGrant, (data.person_id, data.vendor_key)) is not None:
        return
    try:
        with session.begin_nested():
            session.add(VendorGrant(person_id=data.person_id, vendor_key=data.vendor_key))
            session.flush()
    except IntegrityError as error:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=data.vendor_key) from error
    _note(session, data, "person.voice_granted", name=person.name, by=by)


def revoke_voice(session: Session, data: VendorVoice, *, by: Act) -> None:
    """End that a person speaks for a vendor, at once; what was claimed stays as it is."""
    by.demand(Right.MANAGE_PEOPLE)
    grant = session.get(VendorGrant, (data.person_id, data.vendor_key))
    if grant is None:
        raise NotFoundError("Deze persoon spreekt niet (meer) voor deze leverancier.")
    person = session.get(Person, data.person_id)
    session.delete(grant)
    session.flush()
    _note(session, data, "person.voice_revoked", name=person.name if person else "", by=by)


def person_of(session: Session, email: str, *, by: Act) -> UUID:
    """Return who has an account with an address, for whoever keeps people in the sector."""
    by.demand(Right.MANAGE_PEOPLE)
    person = account_of(session, email.strip().lower())
    if person is None:
        raise NotFoundError("Er is geen account met dit e-mailadres.")
    return person.id


def vendor_people(session: Session, vendor_key: str, *, by: Act) -> tuple[PersonForVendor, ...]:
    """Return everybody who speaks for a vendor, ordered by name; one statement."""
    by.demand(Right.MANAGE_PEOPLE)
    rows = session.exec(
        select(Person)
        .join(VendorGrant, col(VendorGrant.person_id) == col(Person.id))
        .where(col(VendorGrant.vendor_key) == vendor_key)
        .order_by(col(Person.name), col(Person.email))
    ).all()
    return tuple(
        PersonForVendor(
            id=row.id,
            email=row.email,
            name=row.name,
            active=row.active,
            invited=row.password_expires_at is not None,
        )
        for row in rows
    )


def _note(session: Session, data: VendorVoice, kind: str, *, name: str, by: Act) -> None:
    """Record that somebody speaks for a vendor, or no longer; at no board, so that no board's history tells it."""
    change = {"vendor_key": data.vendor_key, "name": name}
    ended = kind.endswith("revoked")
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.PERSON,
        key=str(data.person_id),
        before=change if ended else None,
        after=None if ended else change,
    )

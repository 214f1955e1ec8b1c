"""Reads of reminders: what is due for a person over all boards, and what a calendar feed may show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right, Role
from swc.boards.login.actors import person_id_of
from swc.boards.models import Board, Person, RoleGrant
from swc.errors import NotFoundError
from swc.reminders.due import board_due
from swc.reminders.kinds import DueKind
from swc.reminders.models import CalendarFeed, DigestPreference, DigestSent
from swc.reminders.rules import ordered, received
from swc.reminders.schemas import BoardDue, BoardRef, Digest, DueItem, FeedRef, Reader


def own_digest(session: Session, *, by: Act) -> Digest:
    """Return what is due for whoever is logged in, over every board where they have a role.

    Raises `NotAllowedError` for a key, which has no account.
    """
    person_id = person_id_of(by.actor)
    found = readers(session, person_id)
    if not found:
        raise NotFoundError("Dit account bestaat niet meer.")
    return digest(session, found[0], by.today)


def open_due(session: Session, number: str, *, by: Act, wanted: frozenset[DueKind] = frozenset(DueKind)) -> BoardDue:
    """Return what is due at a board for who may read it; without the right to read DPIAs, without those."""
    by.demand(Right.READ_BOARD, number)
    board = session.get(Board, number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=number)
    kinds = frozenset(DueKind) if by.actor.may(Right.READ_DPIA, number) else received([Role.PURCHASER])
    items = board_due(session, number, board.name, by.today, kinds & wanted)
    return BoardDue(board_number=number, board_name=board.name, day=by.today, items=items)


def digest(
    session: Session, reader: Reader, today: date, known: dict[str, tuple[DueItem, ...]] | None = None
) -> Digest:
    """Return what is due for one person; `known` keeps what boards gave, for who is asked next."""
    kept = known if known is not None else {}
    items: list[DueItem] = []
    for number, (name, roles) in _reminded(reader):
        wanted = received(roles)
        if number not in kept:
            kept[number] = board_due(session, number, name, today)
        items.extend(one for one in kept[number] if one.kind in wanted)
    return Digest(
        person_id=reader.id,
        person_name=reader.name,
        email=reader.email,
        language=reader.language,
        by_mail=reader.by_mail,
        day=today,
        boards=tuple(BoardRef(number=number, name=name) for number, (name, _) in _reminded(reader)),
        items=ordered(items),
    )


def _reminded(reader: Reader) -> list[tuple[str, tuple[str, tuple[Role, ...]]]]:
    """Return the boards where somebody is reminded of anything."""
    return [(number, place) for number, place in reader.boards.items() if received(place[1])]


def readers(session: Session, person_id: UUID | None = None) -> tuple[Reader, ...]:
    """Return the active people with their roles at boards, or one of them; two statements."""
    people = select(Person, DigestPreference.by_mail).join(
        DigestPreference, col(DigestPreference.person_id) == col(Person.id), isouter=True
    )
    grants = (
        select(RoleGrant.person_id, RoleGrant.board_number, Board.name, RoleGrant.role)
        .join(Board, col(Board.number) == col(RoleGrant.board_number))
        .order_by(RoleGrant.board_number, RoleGrant.role)
    )
    if person_id is not None:
        people = people.where(col(Person.id) == person_id)
        grants = grants.where(col(RoleGrant.person_id) == person_id)
    held = _held(session.exec(grants).all())
    return tuple(
        Reader(
            id=person.id,
            name=person.name,
            email=person.email,
            language=person.language,
            by_mail=by_mail is not False,
            boards=held.get(person.id, {}),
        )
        for person, by_mail in session.exec(people.where(col(Person.active)).order_by(Person.email)).all()
    )


def _held(rows: Iterable[tuple[UUID, str, str, str]]) -> dict[UUID, dict[str, tuple[str, tuple[Role, ...]]]]:
    held: dict[UUID, dict[str, tuple[str, tuple[Role, ...]]]] = {}
    for person_id, number, name, role in rows:
        boards = held.setdefault(person_id, {})
        boards[number] = (name, (*boards.get(number, (name, ()))[1], Role(role)))
    return held


def told(session: Session, people: Iterable[UUID]) -> Mapping[UUID, frozenset[str]]:
    """Return what people were told before, in one statement."""
    rows = session.exec(
        select(DigestSent.person_id, DigestSent.item).where(col(DigestSent.person_id).in_(list(people)))
    ).all()
    found: dict[UUID, set[str]] = {}
    for person_id, item in rows:
        found.setdefault(person_id, set()).add(item)
    return {person_id: frozenset(items) for person_id, items in found.items()}


def own_feeds(session: Session, *, by: Act) -> tuple[FeedRef, ...]:
    """Return the calendar feeds of whoever is logged in that still work, by board and label."""
    rows = session.exec(
        select(CalendarFeed)
        .where(CalendarFeed.person_id == person_id_of(by.actor), col(CalendarFeed.revoked_at).is_(None))
        .order_by(CalendarFeed.board_number, CalendarFeed.label, col(CalendarFeed.created_at))
    ).all()
    return tuple(FeedRef.model_validate(row.model_dump(include=set(FeedRef.model_fields))) for row in rows)


def feed_due(session: Session, secret: str, today: date) -> BoardDue | None:
    """Return what a calendar feed shows today, or nothing for a secret that does not work (any more).

    The feed shows what its owner may see at this moment: who lost the role at the board loses the feed.
    """
    feed = session.exec(
        select(CalendarFeed).where(CalendarFeed.token_sha256 == hashed(secret), col(CalendarFeed.revoked_at).is_(None))
    ).first()
    owner = next(iter(readers(session, feed.person_id)), None) if feed else None
    place = owner.boards.get(feed.board_number) if feed and owner else None
    if feed is None or owner is None or place is None:
        return None
    name, roles = place
    items = board_due(session, feed.board_number, name, today, received(roles))
    dated = tuple(one for one in items if one.due is not None)
    return BoardDue(board_number=feed.board_number, board_name=name, language=owner.language, day=today, items=dated)


def hashed(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()

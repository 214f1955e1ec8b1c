"""Writes of reminders: what was told, who wants mail, and the secret calendar feeds."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import person_id_of
from swc.errors import NotFoundError
from swc.reminders.models import CalendarFeed, DigestPreference, DigestSent
from swc.reminders.queries import hashed
from swc.reminders.rules import notice
from swc.reminders.schemas import DueItem, FeedCreate

SECRET_BYTES = 32
"""How long the secret of a feed is: 256 bits, too much to guess."""


def claim(session: Session, person_id: UUID, items: Iterable[DueItem], *, by: Act) -> None:
    """Remember that a person is told of items, before the mail goes out: what was claimed is not sent again."""
    session.add_all(
        DigestSent(person_id=person_id, item=notice(one), sent_on=by.today, sent_at=by.now) for one in items
    )
    session.flush()


def release(session: Session, person_id: UUID, items: Iterable[DueItem]) -> None:
    """Forget a claim whose mail was refused, so that the next round tries again."""
    wanted = [notice(one) for one in items]
    session.execute(delete(DigestSent).where(col(DigestSent.person_id) == person_id, col(DigestSent.item).in_(wanted)))


def choose_mail(session: Session, *, wanted: bool, by: Act) -> None:
    """Say whether the digest comes by mail; on the page it always stands."""
    person_id = person_id_of(by.actor)
    found = session.get(DigestPreference, person_id)
    if found is None:
        found = DigestPreference(person_id=person_id, by_mail=wanted)
    found.by_mail = wanted
    session.add(found)
    session.flush()


def create_feed(session: Session, board_number: str, data: FeedCreate, *, by: Act) -> str:
    """Make a calendar feed of a board and return its secret, which is shown once; only the hash is kept."""
    by.demand(Right.READ_BOARD, board_number)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = CalendarFeed(
        board_number=board_number,
        person_id=person_id_of(by.actor),
        label=data.label,
        token_sha256=hashed(secret),
        created_at=by.now,
    )
    session.add(row)
    session.flush()
    _tell(session, row, "calendar_feed.created", by=by)
    return secret


def revoke_feed(session: Session, feed_id: UUID, *, by: Act) -> None:
    """End an own calendar feed: its address stops working at once. Raises `NotFoundError` for another's."""
    row = session.get(CalendarFeed, feed_id)
    if row is None or row.person_id != person_id_of(by.actor) or row.revoked_at is not None:
        raise NotFoundError("Deze agenda bestaat niet (meer).")
    row.revoked_at = by.now
    session.add(row)
    session.flush()
    _tell(session, row, "calendar_feed.revoked", by=by)


def _tell(session: Session, row: CalendarFeed, kind: str, *, by: Act) -> None:
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.PERSON,
        key=str(row.person_id),
        board_number=row.board_number,
        after={"label": row.label},
    )

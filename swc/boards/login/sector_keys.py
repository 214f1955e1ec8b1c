"""API keys without a board, that read what boards share (SIVON, for instance); the sector editor makes them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import Input
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import SECTOR_SCOPES, KeyCreate, KeySummary, NewKey, new_key, summaries, withdraw
from swc.boards.models import ApiKey
from swc.errors import InvalidInputError, NotFoundError, Problem


class SectorKeyCreate(Input):
    """Who a new key is for, what it reads, and the last day it works."""

    label: str = Field(min_length=1, max_length=80)
    scopes: frozenset[KeyScope] = Field(default=frozenset({KeyScope.SECTOR_FEED}), min_length=1)
    expires_on: date


def create_sector_key(session: Session, data: SectorKeyCreate, *, by: Act) -> NewKey:
    """Make a key that reads the sector and nothing else, up to and including a day."""
    by.demand(Right.MANAGE_SECTOR_FEEDS)
    if not data.scopes <= set(SECTOR_SCOPES):
        problem = Problem(
            "scopes", "Een sleutel van de sector leest geen bestuur.", "Een bestuur maakt zelf een sleutel."
        )
        raise InvalidInputError("De API-sleutel is niet gemaakt.", problems=(problem,))
    return new_key(session, None, KeyCreate(label=data.label, scopes=data.scopes, expires_on=data.expires_on), by=by)


def revoke_sector_key(session: Session, key_id: UUID, *, by: Act) -> None:
    """Withdraw a key at once; withdrawing it again changes nothing."""
    by.demand(Right.MANAGE_SECTOR_FEEDS)
    row = session.get(ApiKey, key_id)
    if row is None or row.board_number is not None:
        raise NotFoundError("Deze API-sleutel is niet gevonden.")
    withdraw(session, row, by=by)


def sector_keys(session: Session, *, by: Act) -> tuple[KeySummary, ...]:
    """Return the keys without a board, the newest first, withdrawn and expired ones included."""
    by.demand(Right.MANAGE_SECTOR_FEEDS)
    rows = session.exec(
        select(ApiKey).where(col(ApiKey.board_number).is_(None)).order_by(col(ApiKey.created_at).desc())
    )
    return summaries(rows)

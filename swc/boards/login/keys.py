"""API keys, of a board or of the sector: shown once, kept as SHA-256, narrowed to scopes, ended by date or by hand."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from pydantic import Field
from sqlmodel import Session, col, select

from swc.access.kinds import AMSTERDAM, Act, Actor, Door
from swc.access.roles import SECTOR_ROLES, Right, Role
from swc.access.schemas import Input, ReadModel
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.kinds import KeyScope
from swc.boards.login.last_use import Carrier, LastUse, Proof, is_stale
from swc.boards.login.tokens import LONGEST_TOKEN, digest, new_token
from swc.boards.models import ApiKey, Board
from swc.errors import InvalidInputError, NotFoundError, Problem, UnauthenticatedError

PREFIX = "swc_"
"""How every key begins, so that a leaked one can be found by a search in files and logs."""

LONGEST_LIFE = timedelta(days=366)
"""A key ends within a year and a day; a new one is then made on purpose."""

SECTOR_SCOPES = (KeyScope.SECTOR_FEED, KeyScope.SECTOR_READ)
"""What a key without a board can be for (`sector_keys`): the feed of the sector, or its lists, monitors and SPARQL."""
BOARD_SCOPES = tuple(scope for scope in KeyScope if scope not in SECTOR_SCOPES)
"""What a key of a board can be for."""

_PREFIX_LENGTH = len(PREFIX) + 8
_SCOPES: dict[KeyScope, tuple[frozenset[Role], frozenset[Right]]] = {
    KeyScope.READ: (frozenset({Role.READER}), frozenset({Right.READ_BOARD, Right.READ_DPIA})),
    KeyScope.WRITE: (
        frozenset({Role.EDITOR}),
        frozenset(
            {
                Right.READ_BOARD,
                Right.READ_DPIA,
                Right.EDIT_LANDSCAPE,
                Right.EDIT_REGISTER,
                Right.EDIT_DPIA,
                Right.PROPOSE_PRODUCT,
            }
        ),
    ),
    KeyScope.SPARQL: (frozenset({Role.READER}), frozenset({Right.QUERY_BOARD})),
    KeyScope.FEED: (frozenset({Role.READER}), frozenset({Right.READ_FEED})),
    KeyScope.SECTOR_FEED: (frozenset({Role.SECTOR_READER}), frozenset({Right.READ_SECTOR_FEED})),
    KeyScope.SECTOR_READ: (frozenset({Role.SECTOR_READER}), frozenset({Right.READ_SECTOR, Right.QUERY_SECTOR})),
}


class KeyCreate(Input):
    """What a new key is for: a label to know it by, at least one scope, and the last day it works."""

    label: str = Field(min_length=1, max_length=80)
    scopes: frozenset[KeyScope] = Field(min_length=1)
    expires_on: date


class KeySummary(ReadModel):
    """One key as the administrator sees it: never the secret."""

    id: UUID
    prefix: str
    label: str
    scopes: tuple[KeyScope, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    @property
    def last_day(self) -> date:
        """Return the last day on which the key works (Dutch calendar day)."""
        return (self.expires_at - timedelta(microseconds=1)).astimezone(AMSTERDAM).date()


class NewKey(ReadModel):
    """A key just made; `secret` is shown this once and kept nowhere."""

    id: UUID
    prefix: str
    secret: str


def create_key(session: Session, board_number: str, data: KeyCreate, *, by: Act) -> NewKey:
    """Make a key for one board that works up to and including `expires_on` (Dutch calendar day)."""
    by.demand(Right.ADMIN_BOARD, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    if not data.scopes <= set(BOARD_SCOPES):
        problem = Problem(
            "scopes", "Een sleutel van een bestuur leest de sector niet.", "Vraag de sectorredactie om een sleutel."
        )
        raise InvalidInputError("De API-sleutel is niet gemaakt.", problems=(problem,))
    return new_key(session, board_number, data, by=by)


def new_key(session: Session, board_number: str | None, data: KeyCreate, *, by: Act) -> NewKey:
    """Make a key, for a board or for none; whether that may be was asked before."""
    _demand_sound_end(data.expires_on, by.today)
    prefix = PREFIX + secrets.token_hex(4)
    secret = f"{prefix}_{new_token()}"
    row = ApiKey(
        prefix=prefix,
        secret_hash=digest(secret),
        label=data.label,
        board_number=board_number,
        scopes=sorted(data.scopes),
        created_by=by.actor.key,
        created_at=by.now,
        expires_at=datetime.combine(data.expires_on + timedelta(days=1), time(), AMSTERDAM),
    )
    session.add(row)
    session.flush()
    after: dict[str, object] = {
        "label": row.label,
        "scopes": sorted(data.scopes),
        "expires_on": data.expires_on.isoformat(),
    }
    _note(session, row, "api_key.created", by=by, after=after)
    return NewKey(id=row.id, prefix=prefix, secret=secret)


def revoke_key(session: Session, board_number: str, key_id: UUID, *, by: Act) -> None:
    """Withdraw a key at once; withdrawing it again changes nothing."""
    by.demand(Right.ADMIN_BOARD, board_number)
    row = session.get(ApiKey, key_id)
    if row is None or row.board_number != board_number:
        raise NotFoundError("Deze API-sleutel is niet gevonden.")
    withdraw(session, row, by=by)


def withdraw(session: Session, row: ApiKey, *, by: Act) -> None:
    """Let a key not work any more, from now on."""
    if row.revoked_at is not None:
        return
    row.revoked_at = by.now
    session.add(row)
    _note(session, row, "api_key.revoked", by=by, after={"label": row.label})


def board_keys(session: Session, board_number: str, *, by: Act) -> tuple[KeySummary, ...]:
    """Return the keys of a board, the newest first, withdrawn and expired ones included."""
    by.demand(Right.ADMIN_BOARD, board_number)
    rows = session.exec(
        select(ApiKey).where(col(ApiKey.board_number) == board_number).order_by(col(ApiKey.created_at).desc())
    )
    return summaries(rows)


def summaries(rows: Iterable[ApiKey]) -> tuple[KeySummary, ...]:
    """Return keys as administrators see them: never the secret."""
    return tuple(
        KeySummary(
            id=row.id,
            prefix=row.prefix,
            label=row.label,
            scopes=tuple(KeyScope(scope) for scope in row.scopes),
            created_at=row.created_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            revoked_at=row.revoked_at,
        )
        for row in rows
    )


def key_proof(session: Session, secret: str, *, now: datetime) -> Proof:
    """Return the actor of a key, limited to its board and scopes; one statement, nothing is written.

    Raises `UnauthenticatedError` with one and the same sentence for a key that is unknown, expired or withdrawn.
    """
    row = _find(session, secret)
    if row is None or row.revoked_at is not None or now >= row.expires_at:
        raise UnauthenticatedError(
            "Deze API-sleutel is onbekend, verlopen of ingetrokken.", remedy="Vraag de beheerder om een nieuwe sleutel."
        )
    roles, rights = _scope(row)
    boards = {row.board_number: roles} if row.board_number else {}
    sector = roles & SECTOR_ROLES if row.board_number is None else frozenset()
    actor = Actor(key=f"key:{row.prefix}", label=row.label, boards=boards, sector=sector, door=Door.API, limit=rights)
    return Proof(actor, LastUse(Carrier.KEY, row.prefix, now) if is_stale(row.last_used_at, now) else None)


def _find(session: Session, secret: str) -> ApiKey | None:
    """Find a key by its prefix and compare the hash in constant time."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_TOKEN or not secret.isascii():
        return None
    row = session.exec(select(ApiKey).where(col(ApiKey.prefix) == secret[:_PREFIX_LENGTH])).first()
    if row is None or not hmac.compare_digest(row.secret_hash, digest(secret)):
        return None
    return row


def _scope(row: ApiKey) -> tuple[frozenset[Role], frozenset[Right]]:
    """Return the roles that a key's scopes stand for and the rights they are narrowed to."""
    roles: frozenset[Role] = frozenset()
    rights: frozenset[Right] = frozenset()
    for scope in row.scopes:
        more_roles, more_rights = _SCOPES[KeyScope(scope)]
        roles, rights = roles | more_roles, rights | more_rights
    return roles, rights


def _demand_sound_end(expires_on: date, today: date) -> None:
    """Refuse an end in the past or further away than a year."""
    if today <= expires_on <= today + LONGEST_LIFE:
        return
    problem = Problem("expires_on", "Kies een einddatum vanaf vandaag en hooguit een jaar vooruit.")
    raise InvalidInputError("De API-sleutel is niet gemaakt.", problems=(problem,))


def _note(session: Session, row: ApiKey, kind: str, *, by: Act, after: dict[str, object]) -> None:
    """Record a change of a key; never its secret."""
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.API_KEY,
        key=row.prefix,
        board_number=row.board_number,
        after=after,
    )

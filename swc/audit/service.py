"""Append an event, mark the graphs it makes stale and note what was touched, all in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind, Touched
from swc.audit.models import Event, Outbox

GENESIS = "0" * 64
"""The hash before the first event."""

_CATALOGUE = {SubjectKind.VENDOR, SubjectKind.PRODUCT, SubjectKind.CENTRAL_DPIA}
_CHAIN_LOCK = 4_110_122


def touched(session: Session) -> Touched:
    """Return what this unit of work touched so far."""
    found: Touched = session.info.setdefault("touched", Touched())
    return found


def record(
    session: Session,
    *,
    by: Act,
    kind: str,
    subject: SubjectKind,
    key: str,
    board_number: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Event:
    """Append one event.

    `kind` reads as noun.verb (`use.created`, `assessment.approved`); `before` and `after` hold JSON values of what
    changed only. The event's hash covers its content and the hash before it, so an edited row shows.
    """
    event = Event(
        at=by.now,
        actor_key=by.actor.key,
        actor_label=by.actor.label,
        door=by.actor.door.value,
        kind=kind,
        board_number=board_number,
        subject_kind=subject.value,
        subject_key=key,
        before=before,
        after=after,
        reason=by.reason,
        previous_hash=_last_hash(session),
        hash="",
    )
    event.hash = event_hash(event)
    session.add(event)
    _mark(session, subject=subject, key=key, board_number=board_number, by=by)
    session.flush()
    return event


def event_hash(event: Event) -> str:
    """Return the SHA-256 over the content of an event and the hash before it."""
    content = json.dumps(
        [
            str(event.id),
            event.at.astimezone(UTC).isoformat(),
            event.actor_key,
            event.actor_label,
            event.door,
            event.kind,
            event.board_number,
            event.subject_kind,
            event.subject_key,
            event.before,
            event.after,
            event.reason,
            event.previous_hash,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _last_hash(session: Session) -> str:
    """Return the hash to chain on; on PostgreSQL a transaction lock keeps the chain single."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = session.exec(select(Event.hash).order_by(col(Event.seq).desc()).limit(1)).first()
    return last or GENESIS


def _mark(session: Session, *, subject: SubjectKind, key: str, board_number: str | None, by: Act) -> None:
    """Queue the stale graphs and note the touched boards and products."""
    noted = touched(session)
    graphs = set()
    if board_number is not None:
        noted.boards.add(board_number)
        graphs.add(f"board/{board_number}")
    if subject in _CATALOGUE:
        graphs.add("catalogue")
        if subject is SubjectKind.PRODUCT:
            noted.products.add(key)
    if subject is SubjectKind.RELEASE:
        noted.release = True
        graphs.add(f"fora/{key}")
    for graph in sorted(graphs):
        session.add(Outbox(graph=graph, created_at=by.now))

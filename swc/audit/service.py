"""Append an event, mark the graphs it makes stale and note what was touched, all in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.audit.kinds import Noted, SubjectKind, Touched
from swc.audit.models import Event, Outbox

GENESIS = "0" * 64
"""The hash before the first event."""

_LAST = select(Event.hash).order_by(col(Event.seq).desc()).limit(1)

_CATALOGUE = {
    SubjectKind.VENDOR,
    SubjectKind.PRODUCT,
    SubjectKind.CENTRAL_DPIA,
    SubjectKind.MAPPING,
    SubjectKind.SCHEME,
}
_CHAIN_LOCK = 4_110_122


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event tells, before it is known who did it and what came before it."""

    kind: str
    subject: SubjectKind
    key: str
    board_number: str | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


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
    happening = Happening(kind, subject, key, board_number, before, after)
    event = _event(happening, _last_hash(session), by)
    session.add(event)
    _queue(session, _stale(session, happening, event), by=by)
    session.flush()
    return event


def record_all(session: Session, happenings: Iterable[Happening], *, by: Act) -> int:
    """Append many events at once, chained in the order given; return how many.

    The chain is locked and read once, and every stale graph is queued once: for consequences that come by the hundred.
    """
    events: list[Event] = []
    graphs: set[str] = set()
    for happening in happenings:
        previous = events[-1].hash if events else _last_hash(session)
        events.append(_event(happening, previous, by))
        graphs |= _stale(session, happening, events[-1])
    session.add_all(events)
    _queue(session, graphs, by=by)
    session.flush()
    return len(events)


def mark_stale(session: Session, board_numbers: Iterable[str], *, by: Act) -> None:
    """Have the graphs of some boards made anew because of what is told elsewhere."""
    _queue(session, {graph for number in board_numbers for graph in _graphs_of(number)}, by=by)


def _graphs_of(board_number: str) -> tuple[str, str]:
    """Return the graph of a board and that of what it shares; the writer removes the one that should not be there."""
    return f"board/{board_number}", f"board/{board_number}/sector"


def _event(happening: Happening, previous_hash: str, by: Act) -> Event:
    event = Event(
        at=by.now,
        actor_key=by.actor.key,
        actor_label=by.actor.label,
        door=by.actor.door.value,
        kind=happening.kind,
        board_number=happening.board_number,
        subject_kind=happening.subject.value,
        subject_key=happening.key,
        before=happening.before,
        after=happening.after,
        reason=by.reason,
        previous_hash=previous_hash,
        hash="",
    )
    event.hash = event_hash(event)
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


def hold_turn(session: Session) -> None:
    """Let no other transaction record anything until this one ended, so that numbers become visible in their order.

    On PostgreSQL a transaction lock, which waits; SQLite has one writer at a time.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})


def _last_hash(session: Session) -> str:
    """Return the hash to chain on; the turn is held, so that the chain stays single."""
    hold_turn(session)
    last: str | None = session.scalar(_LAST)
    return last or GENESIS


def _stale(session: Session, happening: Happening, event: Event) -> set[str]:
    """Note what was touched by an event, and return the graphs that it makes stale."""
    noted = touched(session)
    noted.happened.append(Noted(event.id, event.kind, happening.subject, happening.key, happening.board_number))
    graphs: set[str] = set()
    if happening.board_number is not None:
        noted.boards.add(happening.board_number)
        graphs.update(_graphs_of(happening.board_number))
    if happening.subject in _CATALOGUE:
        graphs.add("catalogue")
        if happening.subject is SubjectKind.PRODUCT:
            noted.products.add(happening.key)
        if happening.subject is SubjectKind.VENDOR:
            noted.vendors.add(happening.key)
    if happening.subject is SubjectKind.RELEASE:
        noted.release = True
        graphs.add(f"fora/{happening.key}")
    return graphs


def _queue(session: Session, graphs: Iterable[str], *, by: Act) -> None:
    """Queue the stale graphs for the writer."""
    session.add_all(Outbox(graph=graph, created_at=by.now) for graph in sorted(graphs))

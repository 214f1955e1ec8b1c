"""Reading history by board or by subject, and proving that nobody edited it."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.schemas import Change, EventEntry, History
from swc.audit.service import GENESIS, event_hash

_CHUNK = 500


def board_history(
    session: Session,
    board_number: str,
    *,
    subject: SubjectKind | None = None,
    before: int | None = None,
    limit: int = 50,
) -> History:
    """Return what happened at a board, the newest first; one statement.

    `before` is the cursor that an earlier stretch gave; `subject` keeps one kind of thing.
    """
    query = select(Event).where(col(Event.board_number) == board_number)
    if subject is not None:
        query = query.where(col(Event.subject_kind) == subject.value)
    return _stretch(session, query, before=before, limit=limit)


def subject_history(
    session: Session,
    subject: SubjectKind,
    key: str,
    *,
    board_number: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> History:
    """Return what happened to one thing, the newest first; with a board, only what happened to it there."""
    query = select(Event).where(col(Event.subject_kind) == subject.value, col(Event.subject_key) == key)
    if board_number is not None:
        query = query.where(col(Event.board_number) == board_number)
    return _stretch(session, query, before=before, limit=limit)


def verify_chain(session: Session) -> int | None:
    """Return the number of the first event that was edited, removed before or slipped in; None when all is whole.

    The end of the chain cannot be proved from the table alone: keep the last hash elsewhere to notice a cut-off tail.
    """
    previous, last = GENESIS, 0
    while True:
        events = session.exec(select(Event).where(col(Event.seq) > last).order_by(col(Event.seq)).limit(_CHUNK)).all()
        for event in events:
            if event.previous_hash != previous or event.hash != event_hash(event):
                return event.seq
            previous, last = event.hash, event.seq or 0
        if len(events) < _CHUNK:
            return None


def _stretch(session: Session, query: SelectOfScalar[Event], *, before: int | None, limit: int) -> History:
    """Run a history query from the cursor on, one row further than shown to know whether there is more."""
    if before is not None:
        query = query.where(col(Event.seq) < before)
    rows = session.exec(query.order_by(col(Event.seq).desc()).limit(limit + 1)).all()
    shown = rows[:limit]
    return History(
        events=tuple(_entry(row) for row in shown), older=shown[-1].seq if shown and len(rows) > limit else None
    )


def _entry(event: Event) -> EventEntry:
    """Turn an event into what is shown."""
    changes, unchanged = _changes(event)
    return EventEntry(
        seq=event.seq or 0,
        id=event.id,
        at=event.at,
        actor_key=event.actor_key,
        actor_label=event.actor_label,
        door=event.door,
        kind=event.kind,
        board_number=event.board_number,
        subject_kind=event.subject_kind,
        subject_key=event.subject_key,
        changes=changes,
        unchanged=unchanged,
        reason=event.reason,
    )


def _changes(event: Event) -> tuple[tuple[Change, ...], dict[str, Any]]:
    """Lay before and after side by side: what differs, and what both name alike."""
    before, after = event.before or {}, event.after or {}
    fields = [*before, *(name for name in after if name not in before)]
    same = {name: before[name] for name in fields if name in before and name in after and before[name] == after[name]}
    changes = tuple(
        Change(field=name, before=before.get(name), after=after.get(name)) for name in fields if name not in same
    )
    return changes, same

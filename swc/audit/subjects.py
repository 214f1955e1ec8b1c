"""Whose a thing is, as its last event tells."""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event


def board_of_subject(session: Session, kind: SubjectKind, key: str) -> str | None:
    """Return the board at which the last event about a thing happened; nothing for what never was."""
    wanted = select(Event.board_number).where(col(Event.subject_kind) == kind.value, col(Event.subject_key) == key)
    return session.exec(wanted.order_by(col(Event.seq).desc()).limit(1)).first()

"""What proves a register: the digest of every version, and the event in the history that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from swc.access.kinds import AMSTERDAM
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.register.models import ProcessingActivity, ProcessingVersion
from vocab.iris import Iris


@dataclass(frozen=True, slots=True)
class VersionProof:
    """A version of an activity with its content and the digest that was stored when it was made."""

    activity_id: UUID
    number: int
    made_at: datetime
    digest: str
    content: dict[str, Any]

    def entry(self, iris: Iris) -> dict[str, Any]:
        """Return the version as the manifest names it."""
        return {
            "activityId": str(self.activity_id),
            "number": self.number,
            "iri": iris.thing("processing", str(self.activity_id), str(self.number)),
            "madeAt": self.made_at.astimezone(UTC).isoformat(),
            "digest": self.digest,
        }

    def content_entry(self) -> dict[str, Any]:
        """Return the version with its content, from which the digest can be worked out anew."""
        return {"activityId": str(self.activity_id), "number": self.number, "content": self.content}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every version made by a day, and the last event about the register by then: id, number, moment and hash."""

    versions: tuple[VersionProof, ...]
    head: dict[str, Any] | None


def evidence_on(session: Session, board_number: str, on: date) -> Evidence:
    """Return what proves the register of a board at the end of a day; two statements."""
    end = _end_of(on)
    rows = session.exec(
        select(ProcessingVersion)
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingVersion.activity_id))
        .where(col(ProcessingActivity.board_number) == board_number, col(ProcessingVersion.made_at) < end)
        .order_by(col(ProcessingVersion.activity_id), col(ProcessingVersion.number))
    )
    versions = tuple(VersionProof(one.activity_id, one.number, one.made_at, one.digest, one.content) for one in rows)
    last = session.exec(
        select(Event)
        .where(
            col(Event.board_number) == board_number,
            col(Event.subject_kind) == SubjectKind.PROCESSING.value,
            col(Event.at) < end,
        )
        .order_by(col(Event.seq).desc())
        .limit(1)
    ).first()
    return Evidence(versions, None if last is None else _head(last))


def first_version_day(session: Session, board_number: str) -> date | None:
    """Return the day of the first version at a board, or None when nothing was ever established."""
    found = session.exec(
        select(func.min(col(ProcessingVersion.made_at)))
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingVersion.activity_id))
        .where(col(ProcessingActivity.board_number) == board_number)
    ).one()
    return None if found is None else found.astimezone(AMSTERDAM).date()


def _end_of(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), time(), tzinfo=AMSTERDAM)


def _head(event: Event) -> dict[str, Any]:
    return {
        "eventId": str(event.id),
        "sequence": event.seq,
        "at": event.at.astimezone(UTC).isoformat(),
        "kind": event.kind,
        "hash": event.hash,
        "previousHash": event.previous_hash,
    }

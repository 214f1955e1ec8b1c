"""Versions of an activity: what was established, as JSON that never changes, and whether a new one is due.

The content is made of what people decided, never of what is derived now: a release or a changed use makes no version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from swc.access.kinds import Act
from swc.catalogue.kinds import Trust
from swc.register.kinds import COUNTS, RegisterField, ValueOrigin
from swc.register.models import ProcessingActivity, ProcessingValue, ProcessingVersion
from swc.register.schemas import Activity, Anchor, Detail, PathStep, RegisterValue, UseRef

_ORDER = {field: place for place, field in enumerate(RegisterField)}
_LEFT_OUT = {"shown": True, "difference": True, "decided_at": True, "decided_by": True, "reason": True}


def digest(content: dict[str, Any]) -> str:
    """Return the SHA-256 of a content as canonical JSON: sorted names, no white space, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def next_version(
    row: ProcessingActivity,
    values: Iterable[ProcessingValue],
    anchor: Anchor,
    last: ProcessingVersion | None,
    *,
    reason: str,
    by: Act,
) -> ProcessingVersion | None:
    """Return the version that is due, or nothing when what counts is what the last version holds.

    The row gets the new number. Where the anchor stands in the release (its group, whether it lapsed) makes no version.
    """
    kept = tuple(values)
    if last is not None:
        old = {**_content(row, kept, anchor, last.number), "anchor": last.content["anchor"]}
        if digest(old) == last.digest:
            return None
    number = 1 if last is None else last.number + 1
    content = _content(row, kept, anchor, number)
    row.current_version = number
    return ProcessingVersion(
        activity_id=row.id,
        number=number,
        content=content,
        digest=digest(content),
        reason=reason,
        made_at=by.now,
        made_by=by.actor.key[:80],
        made_by_label=by.actor.label,
    )


def _content(row: ProcessingActivity, values: Iterable[ProcessingValue], anchor: Anchor, number: int) -> dict[str, Any]:
    """Return an activity with only the values that count, as JSON."""
    counting = sorted((one for one in values if one.state in COUNTS), key=_place)
    activity = Activity(
        id=row.id,
        board_number=row.board_number,
        anchor=anchor.model_copy(update={"lapsed": False}),
        name=row.name,
        role=row.role,
        owner_role=row.owner_role,
        state=row.state,
        reason=row.reason,
        ended_on=row.ended_on,
        version=number,
        values=tuple(map(_value, counting)),
        uses=tuple(
            UseRef(id=UUID(one.key), name=one.text or one.label)
            for one in counting
            if one.field is RegisterField.APPLICATION
        ),
    )
    left_out: Any = {"values": {"__all__": _LEFT_OUT}, "updated_at": True, "row_version": True}
    return activity.model_dump(mode="json", by_alias=True, exclude=left_out)


def _place(one: ProcessingValue) -> tuple[int, str, str]:
    return (_ORDER[one.field], (one.text or one.label).casefold(), one.key)


def _value(one: ProcessingValue) -> RegisterValue:
    """Return a value as it was decided: its path, origin and source are those of that moment."""
    basis = one.basis
    return RegisterValue(
        field=one.field,
        key=one.key,
        label=one.label,
        text=one.text,
        state=one.state,
        origin=ValueOrigin(basis.get("origin", ValueOrigin.PERSON)),
        path=tuple(PathStep.model_validate(step) for step in basis.get("path", ())),
        source=basis.get("source", ""),
        trust=Trust(basis.get("trust", Trust.UNKNOWN)),
        detail=Detail.model_validate(one.detail),
    )

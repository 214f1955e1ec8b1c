"""What the register says of a board's uses and activities, as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from swc.register.kinds import COUNTS, ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from swc.risk.facts import ActivityFacts, RetentionFact

_COUNTING = COUNTS - {ValueState.LAPSED}
"""Lapsed is never stored: it is an accepted value whose derivation is gone."""
_READ = (RegisterField.APPLICATION, RegisterField.SPECIAL_GROUND, RegisterField.RETENTION)


@dataclass(slots=True)
class _Read:
    """The values of one activity as they come in."""

    name: str
    uses: set[str] = field(default_factory=set)
    grounds: set[str] = field(default_factory=set)
    retention: list[RetentionFact] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """The established activities of a board, and by use the exceptions of art. 9 AVG of those that hold it."""

    activities: tuple[ActivityFacts, ...]
    grounds: Mapping[str, tuple[str, ...]]


def register_facts(session: Session, board_number: str) -> RegisterFacts:
    """Return what was established, in one statement; suggestions that nobody decided on do not count."""
    read = _read(session, board_number)
    grounds: dict[str, set[str]] = defaultdict(set)
    for one in read.values():
        for use in one.uses:
            grounds[use] |= one.grounds
    found = (
        ActivityFacts(str(key), one.name, tuple(sorted(one.retention, key=lambda term: (term.label, str(term)))))
        for key, one in read.items()
    )
    return RegisterFacts(
        activities=tuple(sorted(found, key=lambda one: (one.name, one.id))),
        grounds={use: tuple(sorted(codes)) for use, codes in grounds.items()},
    )


def _read(session: Session, board_number: str) -> dict[UUID, _Read]:
    found: dict[UUID, _Read] = {}
    for row in session.execute(_established(), {"board": board_number}):
        _add(found.setdefault(row.id, _Read(row.name)), row)
    return found


@cache
def _established() -> Select[*tuple[Any, ...]]:
    activity, value = ProcessingActivity, ProcessingValue
    joined = (
        (col(value.activity_id) == col(activity.id)) & col(value.field).in_(_READ) & col(value.state).in_(_COUNTING)
    )
    return (
        select(
            col(activity.id),
            col(activity.name),
            col(value.field),
            col(value.key),
            col(value.label),
            col(value.text),
            col(value.reason),
            col(value.detail),
        )
        .outerjoin(value, joined)
        .where(col(activity.board_number) == bindparam("board"), col(activity.state) == ActivityState.ESTABLISHED)
    )


def _add(one: _Read, row: Any) -> None:  # noqa: ANN401 - a row of named columns
    if row.field is RegisterField.APPLICATION:
        one.uses.add(_detail(row, "use_id", "useId") or row.key)
    elif row.field is RegisterField.SPECIAL_GROUND:
        one.grounds.add(row.key)
    elif row.field is RegisterField.RETENTION:
        term, norm = _detail(row, "term_days", "termDays"), _detail(row, "norm_days", "normDays")
        one.retention.append(RetentionFact(row.text or row.label, term, norm, row.reason))


def _detail(row: Any, *names: str) -> Any:  # noqa: ANN401 - JSON as it was stored
    return next((row.detail[name] for name in names if row.detail.get(name) is not None), None)

"""Numbers of open flags, counted by the database: per severity, per rule and per use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, select
from sqlmodel import Session, col

from swc.risk.kinds import Certainty, Severity
from swc.risk.models import Flag, FlagAcceptance
from swc.risk.rule_texts import rule_summary
from swc.risk.schemas import RuleCount, SeverityCounts

HEAVIEST_FIRST = {Severity.RED: 0, Severity.ORANGE: 1, Severity.GREY: 2}


class Counted(NamedTuple):
    """A number of unresolved flags of one rule, severity and certainty; `accepted` of them are accepted."""

    rule: str
    severity: Severity
    certainty: Certainty
    number: int
    accepted: int

    @property
    def open(self) -> int:
        """Return how many nobody accepted."""
        return self.number - self.accepted


def counted(session: Session, board_number: str, today: date) -> tuple[Counted, ...]:
    """Return the numbers of unresolved flags of a board, in one statement."""
    held = _accepted(today)
    keys = (col(Flag.rule), col(Flag.severity), col(Flag.certainty))
    query = (
        select(*keys, func.count(col(Flag.id)), func.count(held.c.flag_id))
        .outerjoin(held, held.c.flag_id == col(Flag.id))
        .where(*_unresolved(board_number))
        .group_by(*keys)
    )
    return tuple(Counted(*row) for row in session.execute(query))


def flag_counts(session: Session, board_number: str, today: date) -> dict[UUID, SeverityCounts]:
    """Return the numbers of open flags per use that has any, in one statement."""
    held = _accepted(today)
    keys = (col(Flag.use_id), col(Flag.severity), col(Flag.certainty))
    query = (
        select(*keys, func.count(col(Flag.id)))
        .outerjoin(held, held.c.flag_id == col(Flag.id))
        .where(*_unresolved(board_number), col(Flag.use_id).is_not(None), held.c.flag_id.is_(None))
        .group_by(*keys)
    )
    per_use: dict[UUID, list[Counted]] = defaultdict(list)
    for use_id, severity, certainty, number in session.execute(query):
        per_use[use_id].append(Counted("", severity, certainty, number, 0))
    return {use_id: severities(counts) for use_id, counts in per_use.items()}


def severities(counts: Iterable[Counted]) -> SeverityCounts:
    """Return the numbers of open flags per severity, and how many of them are uncertain."""
    numbers = dict.fromkeys(("red", "orange", "grey", "unknown"), 0)
    for one in counts:
        numbers[one.severity.value] += one.open
        if one.certainty is Certainty.UNKNOWN:
            numbers["unknown"] += one.open
    return SeverityCounts(**numbers)


def accepted(counts: Iterable[Counted]) -> int:
    """Return how many flags are accepted."""
    return sum(one.accepted for one in counts)


def rule_counts(counts: Iterable[Counted]) -> tuple[RuleCount, ...]:
    """Return the rules that have open flags, the heaviest severity that occurs first."""
    per_rule: dict[str, list[Counted]] = defaultdict(list)
    for one in counts:
        if one.open:
            per_rule[one.rule].append(one)
    found = (
        RuleCount(
            rule=rule,
            title=rule_summary(rule).title,
            severity=min((one.severity for one in each), key=HEAVIEST_FIRST.__getitem__),
            flags=sum(one.open for one in each),
            unknown=sum(one.open for one in each if one.certainty is Certainty.UNKNOWN),
        )
        for rule, each in per_rule.items()
    )
    return tuple(sorted(found, key=lambda one: (HEAVIEST_FIRST[one.severity], one.rule)))


def _unresolved(board_number: str) -> tuple[ColumnElement[bool], ...]:
    return (col(Flag.board_number) == board_number, col(Flag.resolved_at).is_(None))


def _accepted(today: date) -> Subquery:
    """Return the flags whose acceptance is in force on a day."""
    query: Any = select(col(FlagAcceptance.flag_id)).where(
        col(FlagAcceptance.ended_at).is_(None), col(FlagAcceptance.until) >= today
    )
    found: Subquery = query.distinct().subquery()
    return found

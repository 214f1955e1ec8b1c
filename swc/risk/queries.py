"""Reads of flags: one read model for page, JSON and RDF, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.errors import NotFoundError
from swc.risk.board_facts import board_facts
from swc.risk.disclosure import flag_for
from swc.risk.flag_counts import HEAVIEST_FIRST, flag_counts
from swc.risk.kinds import Certainty, FlagStatus, FlagSubject, Severity
from swc.risk.models import Flag, FlagAcceptance
from swc.risk.rule_texts import rule_summary
from swc.risk.schemas import (
    Evidence,
    FlagAcceptanceView,
    FlagDetail,
    FlagFilters,
    FlagStep,
    FlagSummary,
)

__all__ = [
    "board_facts",
    "board_flags",
    "flag_counts",
    "flag_detail",
    "in_force",
    "open_flag",
    "standing_flags",
    "use_flags",
]


def board_flags(session: Session, board_number: str, filters: FlagFilters, today: date) -> tuple[FlagSummary, ...]:
    """Return the flags of a board that pass the filters, heaviest first; two statements."""
    conditions = [col(Flag.board_number) == board_number, *_conditions(filters)]
    found = _flags(session, conditions, today)
    return _in_reading_order(flag for flag in found if flag.status is filters.status)


def standing_flags(
    session: Session, board_number: str, today: date, only: Collection[UUID] | None = None
) -> tuple[FlagSummary, ...]:
    """Return the open and accepted flags of a board, or those of some ids; two statements."""
    conditions = [col(Flag.board_number) == board_number, col(Flag.resolved_at).is_(None)]
    if only is not None:
        conditions.append(col(Flag.id).in_(only))
    return _flags(session, conditions, today)


def use_flags(session: Session, board_number: str, use_id: UUID, today: date) -> tuple[FlagSummary, ...]:
    """Return the open and accepted flags of one use, heaviest first; two statements."""
    conditions = [
        col(Flag.board_number) == board_number,
        col(Flag.use_id) == use_id,
        col(Flag.resolved_at).is_(None),
    ]
    return _in_reading_order(_flags(session, conditions, today))


def flag_detail(session: Session, board_number: str, flag_id: UUID, today: date) -> FlagDetail | None:
    """Return one flag of a board with its rule, acceptances and history; `None` when it is not this board's."""
    flag = session.exec(select(Flag).where(Flag.id == flag_id, Flag.board_number == board_number)).first()
    if flag is None:
        return None
    acceptances = session.exec(
        select(FlagAcceptance).where(FlagAcceptance.flag_id == flag_id).order_by(col(FlagAcceptance.id).desc())
    ).all()
    return FlagDetail(
        **_summary(flag, acceptances, today).model_dump(),
        rule_text=rule_summary(flag.rule),
        acceptances=tuple(_acceptance_view(one, today) for one in acceptances),
        history=_history(session, board_number, flag_id),
    )


def open_flag(session: Session, board_number: str, flag_id: UUID, *, by: Act) -> FlagDetail:
    """Return one flag of a board as far as the actor may see it; raises `NotFoundError` for any other."""
    by.demand(Right.READ_BOARD, board_number)
    found = flag_detail(session, board_number, flag_id, by.today)
    if found is None:
        raise NotFoundError("Dit signaal is niet gevonden.")
    return flag_for(by, found)


def in_force(acceptance: FlagAcceptance, today: date) -> bool:
    """Say whether an acceptance holds on a day: not ended, and its last day has not passed."""
    return acceptance.ended_at is None and acceptance.until >= today


def _conditions(filters: FlagFilters) -> list[ColumnElement[bool]]:
    resolved = col(Flag.resolved_at)
    found: list[ColumnElement[bool]] = [
        resolved.is_not(None) if filters.status is FlagStatus.RESOLVED else resolved.is_(None)
    ]
    if filters.severity is not None:
        found.append(col(Flag.severity) == filters.severity)
    if filters.certainty is not None:
        found.append(col(Flag.certainty) == filters.certainty)
    if filters.rule is not None:
        found.append(col(Flag.rule) == filters.rule.upper())
    if filters.use_id is not None:
        found.append(col(Flag.use_id) == filters.use_id)
    return found


def _flags(session: Session, conditions: list[ColumnElement[bool]], today: date) -> tuple[FlagSummary, ...]:
    flags = session.exec(select(Flag).where(*conditions)).all()
    accepted: dict[UUID, list[FlagAcceptance]] = defaultdict(list)
    query = select(FlagAcceptance).join(Flag).where(*conditions, col(FlagAcceptance.ended_at).is_(None))
    for acceptance in session.exec(query.order_by(col(FlagAcceptance.id).desc())):
        accepted[acceptance.flag_id].append(acceptance)
    return tuple(_summary(flag, accepted[flag.id], today) for flag in flags)


def _in_reading_order(flags: Iterable[FlagSummary]) -> tuple[FlagSummary, ...]:
    """Keep the flags of a rule together, the rule with the heaviest flag first, in it the heaviest flag first."""
    found = tuple(flags)
    heaviest: dict[str, int] = {}
    for flag in found:
        heaviest[flag.rule] = min(heaviest.get(flag.rule, len(HEAVIEST_FIRST)), HEAVIEST_FIRST[flag.severity])

    def place(flag: FlagSummary) -> tuple[int, str, int, str, str]:
        weight = HEAVIEST_FIRST[flag.severity]
        return (heaviest[flag.rule], flag.rule, weight, flag.subject_name.casefold(), str(flag.id))

    return tuple(sorted(found, key=place))


def _summary(flag: Flag, acceptances: Sequence[FlagAcceptance], today: date) -> FlagSummary:
    held = next((one for one in acceptances if in_force(one, today)), None)
    rule = rule_summary(flag.rule)
    return FlagSummary(
        id=flag.id,
        board_number=flag.board_number,
        rule=flag.rule,
        theme=rule.theme,
        title=rule.title,
        severity=Severity(flag.severity),
        certainty=Certainty(flag.certainty),
        status=_status(flag, held),
        subject_kind=FlagSubject(flag.subject_kind),
        subject_key=flag.subject_key,
        subject_name=flag.subject_name,
        use_id=flag.use_id,
        evidence=tuple(Evidence.model_validate(one) for one in flag.evidence),
        first_seen_at=flag.first_seen_at,
        last_changed_at=flag.last_changed_at,
        resolved_at=flag.resolved_at,
        accepted_until=held.until if held else None,
        accepted_reason=held.reason if held else "",
    )


def _status(flag: Flag, held: FlagAcceptance | None) -> FlagStatus:
    if flag.resolved_at is not None:
        return FlagStatus.RESOLVED
    return FlagStatus.ACCEPTED if held else FlagStatus.OPEN


def _acceptance_view(one: FlagAcceptance, today: date) -> FlagAcceptanceView:
    return FlagAcceptanceView(
        reason=one.reason,
        until=one.until,
        accepted_at=one.accepted_at,
        accepted_by=one.accepted_by_label,
        ended_at=one.ended_at,
        ended_by=one.ended_by,
        in_force=in_force(one, today),
    )


def _history(session: Session, board_number: str, flag_id: UUID) -> tuple[FlagStep, ...]:
    events = session.exec(
        select(Event)
        .where(
            Event.board_number == board_number,
            Event.subject_kind == SubjectKind.FLAG.value,
            Event.subject_key == str(flag_id),
        )
        .order_by(col(Event.seq))
    ).all()
    return tuple(FlagStep(at=one.at, kind=one.kind, actor=one.actor_label, reason=one.reason) for one in events)

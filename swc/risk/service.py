"""Writes of flags: the difference between what the rules find now and what stood, and people's acceptances.

An acceptance ends by its last day (derived), by a person, when the flag is resolved, and when the flag becomes heavier
than what was accepted. Other changes of the evidence leave it in force, so that a small edit does not undo a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, String, bindparam, type_coerce
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.audit.service import Happening
from swc.boards.models import Board
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError
from swc.risk.board_facts import board_facts
from swc.risk.kinds import FlagSubject, Severity
from swc.risk.models import Flag, FlagAcceptance
from swc.risk.queries import in_force
from swc.risk.rules import RULES
from swc.risk.rules.declaration import Finding, evaluate
from swc.risk.schemas import AcceptFlag
from vocab.kept import Kept

_WEIGHT = {Severity.GREY: 0, Severity.ORANGE: 1, Severity.RED: 2}
_LONGEST_YEARS = 5
"""How far ahead an acceptance may run; farther is taken for a typing error."""

Key = tuple[str, str, str]

_BOARDS = 24
"""Of how many boards the findings are kept; those of a large one take about a megabyte."""


class Standing(NamedTuple):
    """What an evaluation needs of a flag as it stands."""

    digest: str
    resolved: bool


class Found(NamedTuple):
    """A finding with what makes it the same flag the next time, and the fingerprint of what it says."""

    key: Key
    digest: str
    finding: Finding


_KEPT: Kept[tuple[Found, ...]] = Kept(most=_BOARDS)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one evaluation changed, as ids of flags."""

    opened: list[UUID] = field(default_factory=list)
    reopened: list[UUID] = field(default_factory=list)
    changed: list[UUID] = field(default_factory=list)
    resolved: list[UUID] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return any((self.opened, self.reopened, self.changed, self.resolved))


def evaluate_board(session: Session, board_number: str, *, by: Act) -> Evaluation:
    """Apply the rules to a board and write what differs; the same facts again write nothing."""
    facts = board_facts(session, board_number, by.today)
    if facts is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    found = _KEPT.of(board_number, (RULES, facts), lambda: fingerprinted(evaluate(RULES, facts)))
    return write_findings(session, board_number, found, by=by)


def evaluate_boards(session: Session, *, by: Act) -> dict[str, Evaluation]:
    """Apply the rules to every board: dates pass without anybody touching a landscape."""
    numbers = session.exec(select(Board.number).order_by(Board.number)).all()
    return {number: evaluate_board(session, number, by=by) for number in numbers}


def fingerprinted(findings: Iterable[Finding]) -> tuple[Found, ...]:
    """Return findings with key and fingerprint, so that neither is made again while the facts stay the same."""
    return tuple(Found(one.key, one.digest, one) for one in findings)


def write_findings(session: Session, board_number: str, findings: Iterable[Found], *, by: Act) -> Evaluation:
    """Write the difference between findings and the flags of a board that stand."""
    standing = _standing(session, board_number)
    wrote, seen, told = Evaluation(), set(), list[Happening]()
    for key, digest, finding in findings:
        held = standing.get(key)
        seen.add(key)
        if held is None:
            wrote.opened.append(_open(session, board_number, finding, told, by=by))
        elif held.resolved:
            wrote.reopened.append(_reopen(_flag(session, board_number, key), finding, told, by=by))
        elif held.digest != digest:
            wrote.changed.append(_change(session, _flag(session, board_number, key), finding, told, by=by))
    for key, held in standing.items():
        if key not in seen and not held.resolved:
            wrote.resolved.append(_resolve(session, _flag(session, board_number, key), told, by=by))
    audit.record_all(session, told, by=by)
    return wrote


def accept_flag(session: Session, board_number: str, flag_id: UUID, data: AcceptFlag, *, by: Act) -> None:
    """Accept a flag for a reason until a day; an earlier acceptance that is in force is ended by this one.

    Raises `NotFoundError` for another board's flag, `RuleRefusedError` for a resolved one and `InvalidInputError` for
    a last day in the past or too far ahead.
    """
    flag = _own_flag(session, board_number, flag_id, by=by)
    if flag.resolved_at is not None:
        raise RuleRefusedError("Dit signaal is opgelost; er is niets te accepteren.")
    _demand_day(data.until, by.today)
    for earlier in _acceptances(session, flag.id):
        _end(earlier, by=by)
    session.add(
        FlagAcceptance(
            flag_id=flag.id,
            reason=data.reason,
            until=data.until,
            accepted_at=by.now,
            accepted_by=by.actor.key,
            accepted_by_label=by.actor.label,
        )
    )
    told = _happening(flag, "flag.accepted", until=data.until.isoformat(), reason=data.reason)
    audit.record_all(session, [told], by=by)


def end_acceptance(session: Session, board_number: str, flag_id: UUID, *, by: Act) -> None:
    """End the acceptance of a flag, so that it counts as open again; the history keeps it."""
    flag = _own_flag(session, board_number, flag_id, by=by)
    held = [one for one in _acceptances(session, flag.id) if in_force(one, by.today)]
    if not held:
        raise RuleRefusedError("Dit signaal is niet geaccepteerd.")
    for one in held:
        _end(one, by=by)
    audit.record_all(session, [_happening(flag, "flag.acceptance_ended")], by=by)


def _standing(session: Session, board_number: str) -> dict[Key, Standing]:
    """Return every flag a board ever had by what it is about, in one statement."""
    rows = session.execute(_flags(), {"board": board_number})
    return {(rule, kind, key): Standing(digest, bool(gone)) for rule, kind, key, digest, gone in rows}


@cache
def _flags() -> Select[*tuple[Any, ...]]:
    kind, resolved = type_coerce(col(Flag.subject_kind), String), col(Flag.resolved_at).is_not(None)
    query = sa_select(col(Flag.rule), kind, col(Flag.subject_key), col(Flag.digest), resolved)
    return query.where(col(Flag.board_number) == bindparam("board"))


def _flag(session: Session, board_number: str, key: Key) -> Flag:
    """Return the flag of a rule about a subject, which stands."""
    rule, kind, subject = key
    query = select(Flag).where(Flag.board_number == board_number, Flag.rule == rule, Flag.subject_key == subject)
    return session.exec(query.where(Flag.subject_kind == FlagSubject(kind))).one()


def _open(session: Session, board_number: str, finding: Finding, told: list[Happening], *, by: Act) -> UUID:
    flag = Flag(
        board_number=board_number,
        rule=finding.code,
        subject_kind=finding.subject.kind,
        subject_key=finding.subject.key,
        first_seen_at=by.now,
        last_changed_at=by.now,
        **_found(finding),
    )
    session.add(flag)
    told.append(_happening(flag, "flag.opened"))
    return flag.id


def _reopen(flag: Flag, finding: Finding, told: list[Happening], *, by: Act) -> UUID:
    _write(flag, finding, by=by)
    flag.resolved_at = None
    told.append(_happening(flag, "flag.reopened"))
    return flag.id


def _change(session: Session, flag: Flag, finding: Finding, told: list[Happening], *, by: Act) -> UUID:
    heavier = _WEIGHT[finding.severity] > _WEIGHT[flag.severity]
    judged_otherwise = (finding.severity, finding.certainty) != (flag.severity, flag.certainty)
    _write(flag, finding, by=by)
    if judged_otherwise:
        told.append(_happening(flag, "flag.changed"))
    if heavier:
        held = _acceptances(session, flag.id)
        for one in held:
            _end(one, by=by)
        if any(one.until >= by.today for one in held):
            told.append(_happening(flag, "flag.acceptance_ended"))
    return flag.id


def _resolve(session: Session, flag: Flag, told: list[Happening], *, by: Act) -> UUID:
    flag.resolved_at = by.now
    for one in _acceptances(session, flag.id):
        _end(one, by=by)
    told.append(_happening(flag, "flag.resolved"))
    return flag.id


def _write(flag: Flag, finding: Finding, *, by: Act) -> None:
    for name, value in _found(finding).items():
        setattr(flag, name, value)
    flag.last_changed_at = by.now


def _found(finding: Finding) -> dict[str, Any]:
    """Return what a finding says, as the columns of a flag."""
    subject = finding.subject
    return {
        "subject_name": subject.name,
        "use_id": UUID(subject.use_id) if subject.use_id else None,
        "severity": finding.severity,
        "certainty": finding.certainty,
        "evidence": [fact.as_json() for fact in finding.evidence],
        "digest": finding.digest,
    }


def _own_flag(session: Session, board_number: str, flag_id: UUID, *, by: Act) -> Flag:
    """Return a flag of the board, for somebody who may accept; another board's flag does not exist here."""
    by.demand(Right.ACCEPT_FLAG, board_number)
    flag = session.exec(select(Flag).where(Flag.id == flag_id, Flag.board_number == board_number)).first()
    if flag is None:
        raise NotFoundError("Dit signaal is niet gevonden.")
    return flag


def _acceptances(session: Session, flag_id: UUID) -> Sequence[FlagAcceptance]:
    """Return the acceptances of a flag that nobody ended."""
    return session.exec(
        select(FlagAcceptance).where(FlagAcceptance.flag_id == flag_id, col(FlagAcceptance.ended_at).is_(None))
    ).all()


def _end(acceptance: FlagAcceptance, *, by: Act) -> None:
    acceptance.ended_at = by.now
    acceptance.ended_by = by.actor.label


def _demand_day(until: date, today: date) -> None:
    problem = None
    if until <= today:
        problem = Problem("until", "De einddatum moet na vandaag liggen.", "Kies een dag in de toekomst.")
    elif until.year > today.year + _LONGEST_YEARS:
        problem = Problem(
            "until",
            "De einddatum ligt te ver weg.",
            "Kies een dag binnen %(years)s jaar.",
            params={"years": _LONGEST_YEARS},
        )
    if problem:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))


def _happening(flag: Flag, kind: str, **more: str) -> Happening:
    """Return what an event tells of a flag: opened, reopened, resolved, accepted or no longer accepted."""
    facts = {"rule": flag.rule, "severity": flag.severity.value, "certainty": flag.certainty.value}
    after = {**facts, "subject": flag.subject_name, **more}
    return Happening(kind, SubjectKind.FLAG, str(flag.id), flag.board_number, after=after)

"""One board at a glance: risk, coverage and dependency, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.boards.models import Board, School
from swc.dependency.rules import hhi
from swc.dpia.queries import dpias_of
from swc.errors import NotFoundError
from swc.landscape.kinds import ACTIVE, UsageStatus
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from swc.risk.coverage import agreement_coverage, dpia_coverage
from swc.risk.disclosure import overview_for
from swc.risk.flag_counts import accepted, counted, rule_counts, severities
from swc.risk.kinds import FlagSubject
from swc.risk.models import Flag
from swc.risk.reference import norm_fact
from swc.risk.schemas import (
    BoardOverview,
    ComponentGap,
    ComponentOverlap,
    RecentChange,
    StatusCount,
    UseRef,
    VendorShare,
)

_CHANGES = 8
_CONSEQUENCES = ("flag.opened", "flag.changed", "flag.reopened", "flag.resolved")
"""Events that follow from other ones, which the list of changes leaves out."""
_SHOWN = tuple(
    one.value
    for one in (
        SubjectKind.USE,
        SubjectKind.COUPLING,
        SubjectKind.AGREEMENT,
        SubjectKind.CONTRACT,
        SubjectKind.ASSESSMENT,
        SubjectKind.FLAG,
        SubjectKind.BOARD,
    )
)
"""What a change has to be about to be of interest here; logins and roles are not."""


def board_overview(session: Session, board_number: str, today: date) -> BoardOverview | None:
    """Return the overview of a board on a day; nothing when there is no such board."""
    board = session.get(Board, board_number)
    if board is None:
        return None
    uses = use_summaries(session, board_number, on=today)
    dpias = dpias_of(session, board_number, uses, today)
    running = [use for use in uses if use.status in ACTIVE]
    schools, pupils = _schools(session, board_number)
    counts = counted(session, board_number, today)
    gaps, overlaps = _shape(session, board_number, {str(use.id): use for use in uses})
    groups = _groups(running)
    known = sum(one.uses for one in groups)
    return BoardOverview(
        board_number=board_number,
        board_name=board.name,
        sector=board.sector.value,
        schools=schools,
        pupils=pupils,
        on=today,
        uses=len(uses),
        active_uses=len(running),
        uses_by_status=_by_status(uses),
        unplaced_uses=sum(not use.components for use in running),
        flags=severities(counts),
        accepted_flags=accepted(counts),
        rules=rule_counts(counts),
        dpia=dpia_coverage(running, dpias),
        agreements=agreement_coverage(running, today),
        vendor_groups=groups,
        vendor_unknown=len(running) - known,
        hhi=hhi(one.uses for one in groups) if known >= norm_fact("vd01-min-uses", today).value else None,
        gaps=gaps,
        overlaps=overlaps,
        changes=_changes(session, board_number, uses),
    )


def open_overview(session: Session, board_number: str, *, by: Act) -> BoardOverview:
    """Return the overview of a board that the actor may read; raises `NotFoundError` for any other."""
    by.demand(Right.READ_BOARD, board_number)
    found = board_overview(session, board_number, by.today)
    if found is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    return overview_for(by, found)


def _schools(session: Session, board_number: str) -> tuple[int, int | None]:
    """Return the number of schools and of pupils; no number of pupils is known where DUO masked or lacks them all."""
    row = session.execute(
        sa_select(func.count(), func.sum(col(School.pupils))).where(col(School.board_number) == board_number)
    ).one()
    return row[0], row[1]


def _by_status(uses: Iterable[UseSummary]) -> tuple[StatusCount, ...]:
    numbers = Counter(use.status for use in uses)
    return tuple(StatusCount(status=status.value, uses=numbers[status]) for status in UsageStatus)


def _groups(uses: list[UseSummary]) -> tuple[VendorShare, ...]:
    """Return the vendor groups, largest first, with their share of the uses whose vendor is known."""
    names = {use.group_key: use.group_name or "" for use in uses if use.group_key}
    numbers = Counter(use.group_key for use in uses if use.group_key)
    total = sum(numbers.values())
    shares = (
        VendorShare(key=key, name=names[key], uses=number, share=number / total) for key, number in numbers.items()
    )
    return tuple(sorted(shares, key=lambda one: (-one.uses, one.name.casefold(), one.key)))


def _shape(
    session: Session, board_number: str, uses: Mapping[str, UseSummary]
) -> tuple[tuple[ComponentGap, ...], tuple[ComponentOverlap, ...]]:
    """Return gaps and overlaps as the flags of LC02 and LC01 have them, so that page and flags say the same."""
    rows = session.execute(
        sa_select(col(Flag.rule), col(Flag.subject_key), col(Flag.subject_name), col(Flag.evidence))
        .where(
            col(Flag.board_number) == board_number,
            col(Flag.rule).in_(("LC01", "LC02")),
            col(Flag.subject_kind) == FlagSubject.COMPONENT,
            col(Flag.resolved_at).is_(None),
        )
        .order_by(col(Flag.subject_name))
    ).all()
    gaps = (ComponentGap(guid=row.subject_key, name=row.subject_name) for row in rows if row.rule == "LC02")
    overlaps = (
        ComponentOverlap(
            guid=row.subject_key,
            name=row.subject_name,
            uses=tuple(_ref(uses[fact["target_key"]]) for fact in row.evidence if fact.get("target_key") in uses),
        )
        for row in rows
        if row.rule == "LC01"
    )
    return tuple(gaps), tuple(overlaps)


def _ref(use: UseSummary) -> UseRef:
    return UseRef(id=use.id, name=use.name)


def _changes(session: Session, board_number: str, uses: tuple[UseSummary, ...]) -> tuple[RecentChange, ...]:
    by_id = {str(use.id): use for use in uses}
    events = session.exec(
        select(Event)
        .where(
            Event.board_number == board_number,
            col(Event.kind).not_in(_CONSEQUENCES),
            col(Event.subject_kind).in_(_SHOWN),
        )
        .order_by(col(Event.seq).desc())
        .limit(_CHANGES)
    ).all()
    return tuple(_change(event, by_id) for event in events)


def _change(event: Event, uses: Mapping[str, UseSummary]) -> RecentChange:
    use = uses.get(_use_of(event))
    return RecentChange(
        at=event.at,
        actor=event.actor_label,
        kind=event.kind,
        subject_kind=event.subject_kind,
        subject_key=event.subject_key,
        subject_name=use.name if use else _name_of(event),
        use_id=use.id if use else None,
        reason=event.reason,
    )


def _name_of(event: Event) -> str:
    """Return the name that an event says of what it is about, as those of a contract do."""
    said = {**(event.before or {}), **(event.after or {})}
    return str(said.get("name") or said.get("subject") or "")


def _use_of(event: Event) -> str:
    """Return the id of the use an event is about, itself or through agreement, assessment or coupling."""
    if event.subject_kind == SubjectKind.USE.value:
        return event.subject_key
    said = {**(event.before or {}), **(event.after or {})}
    return str(said.get("use_id") or said.get("source_use_id") or "")

"""Keeping what was decided: rows, the version that is due and what the event tells, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.audit.service import Happening
from swc.errors import Problem
from swc.register.kinds import COUNTS, BoardRole, RegisterField
from swc.register.models import ProcessingValue, ProcessingVersion
from swc.register.schemas import ActivityChange
from swc.register.service import checks
from swc.register.service.deciding import told
from swc.register.service.opening import Work
from swc.register.service.versions import next_version

_COLUMNS: Final = ("label", "text", "state", "reason", "detail", "basis", "decided_at", "decided_by")


def rename(work: Work, data: ActivityChange) -> None:
    """Take over name, role and owner, where the form gives them.

    Raises `InvalidInputError` for an empty name, and for a processor that names no controller (art. 30(2)(a) AVG).
    """
    if data.name is not None and not data.name:
        checks.demand([Problem("name", "Geef de verwerking een naam.")])
    row = work.row
    demand_controllers(work, data.role or row.role)
    row.name = data.name or row.name
    row.role = data.role or row.role
    row.owner_role = row.owner_role if data.owner_role is None else data.owner_role


def demand_controllers(work: Work, role: BoardRole) -> None:
    """Refuse a board that processes for nobody in particular: art. 30(2)(a) AVG asks for whom."""
    if role is not BoardRole.PROCESSOR:
        return
    named = (one for one in work.stored.values() if one.field is RegisterField.CONTROLLER and one.state in COUNTS)
    if next(named, None) is None:
        checks.demand(
            [Problem("role", "Noem voor wie uw bestuur verwerkt.", "Vul een verwerkingsverantwoordelijke in.")]
        )


def keep(session: Session, work: Work, kind: str, *, reason: str = "", by: Act) -> None:
    """Keep one activity with its event; what changes nothing leaves no trace."""
    happening = next(iter(keep_all(session, [work], kind, reason=reason, by=by)), None)
    if happening is None:
        return
    audit.record(
        session,
        by=replace(by, reason=reason or by.reason),
        kind=happening.kind,
        subject=happening.subject,
        key=happening.key,
        board_number=happening.board_number,
        before=happening.before,
        after=happening.after,
    )


def keep_all(session: Session, works: Iterable[Work], kind: str, *, reason: str = "", by: Act) -> list[Happening]:
    """Keep many activities and return what happened to those that changed; rows go first, for what refers to them."""
    changed = [(work, _version(work, reason=reason, by=by)) for work in works if _differs(work)]
    for work, _ in changed:
        work.row.row_version += 1
        work.row.updated_at = by.now
        session.add(work.row)
    session.flush()
    session.add_all(version for _, version in changed if version)
    happenings = [_happening(work, kind) for work, _ in changed]
    for work, _ in changed:
        _keep_values(session, work)
    session.flush()
    return happenings


def _differs(work: Work) -> bool:
    return work.row.row_version == 0 or work.told() != work.was or _altered(work) or bool(_gone(work))


def _version(work: Work, *, reason: str, by: Act) -> ProcessingVersion | None:
    """Return the version that is due; what was never established has none."""
    if not work.row.current_version and work.row.state.value != "established":
        return None
    anchor = work.activity.anchor
    return next_version(work.row, work.stored.values(), anchor, work.last, reason=reason or by.reason, by=by)


def _altered(work: Work) -> bool:
    return any(work.original.get(key) is not row for key, row in work.stored.items())


def _gone(work: Work) -> list[ProcessingValue]:
    return [row for key, row in work.original.items() if key not in work.stored]


def _happening(work: Work, kind: str) -> Happening:
    """Return what happened: what the row said and says, and every decision that changed or went."""
    now = work.told()
    names = [name for name in now if now[name] != work.was[name]]
    altered = [key for key, row in work.stored.items() if work.original.get(key) is not row]
    before: dict[str, Any] = {name: work.was[name] for name in names}
    after: dict[str, Any] = {name: now[name] for name in names}
    old = [told(work.original[key]) for key in altered if key in work.original]
    gone = [{**told(row), "basis": row.basis} for row in _gone(work)]
    if old or gone:
        before["values"] = [*old, *gone]
    if altered:
        after["values"] = [told(work.stored[key]) for key in altered]
    after["name"] = work.row.name
    return Happening(kind, SubjectKind.PROCESSING, str(work.row.id), work.row.board_number, before or None, after)


def _keep_values(session: Session, work: Work) -> None:
    for row in _gone(work):
        session.delete(row)
    for old, new in _pairs(work):
        if old is None:
            session.add(new)
            continue
        for name in _COLUMNS:
            setattr(old, name, getattr(new, name))
        session.add(old)


def _pairs(work: Work) -> Iterator[tuple[ProcessingValue | None, ProcessingValue]]:
    for key, row in work.stored.items():
        if work.original.get(key) is not row:
            yield work.original.get(key), row

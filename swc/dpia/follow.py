"""Re-opens settled assessments when what they rest on changed: a follower of every unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, select

from swc.access.kinds import SYSTEM, Act
from swc.audit.kinds import Touched
from swc.catalogue.duplicates.queries import successors
from swc.catalogue.models import Product
from swc.catalogue.vendor_queries import owned
from swc.dpia.basis import snapshots
from swc.dpia.centrals import CentralNews, central_news
from swc.dpia.kinds import AssessmentKind, DpiaEvent, ReviewTrigger
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.readings import Reading, readings
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import StepInput
from swc.dpia.service.steps import take
from swc.dpia.snapshot import SNAPSHOT, Change, NewVersion, Snapshot, newer, renamed, what_changed
from swc.landscape.models import Use

REOPENABLE = tuple(state for state, event in TRANSITIONS if event is DpiaEvent.TRIGGER_REVIEW)
"""The states that a review can follow on; after it the state is another one, so that nothing is re-opened twice."""


def follow(session: Session, touched: Touched, *, by: Act) -> None:
    """Start a review of each decided assessment whose central DPIA or facts changed, as the system, with the reason.

    Only boards that were touched or that use a touched product (or one of a touched vendor, or of a vendor below it)
    are looked at; a new release of FORA can bring new
    categories, so then all are.
    """
    for board_number, decided in sorted(_decided(session, touched, by.today).items()):
        _reopen(session, board_number, decided, by=by)


def _decided(session: Session, touched: Touched, on: date) -> dict[str, list[Assessment]]:
    """Return the decided assessments that may be affected, by board, in one or two statements."""
    if not touched:
        return {}
    rows = session.exec(
        select(Assessment)
        .where(col(Assessment.state).in_(REOPENABLE), _affected(session, touched, on))
        .order_by(Assessment.board_number, col(Assessment.use_id), Assessment.kind, col(Assessment.id))
    ).all()
    found: dict[str, list[Assessment]] = defaultdict(list)
    for row in rows:
        found[row.board_number].append(row)
    return found


def _affected(session: Session, touched: Touched, on: date) -> ColumnElement[bool]:
    """Return the condition under which an assessment may be affected."""
    if touched.release:
        return true()
    if not touched.products and not touched.vendors:
        return col(Assessment.board_number).in_(sorted(touched.boards))
    supplied = select(Product.key).where(col(Product.vendor_key).in_(sorted(_below(session, touched.vendors, on))))
    using = select(Use.board_number).where(
        or_(col(Use.product_key).in_(sorted(touched.products)), col(Use.product_key).in_(supplied))
    )
    return or_(
        col(Assessment.board_number).in_(sorted(touched.boards)),
        col(Assessment.board_number).in_(using),
    )


def _below(session: Session, vendors: set[str], on: date) -> set[str]:
    """Return vendors with every vendor that they own, directly or through others."""
    if not vendors:
        return set()
    owners = [(key, one.parent_key) for key, one in owned(session, on=on).items()]
    found = set(vendors)
    while more := {key for key, parent in owners if parent in found} - found:
        found |= more
    return found


def _reopen(session: Session, board_number: str, decided: Sequence[Assessment], *, by: Act) -> None:
    """Start a review of the assessments of one board for which something changed."""
    found = readings(session, board_number, decided, by.today)
    now = snapshots(session, board_number, tuple(found.values()))
    bases = _bases(session, list(found))
    changes = {row.id: _why(bases.get(row.id), found[row.id], now[row.id]) for row in decided}
    told = central_news(session, (one.version.key for why in changes.values() for one in why if one.version))
    for row in decided:
        why = changes[row.id]
        if why:
            reason = " ".join(dict.fromkeys(_sentence(one, told) for one in why))
            data = StepInput(event=DpiaEvent.TRIGGER_REVIEW, reason=reason[:4000], on=by.today)
            act = Act(actor=SYSTEM, now=by.now, reason=reason)
            take(session, row, data, by=act, triggers=tuple(dict.fromkeys(one.trigger for one in why)))


def _sentence(change: Change, told: CentralNews) -> str:
    """Return the sentence of a change; of a newer central DPIA also what that version changed."""
    new = change.version
    return f"{change.sentence} {told.since(new.known, new.key, new.number)}".rstrip() if new else change.sentence


def _why(base: Mapping[str, Any] | None, reading: Reading, now: Snapshot) -> tuple[Change, ...]:
    """Return the reasons for a review; without a base (taken over from elsewhere) only a newer central version."""
    if base is not None:
        return what_changed(base, now)
    newest = reading.status.central_newest
    if reading.row.kind is not AssessmentKind.DPIA or newest is None or not reading.status.central_outdated:
        return ()
    version = NewVersion(newest.key, newest.number, reading.row.central_number or 0)
    return (Change(ReviewTrigger.NEWER_CENTRAL, newer(newest.title, newest.dated, newest.number), version),)


def _bases(session: Session, ids: list[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Return what each assessment was based on at its last step, in two statements."""
    rows = session.exec(
        select(AssessmentStep.assessment_id, AssessmentStep.facts)
        .where(col(AssessmentStep.assessment_id).in_(ids))
        .order_by(col(AssessmentStep.id))
    ).all()
    merged = successors(session)
    return {assessment_id: renamed(facts[SNAPSHOT], merged) for assessment_id, facts in rows if SNAPSHOT in facts}

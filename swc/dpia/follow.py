"""Re-opens settled assessments when what they rest on changed: a follower of every unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import Session, col, select

from swc.access.kinds import SYSTEM, Act
from swc.audit.kinds import Touched
from swc.dpia.kinds import AssessmentKind, DpiaEvent
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.queries import dpias_of
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import DpiaStatus, StepInput
from swc.dpia.service.steps import step
from swc.dpia.snapshot import SNAPSHOT, newer, what_changed
from swc.landscape.models import Use
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary

REOPENABLE = tuple(state for state, event in TRANSITIONS if event is DpiaEvent.TRIGGER_REVIEW)
"""The states that a review can follow on; after it the state is another one, so that nothing is re-opened twice."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An assessment that may be re-opened."""

    id: UUID
    use_id: UUID
    kind: AssessmentKind


def follow(session: Session, touched: Touched, *, by: Act) -> None:
    """Start a review of each decided assessment whose central DPIA or facts changed, as the system, with the reason.

    Only boards that were touched, that use a touched product or cite a touched central DPIA are looked at; a new
    release of FORA can bring new categories, so then all are.
    """
    for board_number, decided in sorted(_decided(session, touched).items()):
        _reopen(session, board_number, decided, by=by)


def _decided(session: Session, touched: Touched) -> dict[str, list[Decided]]:
    """Return the decided assessments that may be affected, by board, in one statement."""
    if not touched:
        return {}
    rows = session.exec(
        select(Assessment.board_number, Assessment.id, Assessment.use_id, Assessment.kind)
        .join(Use, col(Use.id) == col(Assessment.use_id))
        .where(col(Assessment.state).in_(REOPENABLE), _affected(touched))
        .order_by(Assessment.board_number, col(Assessment.use_id), Assessment.kind)
    ).all()
    found: dict[str, list[Decided]] = defaultdict(list)
    for board_number, assessment_id, use_id, kind in rows:
        if use_id is None:
            continue
        found[board_number].append(Decided(id=assessment_id, use_id=use_id, kind=AssessmentKind(kind)))
    return found


def _affected(touched: Touched) -> ColumnElement[bool]:
    """Return the condition under which an assessment may be affected."""
    if touched.release:
        return true()
    return or_(
        col(Assessment.board_number).in_(sorted(touched.boards)),
        col(Use.product_key).in_(sorted(touched.products)),
    )


def _reopen(session: Session, board_number: str, decided: Iterable[Decided], *, by: Act) -> None:
    """Start a review of the assessments of one board for which something changed."""
    found = tuple(decided)
    uses = {use.id: use for use in use_summaries(session, board_number)}
    wanted = tuple(uses[one.use_id] for one in found)
    statuses = dpias_of(session, board_number, wanted, by.today)
    bases = _bases(session, [one.id for one in found])
    for one in found:
        why = _why(bases.get(one.id), uses[one.use_id], statuses[one.use_id], one.kind)
        if why:
            reason = " ".join(why)
            data = StepInput(event=DpiaEvent.TRIGGER_REVIEW, reason=reason[:4000], on=by.today)
            act = Act(actor=SYSTEM, now=by.now, reason=reason)
            step(session, board_number, one.use_id, one.kind, data, by=act)


def _why(base: Mapping[str, Any] | None, use: UseSummary, dpia: DpiaStatus, kind: AssessmentKind) -> tuple[str, ...]:
    """Return the reasons for a review; without a base (taken over from elsewhere) only a newer central version."""
    if base is not None:
        return what_changed(base, use, dpia)
    overtaken = kind is AssessmentKind.DPIA and dpia.central_outdated and dpia.central_newest is not None
    return (newer(dpia.central_newest),) if overtaken and dpia.central_newest else ()


def _bases(session: Session, ids: list[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """Return what each assessment was based on at its last step, in one statement."""
    rows = session.exec(
        select(AssessmentStep.assessment_id, AssessmentStep.facts)
        .where(col(AssessmentStep.assessment_id).in_(ids))
        .order_by(col(AssessmentStep.id))
    ).all()
    return {assessment_id: facts[SNAPSHOT] for assessment_id, facts in rows if SNAPSHOT in facts}

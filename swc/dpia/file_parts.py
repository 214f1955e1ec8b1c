"""Reads the rows under an assessment: its risks, its measures and its screenings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from swc.dpia.centrals import Centrals
from swc.dpia.file_schemas import MeasureRow, RiskRow, ScreeningRow
from swc.dpia.kinds import DpiaEvent, MeasureState, RiskLevel
from swc.dpia.levels import Bounds, bounds, level
from swc.dpia.models import (
    Assessment,
    AssessmentMeasure,
    AssessmentRisk,
    AssessmentStep,
    RiskMeasure,
    Screening,
)
from swc.dpia.schemas import CriterionFact
from swc.dpia.snapshot import SNAPSHOT


def measures_of(
    session: Session, board_number: str, only: Collection[UUID] | None = None
) -> Sequence[AssessmentMeasure]:
    """Return the measures of every assessment of a board, or of some, in their order."""
    wanted = (
        select(AssessmentMeasure)
        .join(Assessment, col(Assessment.id) == col(AssessmentMeasure.assessment_id))
        .where(Assessment.board_number == board_number)
        .order_by(col(AssessmentMeasure.assessment_id), col(AssessmentMeasure.position), col(AssessmentMeasure.id))
    )
    if only is not None:
        wanted = wanted.where(col(AssessmentMeasure.assessment_id).in_(only))
    return session.exec(wanted).all()


def risks_of(session: Session, board_number: str, today: date) -> dict[UUID, tuple[RiskLevel, ...]]:
    """Return the levels that risks have left after measures, by assessment, in one statement."""
    rows = session.exec(
        select(
            AssessmentRisk.assessment_id,
            Assessment.matrix,
            AssessmentRisk.residual_likelihood,
            AssessmentRisk.residual_impact,
        )
        .join(Assessment, col(Assessment.id) == col(AssessmentRisk.assessment_id))
        .where(Assessment.board_number == board_number)
    ).all()
    found: dict[UUID, list[RiskLevel]] = defaultdict(list)
    for assessment_id, matrix, likelihood, impact in rows:
        found[assessment_id].append(level(likelihood, impact, bounds(matrix, today)))
    return {key: tuple(levels) for key, levels in found.items()}


def risk_rows(session: Session, row: Assessment, today: date) -> tuple[RiskRow, ...]:
    """Return the risks of one assessment with their levels and the measures that lower them, in two statements."""
    return _risks(session, today, col(Assessment.id) == row.id).get(row.id, ())


def board_risks(
    session: Session, board_number: str, today: date, only: Collection[UUID] | None = None
) -> dict[UUID, tuple[RiskRow, ...]]:
    """Return the risks of every assessment of a board, or of some, by assessment, in two statements."""
    mine = col(Assessment.board_number) == board_number
    return _risks(session, today, mine if only is None else mine & col(Assessment.id).in_(only))


def _risks(session: Session, today: date, scope: ColumnElement[bool]) -> dict[UUID, tuple[RiskRow, ...]]:
    """Return the risks of some assessments in their order, by assessment."""
    rows = session.exec(
        select(AssessmentRisk, Assessment.matrix)
        .join(Assessment, col(Assessment.id) == col(AssessmentRisk.assessment_id))
        .where(scope)
        .order_by(col(AssessmentRisk.position), col(AssessmentRisk.id))
    ).all()
    links = session.exec(
        select(RiskMeasure.risk_id, RiskMeasure.measure_id)
        .join(AssessmentMeasure, col(AssessmentMeasure.id) == col(RiskMeasure.measure_id))
        .join(Assessment, col(Assessment.id) == col(AssessmentMeasure.assessment_id))
        .where(scope)
        .order_by(col(AssessmentMeasure.position), col(AssessmentMeasure.id))
    ).all()
    lowered: dict[UUID, list[UUID]] = defaultdict(list)
    for risk_id, measure_id in links:
        lowered[risk_id].append(measure_id)
    found: dict[UUID, list[RiskRow]] = defaultdict(list)
    for one, matrix in rows:
        found[one.assessment_id].append(_risk(one, bounds(matrix, today), tuple(lowered.get(one.id, ()))))
    return {key: tuple(risks) for key, risks in found.items()}


def _risk(one: AssessmentRisk, within: Bounds, measures: tuple[UUID, ...]) -> RiskRow:
    """Return one risk with its levels."""
    return RiskRow(
        id=one.id,
        title=one.title,
        description=one.description,
        source=one.source,
        subjects=tuple(one.subjects),
        likelihood=one.likelihood,
        impact=one.impact,
        residual_likelihood=one.residual_likelihood,
        residual_impact=one.residual_impact,
        inherent=level(one.likelihood, one.impact, within),
        residual=level(one.residual_likelihood, one.residual_impact, within),
        measures=measures,
        row_version=one.row_version,
    )


Cited = tuple[str | None, int | None]


def citations_of(session: Session, board_number: str) -> dict[UUID, Cited]:
    """Return which central version each assessment of a board cites, in one statement."""
    rows = session.exec(
        select(Assessment.id, Assessment.central_key, Assessment.central_number).where(
            Assessment.board_number == board_number
        )
    ).all()
    return {one: (key, number) for one, key, number in rows}


def measure_row(row: AssessmentMeasure, centrals: Centrals, today: date, cited: Cited) -> MeasureRow:
    """Return a measure with whether it is late, from which central version it came and whether that still asks it."""
    open_still = row.state is MeasureState.OPEN
    return MeasureRow(
        id=row.id,
        assessment_id=row.assessment_id,
        text=row.text,
        addressee=row.addressee,
        owner_role=row.owner_role,
        due=row.due,
        state=row.state,
        overdue=open_still and row.due is not None and row.due < today,
        done_on=row.done_on,
        evidence=row.evidence,
        reason=row.reason,
        central=centrals.cited(row.central_key, row.central_number),
        central_code=row.central_code or "",
        dropped=row.central_key is not None and (row.central_key, row.central_number) != cited,
        weighing=row.weighing,
        row_version=row.row_version,
    )


def newest_screening(session: Session, assessment_id: UUID) -> Screening | None:
    """Return the screening that was confirmed last."""
    return session.exec(
        select(Screening).where(Screening.assessment_id == assessment_id).order_by(col(Screening.id).desc()).limit(1)
    ).first()


def screening_of(session: Session, row: Assessment, now: tuple[CriterionFact, ...]) -> ScreeningRow | None:
    """Return the newest screening, whether it belongs to the running round and whether the facts still say so."""
    newest = newest_screening(session, row.id)
    if newest is None:
        return None
    return ScreeningRow(
        criteria_version=newest.criteria_version,
        duty=newest.duty,
        wp_score=newest.wp_score,
        motive=newest.motive,
        made_at=newest.made_at,
        made_by=newest.made_by_label or newest.made_by,
        criteria=tuple(CriterionFact.model_validate(one) for one in newest.criteria),
        current=(newest.id or 0) > round_start(session, row.id),
        outdated=is_outdated(newest, now),
    )


def round_start(session: Session, assessment_id: UUID) -> int:
    """Return the last screening there was when the running round began; 0 when there was none."""
    facts = session.exec(
        select(AssessmentStep.facts)
        .where(AssessmentStep.assessment_id == assessment_id, AssessmentStep.event == DpiaEvent.SCREEN)
        .order_by(col(AssessmentStep.id).desc())
        .limit(1)
    ).first()
    base = (facts or {}).get(SNAPSHOT)
    return int(base.get("screening") or 0) if isinstance(base, dict) else 0


def is_outdated(screening: Screening, now: tuple[CriterionFact, ...]) -> bool:
    """Say whether a criterion has another outcome than when the screening was confirmed."""
    then = {one["criterion"]: one["outcome"] for one in screening.criteria}
    return then != {one.criterion: one.outcome.value for one in now}

"""What the assessments of a board hold, as the rules read it: which are settled, what risk remains, what is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session, col

from swc.dpia.kinds import AssessmentKind, MeasureState, RiskLevel
from swc.dpia.levels import bounds, highest, level
from swc.dpia.models import Assessment, AssessmentMeasure, AssessmentRisk
from swc.dpia.rules import is_settled
from swc.dpia.scopes import covering
from swc.risk.facts import MeasureFact

_OTHER = (AssessmentKind.DTIA, AssessmentKind.FRIA)


@dataclass(frozen=True, slots=True)
class Dossiers:
    """What the assessments of a board hold, by their id; the settled ones by kind and use."""

    settled: Mapping[AssessmentKind, frozenset[UUID]]
    own: Mapping[UUID, tuple[UUID, ...]]
    residual: Mapping[UUID, RiskLevel]
    consulted: Mapping[UUID, date]
    measures: Mapping[UUID, tuple[MeasureFact, ...]]

    def open_measures(self, use_id: UUID, counting: UUID | None) -> tuple[MeasureFact, ...]:
        """Return the open measures of the assessments of a use, and of the one over activities that counts for it."""
        ids = dict.fromkeys((*self.own.get(use_id, ()), *((counting,) if counting else ())))
        return tuple(one for key in ids for one in self.measures.get(key, ()))


def dossiers(session: Session, board_number: str, today: date) -> Dossiers:
    """Return what the assessments of a board hold; three statements, and one for each kind done over activities."""
    rows = _assessments(session, board_number)
    measures, own = _measures(session, board_number)
    return Dossiers(
        settled={kind: _settled(session, board_number, kind, rows, today) for kind in _OTHER},
        own=own,
        residual=_residual(session, board_number, today),
        consulted={row.id: row.consulted_on for row in rows if row.consulted_on},
        measures=measures,
    )


def _assessments(session: Session, board_number: str) -> list[Row[Any]]:
    """Return the assessments that say something beside the status of a use: other kinds, and those consulted on."""
    return list(session.execute(_said(), {"board": board_number}))


@cache
def _said() -> Select[*tuple[Any, ...]]:
    wanted = (
        Assessment.id,
        Assessment.use_id,
        Assessment.kind,
        Assessment.state,
        Assessment.review_due,
        Assessment.consulted_on,
    )
    return select(*(col(one) for one in wanted)).where(
        col(Assessment.board_number) == bindparam("board"),
        col(Assessment.kind).in_(_OTHER) | col(Assessment.consulted_on).is_not(None),
    )


def _settled(
    session: Session, board_number: str, kind: AssessmentKind, rows: Iterable[Row[Any]], today: date
) -> frozenset[UUID]:
    """Return the uses whose own assessment of a kind is settled, or failing one every assessment that covers them."""
    mine = [row for row in rows if row.kind is kind]
    done = {row.id for row in mine if is_settled(row.state, row.review_due, today)}
    own = {row.use_id: row.id in done for row in mine if row.use_id}
    found = {use for use, settled in own.items() if settled}
    if any(row.use_id is None for row in mine):
        covered = covering(session, board_number, kind)
        found |= {use for use, ids in covered.items() if use not in own and ids <= done}
    return frozenset(found)


def _residual(session: Session, board_number: str, today: date) -> dict[UUID, RiskLevel]:
    """Return the highest remaining risk of each assessment; one that nobody estimated keeps a low one from counting."""
    levels: dict[UUID, list[RiskLevel]] = defaultdict(list)
    for key, matrix, likelihood, impact in session.execute(_remaining(), {"board": board_number}):
        levels[key].append(level(likelihood, impact, bounds(matrix, today)))
    return {key: highest(found) for key, found in levels.items()}


@cache
def _remaining() -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(AssessmentRisk.assessment_id),
            col(Assessment.matrix),
            col(AssessmentRisk.residual_likelihood),
            col(AssessmentRisk.residual_impact),
        )
        .join(Assessment, col(Assessment.id) == col(AssessmentRisk.assessment_id))
        .where(col(Assessment.board_number) == bindparam("board"))
    )


@cache
def _open() -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(AssessmentMeasure.assessment_id),
            col(Assessment.use_id),
            col(AssessmentMeasure.text),
            col(AssessmentMeasure.due),
            col(AssessmentMeasure.owner_role),
        )
        .join(Assessment, col(Assessment.id) == col(AssessmentMeasure.assessment_id))
        .where(col(Assessment.board_number) == bindparam("board"), col(AssessmentMeasure.state) == MeasureState.OPEN)
        .order_by(col(AssessmentMeasure.due), col(AssessmentMeasure.text), col(AssessmentMeasure.id))
    )


def _measures(
    session: Session, board_number: str
) -> tuple[dict[UUID, tuple[MeasureFact, ...]], dict[UUID, tuple[UUID, ...]]]:
    """Return the open measures by assessment, and by use its own assessments that have any."""
    found: dict[UUID, list[MeasureFact]] = defaultdict(list)
    own: dict[UUID, dict[UUID, None]] = defaultdict(dict)
    for key, use_id, text, due, owner in session.execute(_open(), {"board": board_number}):
        found[key].append(MeasureFact(text, due, owner))
        if use_id:
            own[use_id][key] = None
    return (
        {key: tuple(measures) for key, measures in found.items()},
        {use_id: tuple(sorted(keys, key=str)) for use_id, keys in own.items()},
    )

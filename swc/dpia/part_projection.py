"""The risks and measures of assessments as RDF (DPV 2.3): levels, states and days; never what people wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from pyoxigraph import Triple
from sqlmodel import Session, col, select

from swc.dpia.file_parts import board_risks, measures_of
from swc.dpia.file_schemas import RiskRow
from swc.dpia.kinds import Matrix
from swc.dpia.models import Assessment, AssessmentMeasure
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, triples, typed
from vocab.namespaces import DCTERMS, DPV, DPV_RISK, concept_iri
from vocab.terms import Property


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a risk: before measures, or what is left after them."""

    assessment_id: UUID
    matrix: Matrix
    risk: RiskRow
    residual: bool = False


def part_triples(
    session: Session, iris: Iris, board_number: str, today: date, only: Collection[UUID] | None = None
) -> Iterator[Triple]:
    """Yield the risks and measures of every assessment of a board (or some, by id), in four statements."""
    found = board_risks(session, board_number, today, only)
    scales = select(Assessment.id, Assessment.matrix).where(col(Assessment.id).in_(found))
    matrices = {key: Matrix(size) for key, size in session.exec(scales).all()} if found else {}
    for key, risks in found.items():
        levels = [Level(key, matrices[key], one) for one in risks]
        yield from triples(_found_map(iris), levels)
        yield from triples(_risk_map(iris), levels)
        yield from triples(
            _residual_map(iris), (Level(one.assessment_id, one.matrix, one.risk, residual=True) for one in levels)
        )
    measures = measures_of(session, board_number, only)
    yield from triples(_asked_map(iris), measures)
    yield from triples(_measure_map(iris), measures)


@cache
def _found_map(iris: Iris) -> NodeMap[Level]:
    """Return how an assessment points to a risk that it found."""
    return NodeMap(
        classes=(),
        subject=lambda one: iris.thing("assessment", str(one.assessment_id)),
        props=(Prop(DPV + "hasRisk", lambda one: _risk(iris, one), iri),),
    )


@cache
def _asked_map(iris: Iris) -> NodeMap[AssessmentMeasure]:
    """Return how an assessment points to a measure that it asks."""
    return NodeMap(
        classes=(),
        subject=lambda one: iris.thing("assessment", str(one.assessment_id)),
        props=(
            Prop(
                DPV + "hasTechnicalOrganisationalMeasure",
                lambda one: _measure(iris, one.assessment_id, one.id),
                iri,
            ),
        ),
    )


@cache
def _risk_map(iris: Iris) -> NodeMap[Level]:
    """Return how a risk becomes a node."""
    return NodeMap(
        classes=(DPV + "Risk",),
        subject=lambda one: _risk(iris, one),
        props=(
            Prop(DPV + "hasRiskLevel", _levels, iri),
            Prop(DPV + "hasResidualRisk", lambda one: _risk(iris, one, "residual"), iri),
            Prop(
                DPV + "isMitigatedByMeasure",
                lambda one: [_measure(iris, one.assessment_id, key) for key in one.risk.measures],
                iri,
            ),
            Prop(
                DPV + "hasDataSubject",
                lambda one: [concept_iri("data-subjects", code) for code in one.risk.subjects],
                iri,
            ),
        ),
    )


@cache
def _residual_map(iris: Iris) -> NodeMap[Level]:
    """Return how what is left of a risk becomes a node below it."""
    return NodeMap(
        classes=(DPV + "Risk",),
        subject=lambda one: _risk(iris, one, "residual"),
        props=(Prop(DPV + "hasRiskLevel", _levels, iri),),
    )


@cache
def _measure_map(iris: Iris) -> NodeMap[AssessmentMeasure]:
    """Return how a measure becomes a node; an inherited one names the central measure it came from."""
    return NodeMap(
        classes=(DPV + "TechnicalOrganisationalMeasure",),
        subject=lambda one: _measure(iris, one.assessment_id, one.id),
        props=(
            Prop(DPV + "hasStatus", lambda one: concept_iri("measure-states", one.state.value), iri),
            Prop(Property.ADDRESSEE, lambda one: concept_iri("addressees", one.addressee.value), iri),
            Prop(Property.DUE, lambda one: one.due, typed),
            Prop(DCTERMS + "date", lambda one: one.done_on, typed),
            Prop(DCTERMS + "source", lambda one: _central(iris, one), iri),
        ),
    )


def _levels(one: Level) -> list[str]:
    """Return the level by our scheme and, on a scale of five, the cell of DPV's matrix; DPV has no scale of four."""
    risk = one.risk
    found = risk.residual if one.residual else risk.inherent
    likelihood, impact = (
        (risk.residual_likelihood, risk.residual_impact) if one.residual else (risk.likelihood, risk.impact)
    )
    levels = [concept_iri("risk-levels", found.value)]
    if one.matrix is Matrix.FIVE and likelihood is not None and impact is not None:
        levels.append(f"{DPV_RISK}RM5x5S{impact}L{likelihood}")
    return levels


def _risk(iris: Iris, one: Level, *part: str) -> str:
    """Return the address of a risk, or of what is left of it."""
    return iris.thing("assessment", str(one.assessment_id), "risk", str(one.risk.id), *part)


def _measure(iris: Iris, assessment_id: UUID, measure_id: UUID) -> str:
    """Return the address of a measure."""
    return iris.thing("assessment", str(assessment_id), "measure", str(measure_id))


def _central(iris: Iris, one: AssessmentMeasure) -> str | None:
    """Return the address of the central measure that a measure was inherited from."""
    if one.central_key is None or one.central_code is None:
        return None
    return iris.thing("central-dpia", one.central_key, str(one.central_number), "measure", one.central_code)

"""Assessments as RDF: state and duty of every use, and the five statements in which DPV splits a DPIA.

Whether a question is settled depends on the day, so it is not written down: a reader compares `swc:reviewDue` with
today. What nobody concluded has no statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from pyoxigraph import Triple
from sqlmodel import Session

from swc.access.kinds import AMSTERDAM
from swc.audit.parts import Parts
from swc.dpia.criteria import BY_CODE
from swc.dpia.ground import ground
from swc.dpia.kinds import AssessmentKind, DpiaState, Finding
from swc.dpia.part_projection import part_triples
from swc.dpia.queries import dpias_of
from swc.dpia.readings import Reading, board_readings
from swc.dpia.schemas import CentralRef, DpiaStatus
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, triples, typed
from vocab.namespaces import DCTERMS, DPV, EU_AIACT, EU_GDPR, RDF, concept_iri
from vocab.terms import Class, Property

S = DpiaState

NECESSITY: dict[DpiaState, str] = {
    S.NOT_REQUIRED: "DPIANotRequired",
    **dict.fromkeys(
        (
            S.REQUIRED,
            S.IN_PROGRESS,
            S.FG_ADVICE,
            S.DECISION,
            S.APPROVED,
            S.APPROVED_CONDITIONALLY,
            S.REJECTED,
            S.PRIOR_CONSULTATION,
        ),
        "DPIARequired",
    ),
}
"""Is one needed? Before a conclusion, and in a review, nobody has said."""

ACTIVITY: dict[DpiaState, str] = {
    S.NOT_ASSESSED: "ActivityProposed",
    S.SCREENING: "ActivityProposed",
    S.REVIEW: "ActivityProposed",
    S.REQUIRED: "ActivityPlanned",
    S.IN_PROGRESS: "ActivityOngoing",
    S.FG_ADVICE: "ActivityOngoing",
    S.DECISION: "ActivityOngoing",
    S.PRIOR_CONSULTATION: "ActivityHalted",
    S.NOT_REQUIRED: "ActivityCompleted",
    S.APPROVED: "ActivityCompleted",
    S.APPROVED_CONDITIONALLY: "ActivityCompleted",
    S.REJECTED: "ActivityCompleted",
}
"""How far is it?"""

OUTCOME: dict[DpiaState, str] = {
    S.APPROVED: "DPIAOutcomeRisksAcceptable",
    S.APPROVED_CONDITIONALLY: "DPIAOutcomeRisksMitigated",
    S.REJECTED: "DPIARecommendsProcessingNotContinue",
    S.PRIOR_CONSULTATION: "DPIAOutcomeDPAConsultation",
}
"""What came out?"""

AUDIT: dict[DpiaState, str] = {
    S.NOT_REQUIRED: "AuditNotRequired",
    S.REQUIRED: "AuditRequired",
    S.IN_PROGRESS: "AuditRequired",
    S.REVIEW: "AuditRequired",
    S.FG_ADVICE: "AuditRequested",
    S.DECISION: "AuditRequested",
    S.PRIOR_CONSULTATION: "AuditRequested",
    S.APPROVED: "AuditApproved",
    S.APPROVED_CONDITIONALLY: "AuditConditionallyApproved",
    S.REJECTED: "AuditRejected",
}
"""Is it signed off?"""

CONFORMITY: dict[DpiaState, str] = {S.APPROVED: "DPIAConformant", S.REJECTED: "DPIANonConformant"}
"""Does the practice match? Only said where the decision leaves no condition open."""


_CLASSES: dict[AssessmentKind, tuple[str, ...]] = {
    AssessmentKind.DPIA: (DPV + "DPIA",),
    AssessmentKind.FRIA: (EU_AIACT + "FRIA",),
}
"""The classes that others have for our kinds of assessment."""


@dataclass(frozen=True, slots=True)
class Covered:
    """An activity under an assessment."""

    status: DpiaStatus
    activity_id: UUID


@dataclass(frozen=True, slots=True)
class Part:
    """One of the statements about an assessment, which has an address below it."""

    dpia: DpiaStatus
    name: str


def board_triples(
    session: Session,
    iris: Iris,
    board_number: str,
    today: date,
    *,
    uses: Sequence[UseSummary] | None = None,
    only: Parts | None = None,
) -> Iterator[Triple]:
    """Yield the assessments of a board, in a fixed number of statements.

    The day only decides which norms the duty is read with. `uses` are those of the board, where somebody read them
    before. With `only` no more is told than some uses and assessments; the assessments are about these uses alone.
    """
    if only and not only.uses:
        return
    asked = only.uses if only else None
    found = tuple(use_summaries(session, board_number, on=today, only=asked) if uses is None else uses)
    known = ground(session, board_number, found, asked)
    yield from triples(_use_map(iris), dpias_of(session, board_number, found, today, known=known).values())
    about = only.assessments if only else None
    for reading in board_readings(session, board_number, today, uses=found, known=known, only=about).values():
        yield from _assessment(iris, reading)
    if about is None or about:
        yield from part_triples(session, iris, board_number, today, about)


def _assessment(iris: Iris, reading: Reading) -> Iterator[Triple]:
    """Yield the node of an assessment, what it covers and the statements that hang below it."""
    status = reading.status
    yield from _assessment_map(iris, status.kind).triples(status)
    yield from _coverage(iris).triples(reading)
    yield from triples(_activity_map(iris), (Covered(status, one.id) for one in reading.activities))
    if status.kind is not AssessmentKind.DPIA:
        return
    for part, known in (("necessity", NECESSITY), ("procedure", ACTIVITY), ("outcome", OUTCOME), ("audit", AUDIT)):
        if status.state in known:
            yield from _PARTS[part](iris).triples(Part(status, part))


@cache
def _use_map(iris: Iris) -> NodeMap[DpiaStatus]:
    """Return what is said of the use itself, so that a question needs one step."""
    return NodeMap(
        classes=(),
        subject=lambda one: iris.thing("use", str(one.use_id)),
        props=(
            Prop(Property.DPIA_STATE, lambda one: concept_iri("dpia-states", one.state.value), iri),
            Prop(Property.DUTY, lambda one: concept_iri("dpia-duty", one.duty.value), iri),
            Prop(Property.REVIEW_DUE, lambda one: one.review_due, typed),
            Prop(Property.CRITERION, lambda one: _criteria(one, Finding.YES), iri),
            Prop(Property.OPEN_CRITERION, lambda one: _criteria(one, Finding.UNKNOWN), iri),
            Prop(DPV + "hasImpactAssessment", lambda one: _address(iris, one) if one.assessment_id else None, iri),
            Prop(DPV + "hasConformanceStatus", lambda one: _gdpr(CONFORMITY.get(one.state)), iri),
        ),
    )


@cache
def _assessment_map(iris: Iris, kind: AssessmentKind) -> NodeMap[DpiaStatus]:
    """Return how an assessment becomes a node."""
    below = kind is AssessmentKind.DPIA
    return NodeMap(
        classes=(Class.ASSESSMENT, *_CLASSES.get(kind, ())),
        subject=lambda one: _address(iris, one),
        props=(
            Prop(Property.ASSESSES, lambda one: iris.thing("use", str(one.use_id)) if one.use_id else None, iri),
            Prop(Property.ASSESSMENT_KIND, lambda one: one.kind.value),
            Prop(Property.DPIA_STATE, lambda one: concept_iri("dpia-states", one.state.value), iri),
            Prop(Property.DUTY, lambda one: concept_iri("dpia-duty", one.duty.value), iri),
            Prop(Property.REVIEW_DUE, lambda one: one.review_due, typed),
            Prop(Property.DECIDED_ON, lambda one: one.decided_on, typed),
            Prop(Property.BASED_ON_CENTRAL, lambda one: _central(iris, one.central), iri),
            Prop(DCTERMS + "valid", lambda one: one.review_due, typed),
            Prop(
                DPV + "hasAuditStatus",
                lambda one: _address(iris, one, "audit") if below and one.state in AUDIT else None,
                iri,
            ),
        ),
    )


@cache
def _coverage(iris: Iris) -> NodeMap[Reading]:
    """Return which processing activities an assessment covers."""
    return NodeMap(
        classes=(),
        subject=lambda one: _address(iris, one.status),
        props=(Prop(DCTERMS + "coverage", lambda one: [_activity(iris, part.id) for part in one.activities], iri),),
    )


@cache
def _activity_map(iris: Iris) -> NodeMap[Covered]:
    """Return what is said of a covered activity itself; the register says the rest."""
    return NodeMap(
        classes=(),
        subject=lambda one: _activity(iris, one.activity_id),
        props=(
            Prop(DPV + "hasImpactAssessment", lambda one: _address(iris, one.status), iri),
            Prop(DPV + "hasConformanceStatus", lambda one: _conformity(one.status), iri),
        ),
    )


def _activity(iris: Iris, activity_id: UUID) -> str:
    """Return the address of an activity as it stands, whatever its version."""
    return iris.thing("processing", str(activity_id))


def _conformity(status: DpiaStatus) -> str | None:
    """Return whether practice matches, as far as a DPIA said so."""
    return _gdpr(CONFORMITY.get(status.state)) if status.kind is AssessmentKind.DPIA else None


def _stated(iris: Iris, name: str, known: dict[DpiaState, str], predicate: str, namespace: str) -> NodeMap[Part]:
    """Return a statement that is a node with a status: a necessity assessment, a procedure or an outcome."""
    class_name = {"necessity": "DPIANecessityAssessment", "procedure": "DPIAProcedure", "outcome": "DPIAOutcome"}[name]
    return NodeMap(
        classes=(EU_GDPR + class_name,),
        subject=lambda part: _address(iris, part.dpia, name),
        props=(
            Prop(DCTERMS + "subject", lambda part: _address(iris, part.dpia), iri),
            Prop(predicate, lambda part: namespace + known[part.dpia.state], iri),
            Prop(DCTERMS + "date", lambda part: _since(part.dpia), typed),
        ),
    )


@cache
def _audit(iris: Iris) -> NodeMap[Part]:
    """Return the sign-off: a node whose class is the status, with its date (DPV example E0056)."""
    return NodeMap(
        classes=(),
        subject=lambda part: _address(iris, part.dpia, "audit"),
        props=(
            Prop(RDF + "type", lambda part: DPV + AUDIT[part.dpia.state], iri),
            Prop(DCTERMS + "date", lambda part: _since(part.dpia), typed),
        ),
    )


_PARTS = {
    "necessity": cache(lambda iris: _stated(iris, "necessity", NECESSITY, DPV + "hasStatus", EU_GDPR)),
    "procedure": cache(lambda iris: _stated(iris, "procedure", ACTIVITY, DPV + "hasActivityStatus", DPV)),
    "outcome": cache(lambda iris: _stated(iris, "outcome", OUTCOME, DPV + "hasStatus", EU_GDPR)),
    "audit": _audit,
}


def _address(iris: Iris, one: DpiaStatus, *part: str) -> str:
    """Return the address of an assessment, or of a statement below it."""
    return iris.thing("assessment", str(one.assessment_id), *part)


def _since(one: DpiaStatus) -> date | None:
    """Return the day since which an assessment is in its state."""
    return None if one.state_since is None else one.state_since.astimezone(AMSTERDAM).date()


def _criteria(one: DpiaStatus, outcome: Finding) -> Iterable[str]:
    """Return the criteria with an outcome."""
    found = (fact for fact in one.criteria if fact.outcome is outcome)
    return [concept_iri(BY_CODE[fact.criterion].scheme, fact.criterion) for fact in found]


def _gdpr(name: str | None) -> str | None:
    """Return the address of a term of DPV's GDPR module."""
    return None if name is None else EU_GDPR + name


def _central(iris: Iris, central: CentralRef | None) -> str | None:
    """Return the address of a version of a central DPIA."""
    return None if central is None else iris.thing("central-dpia", central.key, str(central.number))

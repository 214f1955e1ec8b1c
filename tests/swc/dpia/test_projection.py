"""Assessments in RDF: state and duty on every use, five DPV statements on every DPIA, and only known terms."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from pyshacl import validate
from rdflib import Graph, URIRef
from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.dpia import service
from swc.dpia.file_schemas import MeasureInput, RiskInput, ScopeInput, SectionInput
from swc.dpia.kinds import AssessmentKind, DpiaState, Matrix
from swc.dpia.projection import ACTIVITY, AUDIT, CONFORMITY, NECESSITY, OUTCOME, board_triples
from swc.dpia.queries import landscape
from swc.dpia.schemas import LandscapeFilter
from swc.landscape import projection as uses_in_rdf
from swc.landscape.models import Use
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_activity, make_assessment
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, CARLA, acting
from tests.query_count import counted
from vocab.documents import ROOT
from vocab.graph import known_terms, vocabulary
from vocab.iris import Iris
from vocab.namespaces import DCTERMS, DPV, EU_GDPR, RDF, SWC

IRIS = Iris("https://swc.example")
TODAY = date(2026, 3, 2)
OPEN_QUESTION = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX swc: <https://w3id.org/fora-swc/def#>
SELECT ?use WHERE {
  ?use a swc:AppUse ; swc:personalData <https://w3id.org/fora-swc/scheme/personal-data/yes> ; swc:dpiaState ?state .
  OPTIONAL { ?use swc:reviewDue ?due }
  FILTER NOT EXISTS { ?state swc:settled true . FILTER(!BOUND(?due) || ?due >= "2026-03-02"^^xsd:date) }
}
"""
"""All uses with personal data and without a settled DPIA, asked on a fixed day."""


def store(session: Session, board: str = BOARD_A) -> Store:
    """Return the graph of a board."""
    found = Store()
    found.extend(Quad(*triple, DefaultGraph()) for triple in board_triples(session, IRIS, board, TODAY))
    return found


def values(found: Store, subject: str, predicate: str) -> set[str]:
    """Return the values of one property."""
    pattern = found.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    return {quad.object.value for quad in pattern}  # type: ignore[union-attr]


def use_iri(use: Use) -> str:
    """Return the address of a use."""
    return IRIS.thing("use", str(use.id))


def test_a_use_without_any_step_says_state_duty_and_open_criteria(session: Session, use: Use) -> None:
    found, node = store(session), use_iri(use)
    assert values(found, node, SWC + "dpiaState") == {"https://w3id.org/fora-swc/scheme/dpia-states/not_assessed"}
    assert values(found, node, SWC + "duty") == {"https://w3id.org/fora-swc/scheme/dpia-duty/unknown"}
    assert "https://w3id.org/fora-swc/scheme/wp248-criteria/WP7" in values(found, node, SWC + "criterion")
    assert "https://w3id.org/fora-swc/scheme/wp248-criteria/WP6" in values(found, node, SWC + "openCriterion")
    assert values(found, node, DPV + "hasImpactAssessment") == set()


@pytest.mark.parametrize("state", list(DpiaState))
def test_a_dpia_makes_the_five_statements_that_its_state_allows(session: Session, use: Use, state: DpiaState) -> None:
    row = make_assessment(session, use_id=use.id, state=state, review_due=date(2027, 1, 1))
    found, node = store(session), IRIS.thing("assessment", str(row.id))

    def said(part: str, predicate: str) -> set[str]:
        return values(found, f"{node}/{part}", predicate)

    def expected(known: dict[DpiaState, str], namespace: str) -> set[str]:
        return {namespace + known[state]} if state in known else set()

    assert said("necessity", DPV + "hasStatus") == expected(NECESSITY, EU_GDPR)
    assert said("procedure", DPV + "hasActivityStatus") == expected(ACTIVITY, DPV)
    assert said("outcome", DPV + "hasStatus") == expected(OUTCOME, EU_GDPR)
    assert said("audit", RDF + "type") == expected(AUDIT, DPV)
    assert values(found, use_iri(use), DPV + "hasConformanceStatus") == expected(CONFORMITY, EU_GDPR)
    assert values(found, node, DCTERMS + "valid") == {"2027-01-01"}
    assert values(found, use_iri(use), DPV + "hasImpactAssessment") == {node}


def test_a_cited_central_version_is_linked_and_counts_as_no_conclusion(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, state=DpiaState.SCREENING, central=("dpia-leerspoor", 1))
    found, node = store(session), IRIS.thing("assessment", str(row.id))
    assert values(found, node, SWC + "basedOnCentral") == {"https://swc.example/id/central-dpia/dpia-leerspoor/1"}
    assert values(found, f"{node}/necessity", DPV + "hasStatus") == set()


def test_a_transfer_assessment_is_an_assessment_and_no_dpia(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, kind=AssessmentKind.DTIA)
    found, node = store(session), IRIS.thing("assessment", str(row.id))
    assert values(found, node, RDF + "type") == {SWC + "Assessment"}
    assert values(found, node, SWC + "assessmentKind") == {"dtia"}
    assert values(found, f"{node}/outcome", DPV + "hasStatus") == set()


def test_only_terms_that_the_vocabulary_knows_are_used(session: Session, use: Use) -> None:
    for kind in AssessmentKind:
        make_assessment(session, use_id=use.id, kind=kind, review_due=TODAY, decided_on=TODAY)
    used = set()
    for quad in store(session):
        used.add(quad.predicate.value)
        if quad.predicate.value == RDF + "type":
            used.add(quad.object.value)  # type: ignore[union-attr]
    assert used - {RDF + "type"} <= known_terms()
    statements = {EU_GDPR + name for known in (NECESSITY, OUTCOME, CONFORMITY) for name in known.values()}
    assert statements | {DPV + name for known in (ACTIVITY, AUDIT) for name in known.values()} <= known_terms()


def test_another_boards_assessments_stay_out(session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id)
    assert len(store(session, BOARD_B)) == 0


def test_the_statements_to_the_database_do_not_grow_with_the_uses(session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id)
    store(session)
    with counted(session) as few:
        store(session)
    for number in range(5):
        make_assessment(session, use_id=make_use(session, product="leerspoor", own_name=str(number)).id)
    with counted(session) as many:
        store(session)
    assert len(many) == len(few)


def test_sparql_and_the_list_give_the_same_uses_with_personal_data_and_no_settled_dpia(
    session: Session, use: Use
) -> None:
    make_product(session, "leeg", category="contract signing", data_level=DataLevel.NONE)
    make_use(session, product="leeg")
    for state in DpiaState:
        for due in (None, date(2026, 3, 1), TODAY, date(2027, 1, 1)):
            one = make_use(session, product="leerspoor", own_name=f"{state} {due}")
            make_assessment(session, use_id=one.id, state=state, review_due=due)
    found = store(session)
    for triple in (*uses_in_rdf.board_triples(session, IRIS, BOARD_A, TODAY), *vocabulary(IRIS)):
        found.add(Quad(*triple, DefaultGraph()))
    answer = {row["use"].value for row in found.query(OPEN_QUESTION)}  # type: ignore[union-attr, index]
    asked = LandscapeFilter.model_validate({"personalData": "yes", "settlement": ("open", "expired")})
    listed = {IRIS.thing("use", str(row.use.id)) for row in landscape(session, BOARD_A, asked, TODAY)}
    assert answer == listed
    assert use_iri(use) in listed
    assert len(listed) == 1 + 9 * 4 + 3


def test_an_assessment_over_activities_says_what_it_covers_with_risks_and_measures_but_no_words(
    session: Session, use: Use
) -> None:
    activity = make_activity(session, uses=(use.id,))
    scope = ScopeInput(title="Geheime titel", activities=(activity.id,), matrix=Matrix.FIVE)
    key = service.open_assessment(session, BOARD_A, scope, by=acting(CARLA))
    measure = MeasureInput(text="Geheime maatregel", due=TODAY)
    lowering = service.add_measure(session, BOARD_A, key, measure, by=acting(CARLA))
    risk = RiskInput(
        title="Geheim risico", likelihood=3, impact=4, residual_likelihood=1, residual_impact=1, measures=(lowering,)
    )
    service.write_section(
        session, BOARD_A, key, SectionInput(section="risks", text="Geheime tekst", number=0), by=acting(CARLA)
    )
    found_risk = service.add_risk(session, BOARD_A, key, risk, by=acting(CARLA))
    found = store(session)
    node, about = IRIS.thing("assessment", str(key)), IRIS.thing("processing", str(activity.id))
    risk_node = IRIS.thing("assessment", str(key), "risk", str(found_risk))
    measure_node = IRIS.thing("assessment", str(key), "measure", str(lowering))
    assert values(found, about, DPV + "hasImpactAssessment") == {node}
    assert values(found, node, DCTERMS + "coverage") == {about}
    assert values(found, node, SWC + "assesses") == set()
    assert values(found, node, DPV + "hasRisk") == {risk_node}
    assert values(found, risk_node, DPV + "hasRiskLevel") == {
        "https://w3id.org/dpv/risk#RM5x5S4L3",
        "https://w3id.org/fora-swc/scheme/risk-levels/high",
    }
    assert values(found, f"{risk_node}/residual", DPV + "hasRiskLevel") == {
        "https://w3id.org/dpv/risk#RM5x5S1L1",
        "https://w3id.org/fora-swc/scheme/risk-levels/low",
    }
    assert values(found, risk_node, DPV + "isMitigatedByMeasure") == {measure_node}
    assert values(found, measure_node, DPV + "hasStatus") == {"https://w3id.org/fora-swc/scheme/measure-states/open"}
    assert "geheim" not in str(list(found)).lower()
    assert faults(found) == set()


def test_a_fundamental_rights_assessment_is_one_of_the_ai_act(session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id, kind=AssessmentKind.FRIA, state=DpiaState.APPROVED)
    node = IRIS.thing("assessment", str(row.id))
    found = store(session)
    assert "https://w3id.org/dpv/legal/eu/aiact#FRIA" in values(found, node, RDF + "type")
    assert values(found, use_iri(use), DPV + "hasConformanceStatus") == set()
    assert faults(found) == set()


def faults(found: Store) -> set[str]:
    """Return what breaks the shapes of instances."""
    data = Graph().parse(data=found.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
    shapes = Graph().parse(ROOT / "shapes" / "instances.ttl")
    _, report, _ = validate(data, shacl_graph=shapes)
    return {str(one) for one in report.objects(None, URIRef("http://www.w3.org/ns/shacl#resultPath"))}

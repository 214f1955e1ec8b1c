"""The register as RDF: DPV terms only, a version that nothing changes but its successor, and shapes that hold it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, serialize
from pyshacl import validate
from rdflib import Graph
from sqlmodel import Session

from swc.landscape.models import Use
from swc.register import queries, service
from swc.register.kinds import Decision, RegisterField
from swc.register.projection import board_triples, register_graph
from swc.register.schemas import ActivityChange, ActivityEnding, Detail, ValueAddition, ValueDecision
from tests.factories.catalogue import make_vendor
from tests.factories.fora import ADMINISTRATION
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_processor_activity, make_register_landscape
from tests.personas import BOARD_A, CARLA, NOW, acting
from tests.query_count import counted
from vocab.graph import known_terms
from vocab.iris import Iris
from vocab.mapping import TYPE
from vocab.namespaces import DCTERMS, DPV, PROV, RDFS, SKOS, concept_iri
from vocab.reading import ROOT
from vocab.terms import Property

IRIS = Iris("https://swc.example")
BY = acting(CARLA)
F = RegisterField
NODE = IRIS.thing("processing", str(ADMIN_ACTIVITY))
REPLACED = NamedNode(DCTERMS + "isReplacedBy")

ADDED = (
    ValueAddition(field=F.PURPOSE, text="Begeleiden van leerlingen"),
    ValueAddition(field=F.LEGAL_BASIS, key="wettelijke-plicht"),
    ValueAddition(field=F.DATA_SUBJECT, key="bezoekers"),
    ValueAddition(field=F.DATA_CATEGORY, key="P05"),
    ValueAddition(field=F.RECIPIENT, text="De gemeenteraad"),
    ValueAddition(field=F.SUB_PROCESSOR, text="Hoster", detail=Detail(country="IE", vendor_key="sanoma")),
    ValueAddition(
        field=F.TRANSFER, text="Hoster VS", detail=Detail(country="US", basis="dpf", safeguard="Modelcontract")
    ),
    ValueAddition(field=F.RETENTION, text="Twee jaar", detail=Detail(term_days=730, categories=("P05",))),
    ValueAddition(
        field=F.SECURITY, text="Vertrouwelijk", detail=Detail(aspect="confidentiality", level_required="hoog")
    ),
    ValueAddition(field=F.STATUTE, text="Reglement", detail=Detail(url="https://voorbeeld.nl/een plek")),
    ValueAddition(field=F.DESCRIPTION, text="Alles rond de leerling"),
)


@pytest.fixture(autouse=True)
def use(session: Session) -> Use:
    return make_register_landscape(session)


def graph(session: Session) -> set[Triple]:
    return set(board_triples(session, IRIS, BOARD_A))


def objects(found: Iterable[Triple], subject: str, predicate: str) -> set[str]:
    return {
        one.object.value  # type: ignore[union-attr]
        for one in found
        if one.subject == NamedNode(subject) and one.predicate == NamedNode(predicate)
    }


def change(session: Session, *additions: ValueAddition, name: str | None = None) -> None:
    service.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(name=name, additions=additions), by=BY)


def own(found: Iterable[Triple], version: int) -> bytes:
    """Return what a version says, in a fixed order."""
    address = f"{NODE}/{version}"
    mine = [
        one
        for one in found
        if one.subject.value == address or one.subject.value.startswith(address + "/")  # type: ignore[union-attr]
    ]
    return serialize(sorted(mine, key=str), format=RdfFormat.N_TRIPLES) or b""


def test_what_is_only_suggested_is_not_written_down(session: Session) -> None:
    assert graph(session) == set()


def test_an_activity_is_a_process_of_the_board_with_its_uses_and_function(session: Session, use: Use) -> None:
    make_established(session)
    found = graph(session)
    for node in (NODE, f"{NODE}/1"):
        assert objects(found, node, TYPE.value) == {DPV + "Process"}
        assert objects(found, node, DPV + "hasDataController") == {IRIS.thing("board", BOARD_A)}
        assert objects(found, node, DPV + "isImplementedUsingTechnology") == {IRIS.thing("use", str(use.id))}
        assert IRIS.fora(ADMINISTRATION) in objects(found, node, Property.SUPPORTS_FUNCTION)
    assert objects(found, NODE, DCTERMS + "hasVersion") == {f"{NODE}/1"}
    assert objects(found, f"{NODE}/1", DCTERMS + "isVersionOf") == {NODE}
    assert objects(found, f"{NODE}/1", PROV + "generatedAtTime") == {NOW.isoformat()}


def test_codes_become_concepts_and_words_become_nodes_with_their_particulars(session: Session) -> None:
    make_established(session)
    change(session, *ADDED)
    found = graph(session)
    assert concept_iri("legal-bases", "wettelijke-plicht") in objects(found, NODE, DPV + "hasLegalBasis")
    assert concept_iri("data-subjects", "bezoekers") in objects(found, NODE, DPV + "hasDataSubject")
    assert concept_iri("data-categories", "P05") in objects(found, NODE, DPV + "hasPersonalData")
    assert "Alles rond de leerling" in objects(found, NODE, DCTERMS + "description")
    transfers = objects(found, NODE, Property.TRANSFER)
    (transfer,) = (one for one in transfers if objects(found, one, RDFS + "label") == {"Hoster VS"})
    assert objects(found, transfer, Property.COUNTRY) == {"US"}
    assert objects(found, transfer, Property.ADEQUACY_BASIS) == {"dpf"}
    (term,) = (
        one
        for one in objects(found, NODE, DPV + "hasStorageCondition")
        if objects(found, one, Property.RETENTION_DAYS) == {"730"}
    )
    assert objects(found, term, Property.DATA_CATEGORY) == {concept_iri("data-categories", "P05")}
    levels = {
        level
        for one in objects(found, NODE, DPV + "hasTechnicalOrganisationalMeasure")
        for level in objects(found, one, Property.CONFIDENTIALITY)
    }
    assert concept_iri("biv-levels", "hoog") in levels
    (sub,) = (
        one
        for one in objects(found, NODE, DPV + "hasDataProcessor")
        if objects(found, one, RDFS + "label") == {"Hoster"}
    )
    assert objects(found, sub, TYPE.value) == {DPV + "DataSubProcessor"}
    assert objects(found, sub, Property.PROCESSED_BY) == {IRIS.thing("vendor", "sanoma")}


def test_a_version_stays_byte_for_byte_and_only_gains_its_successor(session: Session) -> None:
    make_established(session)
    before = own(graph(session), 1)
    change(session, *ADDED)
    change(session, name="Anders genoemd")
    found = graph(session)
    successor = Triple(NamedNode(f"{NODE}/1"), REPLACED, NamedNode(f"{NODE}/2"))
    assert successor in found
    assert own(found - {successor}, 1) == before
    assert objects(found, f"{NODE}/2", DCTERMS + "replaces") == {f"{NODE}/1"}
    assert objects(found, f"{NODE}/2", DCTERMS + "isReplacedBy") == {f"{NODE}/3"}
    assert objects(found, f"{NODE}/3", DCTERMS + "isReplacedBy") == set()
    assert objects(found, NODE, RDFS + "label") == {"Anders genoemd"}
    assert objects(found, NODE, Property.VERSION_NUMBER) == {"3"}


def test_words_about_a_code_keep_the_code_beside_them(session: Session) -> None:
    make_established(session)
    change(session, ValueAddition(field=F.DATA_SUBJECT, key="bezoekers", text="Bezoekers van de open dag"))
    found = graph(session)
    (node,) = (
        one for one in objects(found, NODE, DPV + "hasDataSubject") if one.endswith("/bezoekers") and "/id/" in one
    )
    assert objects(found, node, RDFS + "label") == {"Bezoekers van de open dag"}
    assert objects(found, node, SKOS + "broadMatch") == {concept_iri("data-subjects", "bezoekers")}


def test_a_processor_processes_for_the_controllers_it_names(session: Session) -> None:
    node = IRIS.thing("processing", str(make_processor_activity(session)))
    found = graph(session)
    assert objects(found, node, DPV + "hasDataProcessor") == {IRIS.thing("board", BOARD_A)}
    (controller,) = objects(found, node, DPV + "hasDataController")
    assert objects(found, controller, RDFS + "label") == {"Samenwerkingsverband Zuid"}
    assert objects(found, node, Property.BOARD_ROLE) == {concept_iri("register-roles", "processor")}


def test_an_ended_activity_says_so_and_since_when(session: Session) -> None:
    make_established(session)
    service.end(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Klaar", on=date(2026, 2, 1)), by=BY)
    found = graph(session)
    assert objects(found, NODE, Property.REGISTER_STATE) == {concept_iri("register-states", "ended")}
    assert objects(found, NODE, Property.END_DATE) == {"2026-02-01"}
    assert objects(found, f"{NODE}/1", Property.REGISTER_STATE) == {concept_iri("register-states", "established")}


def test_what_was_rejected_is_not_said(session: Session, use: Use) -> None:
    make_established(session)
    no = ValueDecision(field=F.APPLICATION, key=str(use.id), decision=Decision.REJECT, reason="Nee")
    service.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(decisions=(no,)), by=BY)
    assert objects(graph(session), NODE, DPV + "isImplementedUsingTechnology") == set()


def test_a_register_can_be_written_by_itself(session: Session) -> None:
    make_established(session)
    change(session, *ADDED)
    register = queries.register(session, BOARD_A, NOW.date())
    found = set(register_graph(IRIS, register))
    assert found <= graph(session)
    assert objects(found, NODE, TYPE.value) == {DPV + "Process"}


def test_only_known_terms_are_used_and_the_shapes_hold(session: Session) -> None:
    make_vendor(session, "ander", name="Ander")
    make_established(session)
    change(session, *ADDED)
    make_processor_activity(session)
    found = graph(session)
    used = {one.predicate.value for one in found} | {
        one.object.value for one in found if one.predicate == TYPE and isinstance(one.object, NamedNode)
    }
    assert used - known_terms() == set()
    data = Graph().parse(data=serialize(found, format=RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph().parse(str(ROOT / "shapes" / "instances.ttl"), format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, do_owl_imports=False)
    assert conforms, text


def test_statements_do_not_grow_with_the_register(session: Session) -> None:
    make_established(session)
    with counted(session) as few:
        graph(session)
    for number in range(3):
        make_processor_activity(session, name=f"Voor {number}")
    change(session, *ADDED)
    with counted(session) as many:
        graph(session)
    assert len(few) == len(many)

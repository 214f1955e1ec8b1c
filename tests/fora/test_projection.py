"""A release as RDF: one IRI per element, relations with identity, nothing lost, shapes kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from pyshacl import validate
from rdflib import Graph, URIRef
from sqlmodel import Session, select

from fora import release, starter
from fora.kinds import PersonalData, ReleaseStatus
from fora.models import Element
from fora.projection import release_triples
from fora.queries import published
from fora.readers import read_bytes
from tests.factories.fora import ABSENCE, GRADES, LAS, STANDARD, make_element, make_reference, make_release
from tests.factories.model_files import AMEFF
from tests.query_count import counted
from vocab.iris import Iris
from vocab.namespaces import ARCHIMATE, DCAT, ISOTHES, RDF, SCHEMA, SKOS, SWC, concept_iri
from vocab.reading import ROOT

IRIS = Iris("https://catalogus.test")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def graph(session: Session, version: str) -> set[Triple]:
    """Return the triples of a release."""
    return set(release_triples(session, IRIS, version))


def node(guid: str) -> NamedNode:
    """Return the node of an element."""
    return NamedNode(IRIS.fora(guid))


def test_an_element_is_a_concept_and_a_thing_of_archimate_under_one_iri(session: Session) -> None:
    made = make_reference(session)
    component = session.get(Element, (made.id, LAS))
    assert component is not None
    component.documentation = "Registreert leerlingen."
    session.flush()
    found = graph(session, made.version)
    kinds = {
        triple.object.value
        for triple in found
        if triple.subject == node(LAS) and triple.predicate.value == RDF + "type"
    }
    assert kinds == {
        SKOS + "Concept",
        ARCHIMATE + "ApplicationComponent",
        SWC + "Element",
        SWC + "ReferenceComponent",
    }
    assert (
        Triple(node(LAS), NamedNode(SKOS + "prefLabel"), Literal("Leerlingadministratiesysteem", language="nl"))
        in found
    )


def test_personal_data_is_said_with_the_concept_and_unknown_stays_unknown(session: Session) -> None:
    one = make_reference(session)
    make_element(session, one, guid="e" * 32, name="Onbekend", archimate_type="BusinessObject")
    found = graph(session, one.version)
    predicate = NamedNode(SWC + "personalData")
    assert Triple(node(GRADES), predicate, NamedNode(concept_iri("personal-data", "yes"))) in found
    assert Triple(node("e" * 32), predicate, NamedNode(concept_iri("personal-data", "unknown"))) in found


def test_a_relation_is_a_plain_triple_and_a_statement_with_its_properties(session: Session) -> None:
    found = graph(session, make_reference(session).version)
    assert Triple(node(LAS), NamedNode(ARCHIMATE + "realization"), node(STANDARD)) in found
    statements = {
        one.subject for one in found if one.predicate.value == RDF + "object" and one.object == node(STANDARD)
    }
    (statement,) = statements
    values = {one.object.value for one in found if one.predicate.value == SCHEMA + "value"}
    assert Triple(statement, NamedNode(RDF + "subject"), node(LAS)) in found
    assert "aanbevolen" in values


def test_what_is_aggregated_has_the_whole_as_broader_concept(session: Session) -> None:
    found = graph(session, make_reference(session).version)
    parts = {one.subject for one in found if one.predicate.value == ISOTHES + "broaderPartitive"}
    assert node(LAS) in parts


def test_the_release_is_scheme_and_data_set(session: Session) -> None:
    one = make_reference(session)
    subject = NamedNode(IRIS.thing("release", one.version))
    kinds = {two.object.value for two in graph(session, one.version) if two.subject == subject}
    assert {SKOS + "ConceptScheme", DCAT + "Dataset"} <= kinds


@pytest.mark.parametrize("status", [ReleaseStatus.STAGED, ReleaseStatus.WITHDRAWN, ReleaseStatus.SUPERSEDED])
def test_only_the_published_release_is_in_the_graphs(session: Session, status: ReleaseStatus) -> None:
    one = make_release(session, status=status)
    make_element(session, one, guid=LAS, name="LAS")
    assert graph(session, one.version) == set()


def test_a_release_takes_a_fixed_number_of_statements(session: Session) -> None:
    one = make_reference(session)
    with counted(session) as few:
        graph(session, one.version)
    for number in range(20):
        make_element(session, one, guid=f"{number:032x}", name="x")
    with counted(session) as many:
        graph(session, one.version)
    assert len(few) == len(many)


@pytest.mark.parametrize("source", ["starter", "ameff"])
def test_a_release_keeps_the_shapes(session: Session, source: str) -> None:
    if source == "starter":
        found = starter.install(session, now=NOW)
        version = found.version if found else ""
    else:
        version = release.stage(session, read_bytes(AMEFF.encode(), "m.xml"), now=NOW).version
        release.publish(session, version, now=NOW)
    lines = "\n".join(f"{triple} ." for triple in graph(session, version))
    shapes = Graph().parse(str(ROOT / "shapes" / "instances.ttl"), format="turtle")
    conforms, _, text = validate(Graph().parse(data=lines, format="nt"), shacl_graph=shapes, do_owl_imports=False)
    assert conforms, text
    assert ABSENCE not in lines


def test_a_release_keeps_to_nl_sbb(session: Session) -> None:
    starter.install(session, now=NOW)
    release = published(session)
    assert release is not None
    bare = session.exec(select(Element).where(Element.fora_type == "Referentiecomponent")).first()
    assert bare is not None
    bare.documentation = ""
    session.flush()
    lines = serialize(release_triples(session, IRIS, release.version), format=RdfFormat.N_TRIPLES)
    data = Graph().parse(data=lines, format="nt")
    shapes = Graph().parse(str(ROOT / "shapes" / "nl-sbb.ttl"), format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, do_owl_imports=False)
    assert conforms, text
    concept, kind = URIRef(SKOS + "Concept"), URIRef(RDF + "type")
    assert len(set(data.subjects(kind, concept))) > 200
    element = URIRef(IRIS.fora(bare.guid))
    assert (element, kind, concept) not in data
    data.add((element, kind, concept))
    assert not validate(data, shacl_graph=shapes, do_owl_imports=False)[0]


def test_an_object_that_no_table_lists_has_the_categories_that_its_name_tells(session: Session) -> None:
    made = make_release(session)
    for guid, name, personal in (
        ("e7" * 16, "Medisch dossier", PersonalData.YES),
        ("e8" * 16, "Medisch dossier", PersonalData.NO),
        ("e9" * 16, "Medisch dossier", PersonalData.UNKNOWN),
    ):
        make_element(
            session,
            made,
            guid=guid,
            name=name,
            archimate_type="BusinessObject",
            fora_type="Informatieobject",
            personal_data=personal,
        )
    told = {
        (str(one.subject)[-3:-1], str(one.object)[-4:-1])
        for one in graph(session, made.version)
        if one.predicate.value == SWC + "dataCategory"
    }
    assert told == {("e7", "P09"), ("e9", "P09")}

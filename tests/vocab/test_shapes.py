"""The shapes hold our vocabulary to NL-SBB, and they do refuse what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import Quad
from pyshacl import validate
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

from vocab.graph import FILES
from vocab.namespaces import SWC
from vocab.reading import ROOT, described, quads, turtle_files
from vocab.terms import Class

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix swc: <https://w3id.org/fora-swc/def#> .
@prefix source: <https://w3id.org/fora-swc/source/> .
@prefix severity: <https://w3id.org/fora-swc/scheme/severity/> .
@prefix : <https://voorbeeld.nl/id/> .
"""


def _graph(paths: Iterable[object]) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(str(path), format="turtle")
    return graph


def _shapes(name: str) -> Graph:
    return _graph([ROOT / "shapes" / f"{name}.ttl"])


def _faults(data: Graph, shapes: Graph) -> set[str]:
    """Return the paths (or constraint kinds) that a validation complains of."""
    _, report, _ = validate(data, shacl_graph=shapes, do_owl_imports=False)
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath) or report.value(result, SH.sourceConstraintComponent)
        found.add(str(path).rsplit("#", 1)[-1].rsplit("/", 1)[-1])
    return found


def test_the_whole_vocabulary_keeps_the_shapes() -> None:
    shapes = _shapes("concepts") + _shapes("nl-sbb")
    conforms, _, text = validate(_graph(FILES), shacl_graph=shapes, do_owl_imports=False)
    assert conforms, text


@pytest.mark.parametrize(
    ("turtle", "fault"),
    [
        pytest.param('severity:red skos:prefLabel "Vermiljoen"@nl .', "prefLabel", id="two Dutch labels"),
        pytest.param('severity:red skos:prefLabel "Rood" .', "prefLabel", id="a label without language"),
        pytest.param("severity:red skos:broader severity:orange .", "broader", id="a top concept under another"),
        pytest.param('severity:red skos:notation "2" .', "notation", id="two notations"),
        pytest.param("severity:red dct:source <https://voorbeeld.nl/> .", "source", id="a source that is not listed"),
        pytest.param("severity:red skos:inScheme <https://voorbeeld.nl/> .", "inScheme", id="a list that is none"),
    ],
)
def test_a_fault_in_a_concept_is_found(turtle: str, fault: str) -> None:
    data = _graph([ROOT / "schemes" / "severity.ttl", ROOT / "sources.ttl"])
    data.parse(data=PREFIXES + turtle, format="turtle")
    assert fault in _faults(data, _shapes("concepts"))


def test_a_concept_without_definition_breaks_the_shapes() -> None:
    data = _graph([ROOT / "schemes" / "severity.ttl", ROOT / "sources.ttl"])
    definition = URIRef("http://www.w3.org/2004/02/skos/core#definition")
    data.remove((URIRef("https://w3id.org/fora-swc/scheme/severity/red"), definition, None))
    assert _faults(data, _shapes("concepts")) == {"definition"}


USE = """
:use1 a swc:AppUse ; rdfs:label "Somtoday" ; swc:usedBy :board1 ; swc:usesProduct :product1 ;
    swc:usageStatus <https://w3id.org/fora-swc/scheme/usage-status/in-productie> ;
    swc:personalData <https://w3id.org/fora-swc/scheme/personal-data/yes> .
"""


def _data(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def test_a_whole_use_keeps_the_shapes() -> None:
    assert _faults(_data(USE), _shapes("instances")) == set()


@pytest.mark.parametrize(
    ("turtle", "fault"),
    [
        pytest.param(USE + ":use1 swc:usedBy :board2 .", "usedBy", id="two boards"),
        pytest.param(USE.replace("usage-status/", "severity/"), "usageStatus", id="a status of another list"),
        pytest.param(USE + ':use1 swc:users "veel" .', "users", id="users as text"),
        pytest.param(USE.replace("/personal-data/yes", "/severity/red"), "personalData", id="no yes, no or unknown"),
        pytest.param(':e a swc:Element ; swc:foraGuid "ID-1" .', "foraGuid", id="a GUID that is not normalised"),
        pytest.param(':v a swc:Vendor ; rdfs:label "X" ; swc:country "Nederland" .', "country", id="a country name"),
    ],
)
def test_a_fault_in_an_instance_is_found(turtle: str, fault: str) -> None:
    assert fault in _faults(_data(turtle), _shapes("instances"))


def test_shapes_are_only_about_terms_that_exist() -> None:
    shapes = _graph(turtle_files("shapes"))
    targets = {str(one) for one in shapes.objects(None, SH.targetClass)}
    paths = {str(one) for one in shapes.objects(None, SH.path)}
    declared = set(described(turtle_files("ontology")))
    assert {one for one in targets | paths if one.startswith(SWC)} <= declared
    assert {one for one in targets if one.startswith(SWC)} <= {str(one) for one in Class}


def test_the_reader_counts_what_rdflib_counts() -> None:
    read: list[Quad] = list(quads(FILES))
    assert len({quad.triple for quad in read}) == len(_graph(FILES))

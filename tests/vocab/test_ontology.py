"""The ontology and the closed terms are one set, and nothing outside it is used."""

from __future__ import annotations

import json

import pytest

from vocab.graph import known_terms, vocabulary
from vocab.iris import Iris
from vocab.mapping import TYPE
from vocab.namespaces import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, SWC
from vocab.reading import ROOT, Described, described, turtle_files
from vocab.sources import sources
from vocab.terms import Class, Property

ONTOLOGY = described(turtle_files("ontology"))
OWN = {iri: term for iri, term in ONTOLOGY.items() if iri.startswith(SWC)}
ALIGNMENTS = (
    RDFS + "subClassOf",
    RDFS + "subPropertyOf",
    RDFS + "range",
    *(SKOS + f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")),
)


def _of_type(kind: str) -> set[str]:
    return {iri for iri, term in OWN.items() if OWL + kind in term.iris(RDF + "type")}


def test_the_classes_of_the_ontology_are_the_closed_set_of_classes() -> None:
    assert {str(one) for one in Class} == _of_type("Class")


def test_the_properties_of_the_ontology_are_the_closed_set_of_properties() -> None:
    assert {str(one) for one in Property} == _of_type("ObjectProperty") | _of_type("DatatypeProperty")


@pytest.mark.parametrize("term", OWN.values(), ids=lambda term: term.iri.removeprefix(SWC))
def test_every_term_has_label_and_definition_in_both_languages(term: Described) -> None:
    for predicate in (RDFS + "label", SKOS + "definition"):
        assert term.text(predicate, "nl"), f"{term.iri} has no Dutch {predicate}"
        assert term.text(predicate, "en"), f"{term.iri} has no English {predicate}"


def test_labels_of_properties_and_classes_are_unique_per_language() -> None:
    for language in ("nl", "en"):
        for kinds in (("Class",), ("ObjectProperty", "DatatypeProperty")):
            labels = [OWN[iri].text(RDFS + "label", language) for kind in kinds for iri in _of_type(kind)]
            assert len(labels) == len(set(labels)), f"a {language} label occurs twice"


def test_every_class_is_aligned_with_a_class_of_a_known_vocabulary() -> None:
    lonely = [iri for iri in _of_type("Class") if not OWN[iri].iris(RDFS + "subClassOf")]
    assert lonely == []


def test_only_pinned_terms_of_others_are_used() -> None:
    triples = list(vocabulary(Iris("https://voorbeeld.nl")))
    used = {triple.predicate.value for triple in triples}
    used |= {triple.object.value for triple in triples if triple.predicate == TYPE}
    used |= {triple.object.value for triple in triples if triple.predicate.value in ALIGNMENTS}
    ours = {iri for iri in used if iri.startswith(("https://w3id.org/fora-swc/scheme/", PREFIXES["xsd"]))}
    assert used - ours - known_terms() == set()


def test_every_pinned_term_has_a_dutch_label_a_namespace_of_ours_and_a_source() -> None:
    for iri, term in described([ROOT / "foreign.ttl"]).items():
        assert term.text(RDFS + "label", "nl"), f"{iri} has no Dutch label"
        assert term.text(RDFS + "label", "en"), f"{iri} has no English label"
        assert term.iri_of(RDFS + "isDefinedBy") in set(PREFIXES.values()), f"{iri} lies in a namespace we do not list"
        assert iri.startswith(str(term.iri_of(RDFS + "isDefinedBy")))
        assert term.iri_of(DCTERMS + "source") in sources()


def test_the_json_ld_context_names_every_term_and_no_other() -> None:
    context = json.loads((ROOT / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    named = {(value["@id"] if isinstance(value, dict) else value) for value in context.values() if value != 1.1}
    assert {f"swc:{iri.removeprefix(SWC)}" for iri in OWN} == {one for one in named if one.startswith("swc:")}
    assert all(context[prefix] == namespace for prefix, namespace in PREFIXES.items())


def test_the_json_ld_context_marks_references_dates_and_numbers() -> None:
    context = json.loads((ROOT / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert context["usedBy"] == {"@id": "swc:usedBy", "@type": "@id"}
    assert context["endDate"] == {"@id": "swc:endDate", "@type": "xsd:date"}
    assert context["users"] == {"@id": "swc:users", "@type": "xsd:integer"}
    assert context["remedy"] == {"@id": "swc:remedy", "@container": "@language"}

"""The public graph of the vocabulary."""

from __future__ import annotations

from pyoxigraph import NamedNode, RdfFormat, Store, serialize

from vocab.graph import known_terms, vocabulary
from vocab.iris import Iris
from vocab.namespaces import DPV, EU_GDPR, SWC
from vocab.schemes import schemes

HERE = Iris("https://voorbeeld.nl")


def _store() -> Store:
    store = Store()
    store.load(serialize(vocabulary(HERE), format=RdfFormat.N_TRIPLES), format=RdfFormat.N_TRIPLES)
    return store


def test_the_graph_holds_every_concept_with_a_dutch_label() -> None:
    found = _store().query(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a skos:Concept ; skos:prefLabel ?l FILTER(LANG(?l) = 'nl') }"
    )
    assert [int(row["n"].value) for row in found] == [sum(len(one.concepts) for one in schemes())]  # type: ignore[union-attr]


def test_the_five_dpv_statements_about_a_dpia_have_a_dutch_label_in_the_graph() -> None:
    terms = (
        EU_GDPR + "DPIARequired",
        DPV + "ActivityOngoing",
        EU_GDPR + "DPIAOutcomeRisksMitigated",
        DPV + "AuditConditionallyApproved",
        EU_GDPR + "DPIAConformant",
    )
    store = _store()
    for term in terms:
        assert term in known_terms()
        labels = [quad.object for quad in store.quads_for_pattern(NamedNode(term), None, None, None)]
        assert any(getattr(label, "language", None) == "nl" for label in labels), term


def test_mappings_to_fora_follow_the_address_of_the_installation() -> None:
    found = _store().query(
        f"SELECT ?c {{ <https://voorbeeld.nl/id/fora/6331c3ee72c74d25848cc31a5309c550> <{SWC}dataCategory> ?c }}"
    )
    assert [row["c"].value for row in found] == ["https://w3id.org/fora-swc/scheme/data-categories/P09"]  # type: ignore[union-attr]


def test_our_own_terms_do_not_follow_the_address_of_the_installation() -> None:
    here = {triple.subject for triple in vocabulary(HERE) if str(triple.subject.value).startswith("https://w3id.org/")}
    there = {triple.subject for triple in vocabulary(Iris("https://elders.nl")) if "w3id.org" in str(triple.subject)}
    assert here == there


def test_the_graph_is_the_same_every_time() -> None:
    assert list(vocabulary(HERE)) == list(vocabulary(HERE))


def test_the_graph_holds_no_blank_nodes() -> None:
    assert all(not str(part).startswith("_:") for triple in vocabulary(HERE) for part in triple)

"""The public graph `vocabulary`: every triple of this package, and which terms our graphs may use at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Triple

from vocab import facts
from vocab.iris import Iris
from vocab.mapping import TYPE, en, iri, nl, text, typed
from vocab.namespaces import DCTERMS, NORM, SKOS, SOURCE, concept_iri
from vocab.reading import ROOT, described, quads, rows, turtle_files
from vocab.terms import Class, Property

FILES = (
    *turtle_files("ontology"),
    *turtle_files("schemes"),
    *turtle_files("norms"),
    *turtle_files("questions"),
    ROOT / "sources.ttl",
    ROOT / "foreign.ttl",
)
"""The Turtle that is published; shapes are served as a document of their own."""


def vocabulary(iris: Iris) -> Iterator[Triple]:
    """Yield the triples of the graph `vocabulary` for an installation: all Turtle of this package, and the mappings."""
    for quad in quads(FILES):
        yield quad.triple
    yield from _object_categories(iris)
    yield from _core_standards(iris)
    yield from _adequacies()


@cache
def known_terms() -> frozenset[str]:
    """Return the IRIs of all classes and properties that our graphs may use: our own and the pinned terms of others."""
    own = {str(term) for kind in (Class, Property) for term in kind}
    return frozenset(own | set(described([ROOT / "foreign.ttl"])))


def _object_categories(iris: Iris) -> Iterator[Triple]:
    """Yield which categories of personal data an information object of FORA stands for."""
    for row in rows("object_categories.csv"):
        for one in facts.object_categories(row["guid"]):
            yield _triple(iris.fora(row["guid"]), Property.DATA_CATEGORY, iri(concept_iri("data-categories", one.code)))


def _core_standards(iris: Iris) -> Iterator[Triple]:
    """Yield which open standards products of a component should support."""
    for row in rows("core_standards.csv"):
        yield _triple(
            iris.fora(row["guid"]), Property.SUPPORTS_STANDARD, iri(concept_iri("standards", row["standard"]))
        )


def _adequacies() -> Iterator[Triple]:
    """Yield the countries where data may go, one resource per ground and first day."""
    for one in facts.adequacies():
        node = f"{NORM}adequacy-{one.country}-{one.valid_from.isoformat()}"
        yield Triple(NamedNode(node), TYPE, NamedNode(Class.ADEQUACY))
        yield _triple(node, SKOS + "prefLabel", nl(one.name_nl))
        yield _triple(node, SKOS + "prefLabel", en(one.name_en))
        yield _triple(node, Property.COUNTRY, text(one.country))
        yield _triple(node, Property.ADEQUACY_BASIS, text(one.basis))
        yield _triple(node, Property.CONDITIONAL, typed(one.conditional))
        yield _triple(node, Property.VALID_FROM, typed(one.valid_from))
        yield _triple(node, Property.TRUST, iri(concept_iri("trust", one.trust)))
        yield _triple(node, DCTERMS + "source", iri(SOURCE + one.source))
        if one.valid_to is not None:
            yield _triple(node, Property.VALID_TO, typed(one.valid_to))


def _triple(subject: str, predicate: str, term: NamedNode | Literal) -> Triple:
    """Return a triple."""
    return Triple(NamedNode(subject), NamedNode(predicate), term)

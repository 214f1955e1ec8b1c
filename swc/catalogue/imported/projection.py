"""Schemes of others as RDF for the graph `catalogue`: only where the licence that was told lets everybody have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple
from sqlalchemy import select
from sqlmodel import Session, col

from swc.catalogue.imported.kinds import Publication
from swc.catalogue.imported.models import ImportedConcept, ImportedScheme, SchemeFile
from swc.catalogue.provenance_terms import source_term
from vocab.iris import Iris
from vocab.mapping import TYPE, Term, iri, text, typed
from vocab.namespaces import DCAT, DCTERMS, OWL, SKOS

_TEXTS = ("prefLabel", "altLabel", "definition", "scopeNote", "example", "note")


def imported_triples(session: Session, iris: Iris) -> Iterator[Triple]:
    """Yield the schemes that may be published with their concepts; what is ours is never told by others."""
    rows = session.execute(
        select(ImportedScheme, col(SchemeFile.licence), col(SchemeFile.version_label), col(SchemeFile.source_url))
        .join(SchemeFile, col(SchemeFile.id) == col(ImportedScheme.file_id))
        .where(col(SchemeFile.publication) == Publication.OPEN, col(SchemeFile.licence) != "")
        .order_by(col(ImportedScheme.key))
    ).all()
    public = {row[0].file_id: row[0].iri for row in rows if not row[0].iri.startswith(iris.base)}
    for scheme, licence, version, source in rows:
        if scheme.file_id in public:
            yield from _scheme(scheme, licence, version, source)
    if public:
        concepts = session.execute(
            select(ImportedConcept)
            .where(col(ImportedConcept.file_id).in_(list(public)))
            .order_by(col(ImportedConcept.file_id), col(ImportedConcept.position))
        ).scalars()
        for concept in concepts:
            if not concept.iri.startswith(iris.base):
                yield from _concept(public[concept.file_id], concept)


def _scheme(scheme: ImportedScheme, licence: str, version: str, source: str) -> Iterator[Triple]:
    node = NamedNode(scheme.iri)
    yield Triple(node, TYPE, NamedNode(SKOS + "ConceptScheme"))
    yield _said(node, DCTERMS + "title", text(scheme.title))
    yield _said(node, DCTERMS + "license", source_term(licence))
    for predicate, value in ((DCTERMS + "description", scheme.description), (DCAT + "version", version)):
        if value:
            yield _said(node, predicate, text(value))
    if source:
        yield _said(node, DCTERMS + "source", source_term(source))


def _concept(scheme: str, one: ImportedConcept) -> Iterator[Triple]:
    node = NamedNode(one.iri)
    told: dict[str, Any] = one.facts
    yield Triple(node, TYPE, NamedNode(SKOS + "Concept"))
    yield _said(node, SKOS + "inScheme", iri(scheme))
    for name in _TEXTS:
        for value, language in told.get(name, ()):
            yield _said(node, SKOS + name, Literal(value, language=language) if language else text(value))
    if one.notation:
        yield _said(node, SKOS + "notation", text(one.notation))
    if told["top"]:
        yield _said(node, SKOS + "topConceptOf", iri(scheme))
    yield from _references(node, "broader", told["broader"])
    yield from _references(node, "related", told["related"])
    for relation, other in told["matches"]:
        yield _said(node, SKOS + relation, iri(other))
    if one.deprecated:
        yield _said(node, OWL + "deprecated", typed(value=True))


def _references(node: NamedNode, name: str, others: Iterable[str]) -> Iterator[Triple]:
    for other in others:
        yield _said(node, SKOS + name, iri(other))


def _said(node: NamedNode, predicate: str, term: Term) -> Triple:
    return Triple(node, NamedNode(predicate), term)

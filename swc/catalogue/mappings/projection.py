"""Confirmed mappings as RDF for the graph `catalogue`: the plain statement, and a resource that says where it is from.

Who made a mapping is not told: the resource is attributed to the installation as a whole. What the
schemes themselves say already stands in the graph `vocabulary`, and is not said twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple
from sqlalchemy import select
from sqlmodel import Session, col

from swc.catalogue.mappings.ends import iri_of
from swc.catalogue.mappings.kinds import MappingState
from swc.catalogue.mappings.models import Mapping
from swc.catalogue.mappings.standing import link_of, shipped
from swc.catalogue.provenance_terms import source_term
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, triples, typed
from vocab.namespaces import DCTERMS, PROV, RDF, SKOS, concept_iri
from vocab.terms import Class, Property


def mapping_triples(session: Session, iris: Iris) -> Iterator[Triple]:
    """Yield the triples of every confirmed mapping (1 statement)."""
    rows = session.execute(
        select(Mapping).where(col(Mapping.state) == MappingState.CONFIRMED).order_by(col(Mapping.id))
    ).scalars()
    told = {(link.subject, link.predicate, link.object) for link, _ in shipped()}
    node = mapping_map(iris)
    for row in rows:
        link = link_of(row)
        yield from triples(node, [row])
        if (link.subject, link.predicate, link.object) not in told:
            yield Triple(
                NamedNode(iri_of(iris, link.subject)),
                NamedNode(SKOS + link.predicate.value),
                NamedNode(iri_of(iris, link.object)),
            )


def mapping_map(iris: Iris) -> NodeMap[Mapping]:
    """Return how a mapping becomes a node."""
    return NodeMap(
        (Class.MAPPING, RDF + "Statement", PROV + "Entity"),
        lambda row: iris.thing("mapping", str(row.id)),
        (
            Prop(RDF + "subject", lambda row: iri_of(iris, link_of(row).subject), iri, required=True),
            Prop(RDF + "predicate", lambda row: SKOS + row.predicate.value, iri, required=True),
            Prop(RDF + "object", lambda row: iri_of(iris, link_of(row).object), iri, required=True),
            Prop(DCTERMS + "source", lambda row: row.source, source_term),
            Prop(Property.TRUST, lambda row: concept_iri("trust", row.trust.value), iri),
            Prop(SKOS + "note", lambda row: row.note, nl),
            Prop(PROV + "generatedAtTime", lambda row: row.decided_at, typed),
            Prop(PROV + "wasAttributedTo", lambda _row: f"{iris.base}/", iri),
        ),
    )

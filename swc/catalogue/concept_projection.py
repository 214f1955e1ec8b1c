"""Concepts that left the Turtle, as RDF: no choice any more, and still told to whoever meets their address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Triple
from sqlmodel import Session, col, select

from swc.catalogue.models import Concept
from vocab import schemes
from vocab.mapping import NodeMap, Prop, en, iri, nl, text, triples, typed
from vocab.namespaces import DCTERMS, OWL, SCHEME, SKOS, concept_iri


def kept_triples(session: Session) -> Iterator[Triple]:
    """Yield the concepts that the catalogue keeps and the Turtle no longer has; one statement."""
    known = {one.iri for scheme in schemes.schemes() for one in scheme.concepts}
    rows = session.exec(
        select(Concept).where(col(Concept.deprecated).is_(True)).order_by(col(Concept.scheme), col(Concept.code))
    )
    yield from triples(_MAP, (row for row in rows if row.iri not in known))


def _successor(row: Concept) -> str | None:
    about: dict[str, Any] = row.extra.get("about", {})
    code = about.get("replaced_by")
    return concept_iri(row.scheme, code) if code else None


_MAP = NodeMap[Concept](
    (SKOS + "Concept",),
    lambda one: one.iri,
    (
        Prop(SKOS + "prefLabel", lambda one: one.label_nl, nl, required=True),
        Prop(SKOS + "prefLabel", lambda one: one.label_en, en),
        Prop(SKOS + "definition", lambda one: one.definition_nl, nl),
        Prop(SKOS + "definition", lambda one: one.definition_en, en),
        Prop(SKOS + "notation", lambda one: one.notation, text),
        Prop(SKOS + "inScheme", lambda one: SCHEME + one.scheme, iri),
        Prop(OWL + "deprecated", lambda one: one.deprecated, typed),
        Prop(DCTERMS + "isReplacedBy", _successor, iri),
    ),
)

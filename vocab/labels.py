"""Names of terms for people: our own classes and properties, and the pinned terms of others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vocab.namespaces import DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS, SWC
from vocab.reading import ROOT, Described, described, turtle_files


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property with what it means; `refines` holds the terms of others that it is a special case of.

    A term that is no longer used stays, is `deprecated` and may name what replaced it.
    """

    iri: str
    name: str
    is_class: bool
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    refines: tuple[str, ...]
    deprecated: bool = False
    replaced_by: str = ""


@cache
def own_terms() -> tuple[Term, ...]:
    """Return our classes and properties in the order of the ontology."""
    found = described(turtle_files("ontology"))
    return tuple(_term(one) for iri, one in found.items() if iri.startswith(SWC))


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Return the Dutch and English name of every term of ours and every pinned term of others, by IRI."""
    own = {one.iri: (one.label_nl, one.label_en) for one in own_terms()}
    pinned = described([ROOT / "foreign.ttl"])
    return own | {iri: (one.text(RDFS + "label", "nl"), one.text(RDFS + "label", "en")) for iri, one in pinned.items()}


def compact(iri: str) -> str:
    """Return an IRI as prefix and name (`dpv:Student`) where we list its namespace, else unchanged."""
    fitting = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space) and iri != space]
    if not fitting:
        return iri
    prefix, space = max(fitting, key=lambda one: len(one[1]))
    return f"{prefix}:{iri.removeprefix(space)}"


def _term(found: Described) -> Term:
    """Return the term that a subject describes."""
    return Term(
        iri=found.iri,
        name=found.iri.removeprefix(SWC),
        is_class=OWL + "Class" in found.iris(RDF + "type"),
        label_nl=found.text(RDFS + "label", "nl"),
        label_en=found.text(RDFS + "label", "en"),
        definition_nl=found.text(SKOS + "definition", "nl"),
        definition_en=found.text(SKOS + "definition", "en"),
        refines=found.iris(RDFS + "subClassOf") + found.iris(RDFS + "subPropertyOf"),
        deprecated="true" in found.texts(OWL + "deprecated"),
        replaced_by=found.iri_of(DCTERMS + "isReplacedBy") or "",
    )

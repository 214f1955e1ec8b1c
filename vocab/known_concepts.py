"""Concepts of others that we know by address: the pinned terms of DPV, some of ROSA and of the school frames.

No list of others is copied here: only what is needed to point at it. Whoever needs more reads the scheme in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vocab.labels import labels
from vocab.namespaces import SOURCE
from vocab.reading import rows
from vocab.sources import Source, sources

DPV_SPACE = "https://w3id.org/dpv"
TITLES = {
    "dpv": ("Data Privacy Vocabulary (DPV)", "Data Privacy Vocabulary (DPV)"),
    "rosa": ("ROSA", "ROSA"),
    "obk": ("Onderwijsbegrippenkader (OBK)", "Education concept framework (OBK)"),
}
"""The lists of others of which some concepts are known, with their Dutch and English title."""


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """A concept of others; `guid` is set where FORA has an element with the same identifier."""

    iri: str
    label_nl: str
    label_en: str
    source: Source | None = None
    guid: str = ""


def _is_class(iri: str) -> bool:
    """Say whether a term of DPV is a concept: those begin with a capital, properties do not."""
    return iri.rpartition("#")[2][:1].isupper()


@cache
def known_concepts(scheme: str) -> tuple[KnownConcept, ...]:
    """Return the known concepts of a list of others, in reading order; nothing for a list that is not known."""
    if scheme == "dpv":
        terms = sorted((iri, pair) for iri, pair in labels().items() if iri.startswith(DPV_SPACE) and _is_class(iri))
        return tuple(KnownConcept(iri, label_nl, label_en or label_nl) for iri, (label_nl, label_en) in terms)
    return tuple(
        KnownConcept(row["iri"], row["label"], row["label"], sources()[SOURCE + row["source"]], row["guid"])
        for row in rows("known_concepts.csv")
        if row["scheme"] == scheme
    )

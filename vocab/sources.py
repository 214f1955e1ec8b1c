"""The documents that the vocabulary rests on, each with its address and how far it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from vocab.errors import NotFoundError
from vocab.namespaces import DCTERMS, FOAF, SOURCE, SWC
from vocab.reading import ROOT, Described, described


@dataclass(frozen=True, slots=True)
class Source:
    """A document; `trust` is a code of scheme `trust`, `checked_on` the day somebody looked."""

    key: str
    iri: str
    title: str
    url: str
    trust: str
    checked_on: date | None
    title_en: str = ""


@cache
def sources() -> dict[str, Source]:
    """Return all source documents by IRI."""
    return {iri: _source(found) for iri, found in described([ROOT / "sources.ttl"]).items() if iri.startswith(SOURCE)}


def source(key: str) -> Source:
    """Return one source by its key; raises `NotFoundError`."""
    try:
        return sources()[SOURCE + key]
    except KeyError:
        raise NotFoundError("Bron %(key)s staat niet in de begrippen.", key=key) from None


def _source(found: Described) -> Source:
    """Return the source that a subject describes."""
    return Source(
        key=found.iri.removeprefix(SOURCE),
        iri=found.iri,
        title=found.text(DCTERMS + "title"),
        url=found.iri_of(FOAF + "page") or "",
        trust=found.code_of(SWC + "trust") or "unknown",
        checked_on=found.day(SWC + "checkedOn"),
        title_en=found.text(DCTERMS + "title", "en"),
    )

"""Read models of the concepts: what page and JSON are made of."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from swc.access.schemas import ReadModel


class SourceFact(ReadModel):
    """A source document, with how far it was checked (scheme `trust`)."""

    title: str
    url: str
    trust: str
    checked_on: date | None


class ConceptState(StrEnum):
    """Where a concept stands in its scheme: `new` came with the version in force, `replaced` names a successor."""

    NEW = "new"
    CURRENT = "current"
    DEPRECATED = "deprecated"
    REPLACED = "replaced"


class VersionFact(ReadModel):
    """A version of a scheme and what it changed."""

    number: str
    day: date | None
    note_nl: str
    note_en: str


class SchemeSummary(ReadModel):
    """A concept scheme; `concepts` counts the concepts in force, `deprecated` those that no longer are a choice."""

    name: str
    iri: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    version: str
    modified: date | None
    concepts: int
    deprecated: int
    sources: tuple[SourceFact, ...]
    versions: tuple[VersionFact, ...]


class ConceptSummary(ReadModel):
    """A concept as a line of a list; `broader` is the code of the concept above it."""

    scheme: str
    code: str
    iri: str
    notation: str
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    broader: str | None
    deprecated: bool
    state: ConceptState = ConceptState.CURRENT
    replaced_by: str | None = None


class ConceptPart(ReadModel):
    """A part of a list of concepts, with the number of all that belong to it."""

    items: tuple[ConceptSummary, ...]
    total: int


class MatchFact(ReadModel):
    """A concept of somebody else that ours corresponds with; `relation` is the local name in SKOS."""

    relation: str
    iri: str
    name: str
    label_nl: str
    label_en: str


class SaidFact(ReadModel):
    """What a property of ours says of a concept; `scheme` is set when the value is a code of that scheme."""

    term: str
    label_nl: str
    label_en: str
    value: str
    scheme: str | None


class ConceptDetail(ReadModel):
    """A concept with everything that is known of it; of the narrower ones the first few, and how many there are."""

    concept: ConceptSummary
    alternates_nl: tuple[str, ...]
    alternates_en: tuple[str, ...]
    note_nl: str
    note_en: str
    broader: ConceptSummary | None
    narrower: tuple[ConceptSummary, ...]
    narrower_total: int
    related: tuple[ConceptSummary, ...]
    replaced_by: ConceptSummary | None
    matches: tuple[MatchFact, ...]
    said: tuple[SaidFact, ...]
    sources: tuple[SourceFact, ...]

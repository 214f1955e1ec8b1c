"""The relations of a mapping, its states, why somebody holds it, and the two ends of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Predicate(StrEnum):
    """The mapping relations of SKOS (section 10 of the Recommendation)."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


INVERSE = {
    Predicate.EXACT: Predicate.EXACT,
    Predicate.CLOSE: Predicate.CLOSE,
    Predicate.BROAD: Predicate.NARROW,
    Predicate.NARROW: Predicate.BROAD,
    Predicate.RELATED: Predicate.RELATED,
}
"""The same statement told from the other end (S43, S44)."""


class MappingState(StrEnum):
    """Where a mapping stands; only a confirmed one is published, a withdrawn one stays as history."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Justification(StrEnum):
    """On what a mapping rests, in the words of SSSOM (semantic mapping vocabulary)."""

    MANUAL = "ManualMappingCuration"
    LEXICAL = "LexicalMatching"
    REFERENCE = "BackgroundKnowledgeBasedMatching"
    UNSPECIFIED = "UnspecifiedMatching"


@dataclass(frozen=True, slots=True, order=True)
class End:
    """A concept as one end of a mapping: its scheme, and its code there.

    The scheme is the name of a scheme of ours, `fora`, `dpv`, `rosa`, `obk` or `import/<key>`. The code is ours, a
    GUID of FORA, or for everything else the IRI.
    """

    scheme: str
    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """A statement between two concepts; `key` names it (its id, or where it is shipped), for people to look it up."""

    subject: End
    predicate: Predicate
    object: End
    key: str = ""

    def turned(self) -> Link:
        """Return the same statement from the other end."""
        return Link(self.object, INVERSE[self.predicate], self.subject, self.key)

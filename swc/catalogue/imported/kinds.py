"""The states of a file with a concept scheme, what may be done with its content, and how grave a finding is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FileState(StrEnum):
    """Where a file stands: weighed but not stored, stored as a version, taken back, or thrown away."""

    WAITING = "waiting"
    STORED = "stored"
    UNDONE = "undone"
    DISCARDED = "discarded"


class Publication(StrEnum):
    """Whether the licence of a scheme lets everybody have it; unknown is not published."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class FileFormat(StrEnum):
    """The ways of writing RDF that are read."""

    TURTLE = "turtle"
    N_TRIPLES = "n-triples"
    RDF_XML = "rdf-xml"
    JSON_LD = "json-ld"


class Severity(StrEnum):
    """How grave a finding is: it stops the import, it is told, or it is only for information."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Change(StrEnum):
    """What a file would do to a concept of the version stored before."""

    NEW = "new"
    CHANGED = "changed"
    DEPRECATED = "deprecated"
    RETURNED = "returned"
    SAME = "same"


Text = tuple[str, str]
"""A text with its language; no language is the empty string."""


@dataclass(frozen=True, slots=True)
class Node:
    """A resource of a file: its SKOS classes, its texts and its references, by the short name of the property."""

    iri: str
    types: frozenset[str] = frozenset()
    texts: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    refs: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str, *languages: str) -> str:
        """Return the text under a property in the first of these languages that there is; else any, else nothing."""
        found = self.texts.get(name, ())
        for language in languages:
            for value, tag in found:
                if tag.split("-")[0].lower() == language:
                    return value
        return found[0][0] if found else ""


@dataclass(frozen=True, slots=True)
class RdfContent:
    """What a file says in the vocabulary of SKOS; `other` counts the triples with properties that are left out."""

    triples: int
    nodes: dict[str, Node]
    other: dict[str, int] = field(default_factory=dict)
    blank: int = 0
    refused: tuple[str, ...] = ()
    shortened: int = 0

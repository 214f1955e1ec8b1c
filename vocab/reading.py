"""Reads the Turtle and CSV files of this package into plain values; what they mean is decided elsewhere."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from vocab.namespaces import XSD

ROOT = Path(__file__).parent
"""The folder that holds the Turtle; it ships inside the wheel."""

Value = str | bool | Decimal | date
"""What a literal becomes in Python; decimals and integers both become `Decimal`."""

_NUMBERS = {XSD + "integer", XSD + "decimal"}


@dataclass(slots=True)
class Described:
    """Everything the files say about one subject."""

    iri: str
    properties: dict[str, list[NamedNode | Literal]] = field(default_factory=lambda: defaultdict(list))

    def iris(self, predicate: str) -> tuple[str, ...]:
        """Return the IRIs under a property, in file order."""
        return tuple(term.value for term in self.properties.get(predicate, ()) if isinstance(term, NamedNode))

    def iri_of(self, predicate: str) -> str | None:
        """Return the first IRI under a property, or nothing."""
        return next(iter(self.iris(predicate)), None)

    def code_of(self, predicate: str) -> str | None:
        """Return the code of the concept of ours under a property, or nothing."""
        found = self.iri_of(predicate)
        return None if found is None else code(found)

    def texts(self, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """Return the literals under a property; with a language only those in it."""
        return tuple(
            term.value
            for term in self.properties.get(predicate, ())
            if isinstance(term, Literal) and (language is None or term.language == language)
        )

    def text(self, predicate: str, language: str | None = None) -> str:
        """Return the first literal under a property, or the empty text."""
        return next(iter(self.texts(predicate, language)), "")

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Return the literals under a property as Python values."""
        return tuple(as_value(term) for term in self.properties.get(predicate, ()) if isinstance(term, Literal))

    def day(self, predicate: str) -> date | None:
        """Return the date under a property; nothing when absent."""
        return next((value for value in self.values(predicate) if isinstance(value, date)), None)


def code(iri: str) -> str:
    """Return the code in the IRI of a concept of ours: what follows the last slash."""
    return iri.rsplit("/", 1)[-1]


def as_value(term: Literal) -> Value:
    """Return the Python value of a literal; an unknown datatype stays text."""
    kind = term.datatype.value
    if kind in _NUMBERS:
        return Decimal(term.value)
    if kind == XSD + "date":
        return date.fromisoformat(term.value)
    if kind == XSD + "boolean":
        return term.value in ("true", "1")
    return term.value


def quads(paths: Iterable[Path]) -> Iterator[Quad]:
    """Yield the statements of some Turtle files; raises `SyntaxError` with file and line where one is broken."""
    for path in paths:
        yield from parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True)


def turtle_files(folder: str) -> tuple[Path, ...]:
    """Return the Turtle files of a folder of this package, by name."""
    return tuple(sorted((ROOT / folder).glob("*.ttl")))


def described(paths: Iterable[Path]) -> dict[str, Described]:
    """Return all named subjects of some Turtle files with what is said of them, in file order."""
    found: dict[str, Described] = {}
    for quad in quads(paths):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (NamedNode, Literal)):
            subject = found.setdefault(quad.subject.value, Described(quad.subject.value))
            subject.properties[quad.predicate.value].append(quad.object)
    return found


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of `mappings`, each a dictionary by column name."""
    with (ROOT / "mappings" / name).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))

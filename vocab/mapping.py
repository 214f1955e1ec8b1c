"""Rows to triples, declared as tables: a `NodeMap` says which class a row is and which property gives which term.

No database and no file is touched here; a feature's `projection` holds the tables and hands in the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pyoxigraph import Literal, NamedNode, Triple

from vocab.namespaces import RDF, XSD

Row = TypeVar("Row")
Term = NamedNode | Literal
TYPE = NamedNode(RDF + "type")
_MOMENT, _DAY, _AMOUNT = (NamedNode(XSD + name) for name in ("dateTime", "date", "decimal"))
_SEVERAL = (list, tuple, set, frozenset)


def text(value: str) -> Literal:
    """Return a plain literal."""
    return Literal(value)


def nl(value: str) -> Literal:
    """Return a literal in Dutch."""
    return Literal(value, language="nl")


def en(value: str) -> Literal:
    """Return a literal in English."""
    return Literal(value, language="en")


@lru_cache(maxsize=16_384)
def iri(value: str) -> NamedNode:
    """Return a node; the value must be an absolute IRI. Most are told many times, and checked once."""
    return NamedNode(value)


def typed(value: bool | float | Decimal | date | datetime) -> Literal:  # noqa: FBT001 - the value is the point
    """Return the typed literal of a number, a truth value or a moment (XSD 1.1)."""
    if isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=_MOMENT)
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=_DAY)
    if isinstance(value, Decimal):
        return Literal(str(value), datatype=_AMOUNT)
    return Literal(value)


@dataclass(frozen=True)  # no slots: `Prop[Row](…)` must be able to note its type on Python 3.11
class Prop(Generic[Row]):
    """One property: `get` takes the value (or several, or nothing) from the row, `term` makes the RDF term of it."""

    predicate: str
    get: Callable[[Row], Any]
    term: Callable[[Any], Term] = text
    required: bool = False

    def terms(self, row: Row) -> Iterator[Term]:
        """Yield the terms of this property for a row; raises `ValueError` where a required value is missing."""
        value = self.get(row)
        values: Iterable[Any] = value if isinstance(value, _SEVERAL) else (value,)
        found = False
        for one in values:
            if one is None or one == "":
                continue
            found = True
            yield self.term(one)
        if self.required and not found:
            raise ValueError(f"{self.predicate} is required and absent in {row!r}")


@dataclass(frozen=True)  # no slots: `NodeMap[Row](…)` must be able to note its type on Python 3.11
class NodeMap(Generic[Row]):
    """How one kind of row becomes one node: its classes, its IRI and its properties."""

    classes: tuple[str, ...]
    subject: Callable[[Row], str]
    props: tuple[Prop[Row], ...]

    def triples(self, row: Row) -> Iterator[Triple]:
        """Yield the triples of a row, types first."""
        node = NamedNode(self.subject(row))
        for one in self.classes:
            yield Triple(node, TYPE, iri(one))
        for prop in self.props:
            predicate = iri(prop.predicate)
            for term in prop.terms(row):
                yield Triple(node, predicate, term)


def triples(mapping: NodeMap[Row], rows: Iterable[Row]) -> Iterator[Triple]:
    """Yield the triples of many rows."""
    for row in rows:
        yield from mapping.triples(row)

"""Small triples for tests of graphs."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

BASE = "http://swc.test/"


def triple(subject: str, predicate: str, value: str) -> Triple:
    """Return a triple with a plain value."""
    return Triple(NamedNode(BASE + subject), NamedNode(BASE + predicate), Literal(value))

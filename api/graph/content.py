"""Which triples stand in which graph: one table from kind of graph to the projections of the features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Triple
from sqlmodel import Session

from vocab.iris import Iris

Projection = Callable[[Session, Iris, str], Iterable[Triple]]
"""Takes the session, the addresses and the key of the graph (release version, board number, or nothing)."""

GRAPHS: dict[str, tuple[Projection, ...]] = {}


def names(session: Session) -> tuple[str, ...]:
    """Return the name of every graph that should exist."""
    return ()


def triples_of(session: Session, graph: str, iris: Iris) -> Iterator[Triple]:
    """Yield the triples of a graph, each once."""
    kind, _, key = graph.partition("/")
    seen: set[Triple] = set()
    for projection in GRAPHS[kind]:
        for triple in projection(session, iris, key):
            if triple not in seen:
                seen.add(triple)
                yield triple

"""Which triples stand in which graph: one table from kind of graph to the projections of the features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Triple
from sqlmodel import Session

from fora.projection import release_triples
from fora.queries import published
from swc.boards.projection import board_triples as boards
from swc.boards.queries import board_numbers
from swc.catalogue.projection import catalogue_triples
from swc.dependency.projection import board_triples as dependency
from swc.dpia.projection import board_triples as assessments
from swc.landscape.projection import board_triples as landscape
from swc.register.projection import board_triples as register
from swc.risk.projection import board_triples as flags
from swc.risk.projection import rule_triples
from vocab.graph import vocabulary
from vocab.iris import Iris


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a projection works with: the session, the addresses, the key of the graph and the day."""

    session: Session
    iris: Iris
    key: str
    today: date


Projection = Callable[[Drawing], Iterable[Triple]]

GRAPHS: dict[str, tuple[Projection, ...]] = {
    "vocabulary": (lambda on: vocabulary(on.iris), lambda on: rule_triples(on.iris)),
    "fora": (lambda on: release_triples(on.session, on.iris, on.key),),
    "catalogue": (lambda on: catalogue_triples(on.session, on.iris, on.today),),
    "board": (
        lambda on: boards(on.session, on.iris, on.key),
        lambda on: landscape(on.session, on.iris, on.key, on.today),
        lambda on: register(on.session, on.iris, on.key),
        lambda on: assessments(on.session, on.iris, on.key, on.today),
        lambda on: flags(on.session, on.iris, on.key, on.today),
        lambda on: dependency(on.session, on.iris, on.key, on.today),
    ),
}
"""Kind of graph → what is written in it. `fora/<version>` holds the published release, `board/<number>` one board."""


def names(session: Session) -> tuple[str, ...]:
    """Return the name of every graph that should exist."""
    release = published(session)
    reference = (f"fora/{release.version}",) if release else ()
    return ("vocabulary", *reference, "catalogue", *(f"board/{number}" for number in board_numbers(session)))


def triples_of(session: Session, graph: str, iris: Iris, today: date) -> Iterator[Triple]:
    """Yield the triples of a graph, each once."""
    kind, _, key = graph.partition("/")
    seen: set[Triple] = set()
    on = Drawing(session, iris, key, today)
    for projection in GRAPHS[kind]:
        for triple in projection(on):
            if triple not in seen:
                seen.add(triple)
                yield triple

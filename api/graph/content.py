"""Which triples stand in which graph: one table from kind of graph to the projections of the features."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pyoxigraph import RdfFormat, Triple, serialize
from sqlmodel import Session

from api.graph.scopes import ALL, PUBLIC, SECTOR, board_of, in_scope, is_shared, shared_graph
from fora.projection import release_triples
from fora.queries import published
from swc.audit.parts import NONE, Parts
from swc.boards.projection import board_triples as boards
from swc.boards.queries import board_numbers, existing_numbers, sharing_numbers
from swc.catalogue.projection import catalogue_triples
from swc.dependency.projection import board_triples as dependency
from swc.dependency.shared_graph.projection import shared_graphs
from swc.dpia.projection import board_triples as assessments
from swc.landscape.projection import board_triples as landscape
from swc.landscape.queries import use_summaries
from swc.landscape.schemas import UseSummary
from swc.register.projection import board_triples as register
from swc.risk.projection import board_triples as flags
from swc.risk.projection import rule_triples
from vocab.graph import vocabulary
from vocab.iris import Iris


@dataclass(frozen=True)
class Drawing:
    """What a projection works with: the session, the addresses, the key of the graph and the day.

    With `only` no more is told than some things of a board.
    """

    session: Session
    iris: Iris
    key: str
    today: date
    only: Parts | None = None

    @cached_property
    def uses(self) -> tuple[UseSummary, ...]:
        """Return the uses of a board, or those that are told of, read once for all projections."""
        asked = self.only.uses if self.only else None
        return () if asked == NONE else use_summaries(self.session, self.key, on=self.today, only=asked)

    def of(self, parts: Parts) -> Drawing:
        """Return the same for some things alone."""
        return replace(self, only=parts)


Projection = Callable[[Drawing], Iterable[Triple]]


def _of_the_board(on: Drawing) -> Iterator[Triple]:
    """Yield what is told of a board itself, and the figures over all of its uses."""
    if on.only and not on.only.board:
        return
    yield from boards(on.session, on.iris, on.key)
    yield from dependency(on.session, on.iris, on.key, on.today, uses=None if on.only else on.uses)


GRAPHS: dict[str, tuple[Projection, ...]] = {
    "vocabulary": (lambda on: vocabulary(on.iris), lambda on: rule_triples(on.iris)),
    "fora": (lambda on: release_triples(on.session, on.iris, on.key),),
    "catalogue": (lambda on: catalogue_triples(on.session, on.iris, on.today),),
    "board": (
        _of_the_board,
        lambda on: landscape(on.session, on.iris, on.key, on.today, uses=on.uses, only=on.only),
        lambda on: register(on.session, on.iris, on.key, only=on.only),
        lambda on: assessments(on.session, on.iris, on.key, on.today, uses=on.uses, only=on.only),
        lambda on: flags(on.session, on.iris, on.key, on.today, only=on.only),
    ),
}
"""Kind of graph → what is written in it. `fora/<version>` holds the published release, `board/<number>` one board."""


def names(session: Session) -> tuple[str, ...]:
    """Return the name of every graph that should exist."""
    return names_in(session, ALL)


def names_in(session: Session, scope: str) -> tuple[str, ...]:
    """Return the names of the graphs of a scope that should exist; two statements."""
    release = published(session)
    reference = (f"fora/{release.version}",) if release else ()
    public = ("vocabulary", *reference, "catalogue")
    if scope == PUBLIC:
        return public
    of_boards = [f"board/{number}" for number in board_numbers(session)] if scope != SECTOR else []
    sharing = [shared_graph(number) for number in sharing_numbers(session)] if scope in (SECTOR, ALL) else []
    return (*public, *(graph for graph in (*of_boards, *sharing) if in_scope(graph, scope)))


def no_longer_shared(session: Session, graphs: Iterable[str]) -> tuple[str, ...]:
    """Return those of some graphs that hold what a board shared and shares no more: these go before all others."""
    shared = {graph for graph in graphs if is_shared(graph)}
    if not shared:
        return ()
    return tuple(sorted(shared - {shared_graph(number) for number in sharing_numbers(session)}))


def contents(session: Session, graphs: Iterable[str], iris: Iris, today: date) -> Iterator[tuple[str, bytes]]:
    """Yield those of some graphs that exist, each with its lines of N-Triples; what boards share is read together."""
    existing = _existing(session, set(graphs))
    shared = {board_of(graph): graph for graph in existing if is_shared(graph)}
    if shared:
        for number, text in shared_graphs(session, iris, sorted(shared)):
            yield shared[number], text.encode()
    for graph in sorted(existing - set(shared.values())):
        kind, _, key = graph.partition("/")
        yield graph, b"".join(lines_of(kind, Drawing(session, iris, key, today)))


def lines_of(kind: str, on: Drawing) -> list[bytes]:
    """Return what every projection of a kind of graph tells as lines of N-Triples, in order and each once."""
    lines = serialize(_told(kind, on), format=RdfFormat.N_TRIPLES) or b""
    return sorted(set(lines.splitlines(keepends=True)))


def _existing(session: Session, graphs: set[str]) -> set[str]:
    """Return those of some graphs that should exist; whether a board shares is seen when it is read."""
    numbers = {board_of(graph) for graph in graphs} - {""}
    boards = existing_numbers(session, numbers) if numbers else frozenset()
    public = set(names_in(session, PUBLIC)) if "" in map(board_of, graphs) else set()
    return {graph for graph in graphs if graph in public or board_of(graph) in boards}


def _told(kind: str, on: Drawing) -> Iterator[Triple]:
    """Yield what every projection of a kind of graph tells; two may tell the same."""
    for projection in GRAPHS[kind]:
        yield from projection(on)

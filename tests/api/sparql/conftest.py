"""Scopes to ask: graphs in files, and a pool of processes on them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pyoxigraph import Triple

from api.graph.files import GraphFile, GraphFolder
from api.sparql.pool import Caller, Found, Limits, Question, WorkerPool
from api.sparql.processes import Seed

LIMITS = Limits(seconds=20, rows=50, memory_mb=1024)


@dataclass(slots=True)
class Bench:
    """A folder of graphs and a pool that asks them; `graphs` is the newest state."""

    folder: GraphFolder
    pool: WorkerPool
    graphs: Mapping[str, GraphFile]

    def write(self, name: str, triples: list[Triple]) -> None:
        """Write a graph anew, as a commit would have it."""
        version = max((one.version for one in self.graphs.values()), default=0) + 1
        self.graphs = {**self.graphs, address(name): self.folder.write(name, version, triples)}

    def drop(self, name: str) -> None:
        """Have a graph be no more."""
        self.graphs = {key: one for key, one in self.graphs.items() if key != address(name)}

    def ask(self, text: str, *, scope: str = "s", caller: Caller | None = None, **dataset: tuple[str, ...]) -> Found:
        """Ask the newest state."""
        return self.pool.ask(scope, lambda: self.graphs, Question(text, **dataset), caller)

    def count(self, text: str, **dataset: tuple[str, ...]) -> int:
        """Return the number that a counting query gives."""
        found = self.ask(text, **dataset)
        assert found.json is not None
        return int(json.loads(found.json)["results"]["bindings"][0]["n"]["value"])


def address(name: str) -> str:
    """Return the address of a graph."""
    return f"http://swc.test/graph/{name}"


@pytest.fixture
def bench(tmp_path: Path, seed: Seed) -> Iterator[Bench]:
    """Return an empty folder with its pool."""
    folder = GraphFolder(tmp_path)
    found = Bench(folder, WorkerPool(LIMITS, folder.difference, seed=seed), {})
    yield found
    found.pool.shelf.forget()


def limited(bench: Bench, **limits: float) -> None:
    """Put other limits in force."""
    bench.pool.limits = replace(LIMITS, **limits)  # type: ignore[arg-type]

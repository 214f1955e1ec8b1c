"""Raw engines, each in its own process: `python -m tests.bench.triples.engines <engine>`; the job comes in as JSON.

Each loads the graphs as files, tells how long that took and what memory it needs, and asks every question: once cold,
then warm. Results are made whole, as text, as an endpoint would have to.
"""

from __future__ import annotations

import json
import signal
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store

from tests.bench.triples.answers import Answer, of_json, told

WARM = 3


def memory(name: str) -> float:
    """Return a figure of this process' memory in MB (`VmRSS` now, `VmHWM` at most), where the system tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    line = next(one for one in status.read_text().splitlines() if one.startswith(name))
    return int(line.split()[1]) / 1024


class Oxigraph:
    """pyoxigraph in this process: every triple once, in its graph; the union is the default graph."""

    def __init__(self) -> None:
        self.store = Store()

    def load(self, graphs: dict[str, str]) -> int:
        """Load every file into its graph; return how many triples there are."""
        for address, path in graphs.items():
            self.store.bulk_load(path=path, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(address))
        return len(self.store)

    def ask(self, text: str) -> bytes:
        """Return the whole answer in JSON; with FROM in the text, what it names."""
        whole = "FROM <" not in text
        names = [] if whole else [NamedNode(one.partition(">")[0]) for one in text.split("FROM <")[1:]]
        found = (
            self.store.query(text, use_default_graph_as_union=True)
            if whole
            else self.store.query(text, default_graph=names, named_graphs=[])
        )
        return found.serialize(format=QueryResultsFormat.JSON) or b""  # type: ignore[union-attr]


class Rdflib:
    """rdflib in this process, as its users would: a data set with the union as default graph."""

    def __init__(self) -> None:
        from rdflib import Dataset  # noqa: PLC0415 - only this engine needs it

        self.store = Dataset(default_union=True)

    def load(self, graphs: dict[str, str]) -> int:
        """Load every file into its graph; return how many triples there are."""
        from rdflib import URIRef  # noqa: PLC0415 - only this engine needs it

        for address, path in graphs.items():
            self.store.graph(URIRef(address)).parse(path, format="nt")
        return len(self.store)

    def ask(self, text: str) -> bytes:
        """Return the whole answer in JSON."""
        found: Any = self.store.query(text).serialize(format="json")
        return bytes(found)


ENGINES: dict[str, Callable[[], Oxigraph | Rdflib]] = {"oxigraph": Oxigraph, "rdflib": Rdflib}


class TooLongError(Exception):
    """A question took longer than it may."""


def _give_up(_signal: int, _frame: object) -> None:
    raise TooLongError


def timed(ask: Callable[[], bytes], *, limit: float) -> Answer:
    """Ask once cold and a few times warm; a question that is too slow is asked once, or given up."""
    started = time.perf_counter()
    try:
        found = ask()
    except TooLongError:
        return Answer(failed=f"> {limit:.0f} s")
    except Exception as error:  # noqa: BLE001 - an engine of a third party: whatever it cannot do is told
        return Answer(failed=f"{type(error).__name__}: {error}"[:80])
    first = (time.perf_counter() - started) * 1000
    times = []
    for _ in range(WARM if first < limit * 100 else 0):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return Answer(*of_json(found), statistics.median(times) if times else first, first)


def main(name: str) -> None:
    """Do the job that comes in on standard input: graphs, questions, and the limit of one question in seconds."""
    job = json.loads(sys.stdin.read())
    engine = ENGINES[name]()
    started = time.perf_counter()
    triples = engine.load(job["graphs"])
    loaded = time.perf_counter() - started
    figures = {"triples": triples, "seconds": loaded, "resident": memory("VmRSS"), "peak": memory("VmHWM")}
    answers = {}
    interruptible = name == "rdflib"  # a question within Oxigraph cannot be broken off by a signal
    if interruptible:
        signal.signal(signal.SIGALRM, _give_up)
    for key, text in job["questions"].items():
        if interruptible:
            signal.alarm(int(job["limit"]))
        answers[key] = timed(lambda text=text: engine.ask(text), limit=job["limit"])  # type: ignore[misc]
        signal.alarm(0)
    print(json.dumps({"figures": figures, "answers": told(answers)}))


if __name__ == "__main__":
    main(sys.argv[1])

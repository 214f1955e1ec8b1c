"""The process that evaluates: forked with a loaded store, no network, little memory of its own, nothing to lose.

It answers one question at a time and keeps up with the scope by the changes that come before a question. It is killed
at the time limit, so it keeps nothing that another could miss.
"""

from __future__ import annotations

import resource
import socket
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from api.refusals import QueryRefusedError, QueryTooLargeError
from api.sparql.answers import Answer, written
from api.sparql.dataset import dataset_of
from api.sparql.frames import ClosedError, Head, receive, send
from api.sparql.guard import Checked, check
from api.sparql.rewriting import rewritten
from api.sparql.syntax import told_by_store
from vocab.errors import DomainError

MB = 1024 * 1024


class Held:
    """What a scope holds in this process: the store, and the graphs that may be named."""

    def __init__(self, graphs: dict[str, str]) -> None:
        """Load each file once, as the named graph of its address."""
        self.store = Store()
        self.visible: set[str] = set()
        for name, path in graphs.items():
            self.store.bulk_load(path=path, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(name))
            self.visible.add(name)

    def change(self, steps: list[Head], body: bytes) -> None:
        """Apply a difference; between two questions, so that none sees half of it.

        Each step names a graph and how many bytes of the body are triples to take out of it and to put in; a graph
        that is gone is emptied and forgotten.
        """
        at = 0
        for step in steps:
            graph = NamedNode(step["graph"])
            removed, added = body[at : at + step["removed"]], body[at + step["removed"] :][: step["added"]]
            at += step["removed"] + step["added"]
            if step["gone"]:
                self.store.remove_graph(graph)
                self.visible.discard(graph.value)
                continue
            for quad in parse(removed, format=RdfFormat.N_TRIPLES):
                self.store.remove(Quad(quad.subject, quad.predicate, quad.object, graph))
            self.store.load(added, format=RdfFormat.N_TRIPLES, to_graph=graph)
            self.visible.add(graph.value)


def serve(link: socket.socket, held: Held, *, memory_mb: int) -> None:
    """Answer questions until the other side closes."""
    limit = _own_size() + memory_mb * MB
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        while True:
            head, body = receive(link)
            if "change" in head:
                held.change(head["change"], body)
            else:
                send(link, *answer(held, head))
    except ClosedError:
        return


def answer(held: Held, asked: Head) -> tuple[Head, bytes]:
    """Return the whole answer to one question, or why there is none, with what it took in seconds."""
    started = time.perf_counter()
    told: Head = {}
    body = b""
    try:
        checked = _checked(asked, told)
        if asked["evaluated"]:
            found = evaluated(held, checked, asked)
            told |= {"kind": found.kind, "rows": found.rows}
            body = found.body
    except (QueryRefusedError, QueryTooLargeError) as refused:
        told |= _refused(refused)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        told |= _refused(told_by_store(asked["query"], str(error)))
    except MemoryError:
        told |= _refused(QueryTooLargeError("De vraag vraagt te veel geheugen. Maak haar kleiner."))
    return told | {"seconds": time.perf_counter() - started}, body


def _refused(refusal: DomainError) -> Head:
    """Return a refusal in JSON form, to be raised where the answer is awaited; who asks there knows the language."""
    return {
        "refused": refusal.code,
        "message": refusal.message,
        "remedy": refusal.remedy,
        "params": refusal.params,
    }


def evaluated(held: Held, checked: Checked, asked: Head) -> Answer:
    """Return the answer of the store to what the guard let through."""
    dataset = dataset_of(
        held.visible, checked, default_graphs=asked["defaultGraphs"], named_graphs=asked["namedGraphs"]
    )
    found = held.store.query(checked.text, base_iri=asked["base"], **dataset.arguments())
    return written(found, rows=asked["rows"])


def _checked(asked: Head, told: Head) -> Checked:
    """Return what the guard says of the text: remembered by who asks, else found now and told."""
    if "checked" in asked:
        return Checked.of(asked["checked"])
    checked = check(asked["query"], asked["base"])
    faster = rewritten(checked.text)
    if faster != checked.text:
        with suppress(QueryRefusedError):  # what the guard does not understand is not evaluated, whoever wrote it
            checked = replace(check(faster, asked["base"]), text=faster)
    told["checked"] = checked.told()
    return checked


def _own_size() -> int:
    """Return how much address space this process has taken, in bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()

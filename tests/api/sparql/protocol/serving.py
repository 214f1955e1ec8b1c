"""The real application over real HTTP on the loopback address, with graphs of the suite's own as its public scope."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import uvicorn
from pyoxigraph import NamedNode, Triple

from api.app import create_app
from api.graph.files import GraphFile
from api.graph.writer import GraphWriter
from api.schema import metadata
from api.settings import Settings
from tests.api.sparql.protocol.suite import GRAPHS, Case

BASE = "http://swc.test"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over the wire."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class SuiteGraphs(GraphWriter):
    """Stands in for the graphs of an installation: the documents that the W3C tests name."""

    def files(self, scope: str) -> Mapping[str, GraphFile]:
        """Return the graphs of the suite by address, written on first use."""
        found = {one: self.folder.newest(f"suite/{number}") for number, one in enumerate(GRAPHS)}
        for number, address in enumerate(GRAPHS):
            if found[address] is None:
                self.folder.write(f"suite/{number}", 1, [Triple(NamedNode(address), _TYPE, _DOCUMENT)])
        if None in found.values():
            return self.files(scope)
        return {address: one for address, one in found.items() if one is not None}


@contextmanager
def served(folder: Path, *, suite: bool = True, **limits: float) -> Iterator[int]:
    """Serve until the block ends; gives the port. The graphs are those of the suite, or of a catalogue just begun."""
    settings = Settings(data_dir=folder, login_hashing="low", public_base_url=BASE)
    app = create_app(settings.model_copy(update=limits))
    own: GraphWriter = app.state.graphs
    metadata().create_all(own.database.engine)
    if suite:
        app.state.graphs = SuiteGraphs(own.database, own.folder, own.iris)
        app.state.sparql = replace(app.state.sparql, writer=app.state.graphs)
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield door.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        door.close()
        app.state.sparql.pool.close()
        app.state.commits.close()
        own.database.engine.dispose()


def sent(port: int, case: Case) -> Reply:
    """Send the request of a case with its own headers and none that a client would add to help."""
    headers = {"Content-Type": case.content_type} if case.content_type else {}
    return exchanged(port, case.method, case.target, case.body, headers)


def exchanged(
    port: int, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Reply:
    """Send a request and return what came back, whole."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, target, body=body or None, headers=dict(headers or {}))
        answer: HTTPResponse = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, told.get("content-type", "").split(";")[0], answer.read(), told)
    finally:
        connection.close()

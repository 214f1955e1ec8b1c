"""The graphs of a SPARQL 1.1 server elsewhere: the Graph Store Protocol, and which graphs it holds.

Imported only where an installation has such a server: few do, and the HTTP client takes its time at the start.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import httpx2

from api.graph.store import UNION, StoreAddress, StoreError

_NTRIPLES = "application/n-triples"
_JSON = "application/sparql-results+json"
_PATIENCE = httpx2.Timeout(60.0, connect=5.0)


class GraphStore:
    """The graphs of a server (SPARQL 1.1 Graph Store HTTP Protocol, indirect identification)."""

    def __init__(self, address: StoreAddress) -> None:
        self.address = address
        self._client = httpx2.Client(timeout=_PATIENCE, follow_redirects=False, trust_env=False)

    def put(self, graph: str, path: Path) -> None:
        """Replace a graph by the content of a file; raises `FileNotFoundError` when it made room for a newer one."""
        with path.open("rb") as content:
            self._send("PUT", graph, content=content, headers={"Content-Type": _NTRIPLES})

    def delete(self, graph: str) -> None:
        """Remove a graph; one that is not there is fine."""
        self._send("DELETE", graph, fine=httpx2.codes.NOT_FOUND)

    def graphs(self) -> frozenset[str]:
        """Return the addresses of the named graphs that the server holds."""
        reply = self._ask("SELECT DISTINCT ?g WHERE { GRAPH ?g { } }")
        return frozenset(row["g"]["value"] for row in reply["results"]["bindings"])

    def answers(self) -> bool:
        """Say whether a question that names no graph finds anything at all."""
        return bool(self._ask("ASK { ?s ?p ?o }")["boolean"])

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()

    def _ask(self, query: str) -> Any:  # noqa: ANN401 - what JSON holds
        data = {"query": query, **UNION}
        try:
            reply = self._client.post(self.address.query, data=data, headers={"Accept": _JSON})
            if reply.status_code != httpx2.codes.OK:
                raise StoreError(f"{self.address.query}: {reply.status_code}")
            return reply.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise StoreError(f"{self.address.query}: {error}") from error

    def _send(
        self,
        method: str,
        graph: str,
        *,
        fine: int | None = None,
        content: IO[bytes] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        try:
            reply = self._client.request(
                method, self.address.graphs, params={"graph": graph}, content=content, headers=headers
            )
        except httpx2.HTTPError as error:
            raise StoreError(f"{method} {graph}: {error}") from error
        if not reply.is_success and reply.status_code != fine:
            raise StoreError(f"{method} {graph}: {reply.status_code}")

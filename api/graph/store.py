"""A SPARQL 1.1 server elsewhere, as far as it is known without asking it: where it is, and that it may fail."""

from __future__ import annotations

from dataclasses import dataclass

UNION = {"union-default-graph": "true"}
"""Asks for all graphs together where a server does not do so by itself: Oxigraph's own parameter, ignored by others."""


class StoreError(Exception):
    """The server does not answer, or not as the protocol says; the text is for the log."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where the server takes questions, and where graphs."""

    query: str
    graphs: str

    @classmethod
    def of(cls, setting: str) -> StoreAddress | None:
        """Return the addresses of a setting, nothing when it is empty.

        One address is that of a server with the paths of `oxigraph serve`: `/query` and `/store`. Two, with a space
        between them, are the address for questions and the one for graphs.
        """
        base, *more = setting.split() or [""]
        if not base:
            return None
        if more:
            return cls(base, more[0])
        return cls(f"{base.rstrip('/')}/query", f"{base.rstrip('/')}/store")

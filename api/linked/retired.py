"""What is no longer in the graphs and keeps its address: elements and releases of FORA that were replaced."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple, serialize
from sqlmodel import Session

from fora.earlier import earlier_triples, release_alone
from vocab.iris import Iris


def retired(session: Session, iris: Iris, kind: str, key: str) -> str:
    """Return what is known of a thing that was replaced, as N-Triples; nothing for what never was."""
    found: Iterable[Triple] = ()
    if kind == "fora":
        found = earlier_triples(session, iris, key)
    elif kind == "release":
        found = release_alone(session, iris, key)
    return (serialize(found, format=RdfFormat.N_TRIPLES) or b"").decode()

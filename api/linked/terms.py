"""Our own terms at this installation: where each IRI under `https://w3id.org/fora-swc/` leads when w3id sends it here.

The path here is the path there: `…/def#Board` arrives as `/def`, `…/scheme/severity/red` as `/scheme/severity/red`.
What is told by one file (the ontology, a scheme, a shape) comes as that whole file; a single concept, norm, source or
named question is described out of the public graphs, so that a concept which left the files is still told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vocab.errors import NotFoundError
from vocab.namespaces import SCHEME, SWC
from vocab.reading import ROOT, turtle_files
from vocab.shape_list import shape

HOME = "https://w3id.org/fora-swc/"
"""What every term of ours begins with (`vocab.namespaces`)."""
KINDS = ("def", "scheme", "norm", "source", "shape", "query", "ask")
"""The kinds of term that have an address here."""
_KEY = re.compile(r"[A-Za-z0-9._~/-]*")
"""The signs in the keys of our terms; anything else would have to be escaped in an IRI."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term is told: its IRI, the page for people, and the files that tell it whole, if any do."""

    iri: str
    page: str
    files: tuple[Path, ...] = ()


def place_of(kind: str, key: str) -> Place:
    """Return the place of a term by the path of its IRI; raises `NotFoundError` for what can be no term of ours."""
    if kind not in KINDS or not _KEY.fullmatch(key):
        raise NotFoundError("Dit adres bestaat niet.")
    return _PLACES[kind](key)


def local_path(iri: str) -> str:
    """Return the path that a term has here, without its fragment; raises `ValueError` for a term of others."""
    if not iri.startswith(HOME):
        raise ValueError(f"{iri} is no term of ours")
    return "/" + iri.removeprefix(HOME).partition("#")[0]


def _def(key: str) -> Place:
    if not key:
        return Place(SWC.rstrip("#"), "/begrippen/ontologie", turtle_files("ontology"))
    return Place(SWC + key, f"/begrippen/ontologie#{key}")


def _scheme(key: str) -> Place:
    if not key:
        return Place(SCHEME.rstrip("/"), "/begrippen", turtle_files("schemes"))
    name, _, code = key.partition("/")
    if code:
        return Place(SCHEME + key, f"/begrippen/{key}")
    files = tuple(path for path in turtle_files("schemes") if path.stem == name)
    return Place(SCHEME + name, f"/begrippen/{name}", files)


def _norm(key: str) -> Place:
    if not key:
        return Place(f"{HOME}norm", "/begrippen/normen", turtle_files("norms"))
    return Place(f"{HOME}norm/{key}", f"/begrippen/normen#{key}")


def _source(key: str) -> Place:
    if not key:
        return Place(f"{HOME}source", "/begrippen/bronnen", (ROOT / "sources.ttl",))
    return Place(f"{HOME}source/{key}", f"/begrippen/bronnen#{key}")


def _shape(key: str) -> Place:
    if not key:
        return Place(f"{HOME}shape", "/begrippen/vormen", turtle_files("shapes"))
    found = shape(key)
    files = tuple(path for path in turtle_files("shapes") if path.stem == found.document)
    return Place(found.iri, f"/begrippen/vormen#{key}", files)


def _query(key: str) -> Place:
    name = key.partition("/")[0]
    page = f"/sparql-vragen/{name}" if name and name != "prefixes" else "/sparql-vragen"
    return Place(f"{HOME}query/{key}".rstrip("/"), page, () if name else turtle_files("questions"))


def _ask(_key: str) -> Place:
    return Place(f"{HOME}ask", "/sparql-vragen", turtle_files("questions"))


_PLACES: dict[str, Callable[[str], Place]] = {
    "def": _def,
    "scheme": _scheme,
    "norm": _norm,
    "source": _source,
    "shape": _shape,
    "query": _query,
    "ask": _ask,
}

"""Triples as JSON-LD with the names of our own context, which comes along as far as it is used.

The RDF library writes expanded JSON-LD only. Here names are short and a reader needs nothing from elsewhere (JSON-LD
1.1, section 5.2): the terms that a document uses are those of `context.jsonld`, so both say the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from vocab.namespaces import RDF, XSD
from vocab.reading import ROOT

_KEYWORDS = {"id": "@id", "type": "@type"}


def compact(triples: Iterable[Triple]) -> dict[str, Any]:
    """Return a JSON-LD document: the context it needs, and a node for every subject in the order of the triples."""
    used: set[str] = set()
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        name = _id(triple.subject)
        node = nodes.setdefault(name, {"id": name})
        predicate = triple.predicate.value
        if predicate == RDF + "type" and isinstance(triple.object, NamedNode):
            node.setdefault("type", []).append(_short(triple.object.value, used))
        else:
            key, value = _pair(predicate, triple.object, used)
            _put(node, key, value)
    return {"@context": _context(used), "@graph": list(nodes.values())}


def _put(node: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401 - a JSON value
    """Add a value to a property; in a map of languages under its language."""
    if isinstance(value, dict) and len(value) == 1 and not next(iter(value)).startswith("@"):
        language, text = next(iter(value.items()))
        node.setdefault(key, {}).setdefault(language, []).append(text)
    else:
        node.setdefault(key, []).append(value)


def _pair(predicate: str, value: object, used: set[str]) -> tuple[str, Any]:
    """Return the name of a property and its value as the context reads that name."""
    name = _names().get(predicate)
    told = _terms()[name] if name else None
    if isinstance(value, Literal):
        kind = told if isinstance(told, dict) else {}
        if kind.get("@container") == "@language" and not value.language:
            name = None  # the name promises a language for each value
        elif kind.get("@container") == "@language":
            return _noted(name, predicate, used), {value.language: value.value}
        elif kind.get("@type") not in (None, "@id") and _full(kind["@type"]) == value.datatype.value:
            return _noted(name, predicate, used), value.value
        return _noted(name, predicate, used), _literal(value, used)
    reference = isinstance(told, dict) and told.get("@type") == "@id"
    return _noted(name, predicate, used), _id(value) if reference else {"@id": _id(value)}


def _noted(name: str | None, predicate: str, used: set[str]) -> str:
    """Return the name of a property, and note that the context needs it."""
    if name is None:
        return _short(predicate, used)
    used.add(name)
    return name


def _literal(value: Literal, used: set[str]) -> Any:  # noqa: ANN401 - a JSON value
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == XSD + "string":
        return {"@value": value.value}
    return {"@value": value.value, "@type": _short(value.datatype.value, used)}


def _id(term: object) -> str:
    return str(term) if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _short(iri: str, used: set[str]) -> str:
    """Return an IRI as prefix and local name where the context has the prefix, and note that it is needed."""
    fitting = [(prefix, space) for prefix, space in _prefixes().items() if iri.startswith(space)]
    if not fitting:
        return iri
    prefix, space = max(fitting, key=lambda one: len(one[1]))
    local = iri.removeprefix(space)
    if not local or local.startswith("//") or ":" in local:
        return iri
    used.add(prefix)
    return f"{prefix}:{local}"


def _full(compacted: str) -> str:
    prefix, _, local = compacted.partition(":")
    return _prefixes().get(prefix, f"{prefix}:") + local


def _context(used: set[str]) -> dict[str, Any]:
    """Return the part of the context that names and prefixes in use need."""
    needed = set(used)
    for name in used:
        told = _terms().get(name)
        for iri in (told.get("@id", ""), told.get("@type", "")) if isinstance(told, dict) else (told or "",):
            needed.add(str(iri).partition(":")[0])
    known = {name: value for name, value in _whole().items() if name in needed}
    return {"@version": 1.1, **known, **_KEYWORDS}


@cache
def _whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "context.jsonld").read_text("utf-8"))["@context"]
    return found


@cache
def _prefixes() -> dict[str, str]:
    """Return the prefixes of the context."""
    return {
        name: value
        for name, value in _whole().items()
        if isinstance(value, str) and value.startswith("http") and value.endswith(("#", "/"))
    }


@cache
def _terms() -> dict[str, Any]:
    """Return the names of properties in the context with what they stand for."""
    return {
        name: value
        for name, value in _whole().items()
        if name not in _prefixes() and name not in _KEYWORDS and not name.startswith("@")
    }


@cache
def _names() -> dict[str, str]:
    """Return the name of every property by its IRI."""
    return {_full(value["@id"] if isinstance(value, dict) else value): name for name, value in _terms().items()}

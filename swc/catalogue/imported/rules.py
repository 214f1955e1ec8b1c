"""What belongs to a concept scheme, and the shape of its hierarchy; pure, and linear in the size of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from swc.catalogue.imported.kinds import Node

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@dataclass(frozen=True, slots=True)
class SchemeContent:
    """A scheme with its concepts and collections as a file has them, references inside the scheme made whole."""

    scheme: Node
    concepts: Mapping[str, Node]
    collections: Mapping[str, Node]
    broader: Mapping[str, frozenset[str]]
    related: Mapping[str, frozenset[str]]
    tops: frozenset[str]


def gather(scheme: Node, nodes: Mapping[str, Node]) -> SchemeContent:
    """Return a scheme with what belongs to it; inverse statements count both ways (S25, S26)."""
    tops = set(scheme.refs.get("hasTopConcept", ()))
    tops |= {iri for iri, node in nodes.items() if scheme.iri in node.refs.get("topConceptOf", ())}
    concepts = {
        iri: node
        for iri, node in nodes.items()
        if "Concept" in node.types and (scheme.iri in node.refs.get("inScheme", ()) or iri in tops)
    }
    return SchemeContent(
        scheme=scheme,
        concepts=concepts,
        collections={iri: node for iri, node in nodes.items() if _collects(node, scheme.iri, concepts)},
        broader=_both_ways(concepts, "broader", "narrower"),
        related=_both_ways(concepts, "related", "related"),
        tops=frozenset(tops & set(concepts)),
    )


def _collects(node: Node, scheme: str, concepts: Mapping[str, Node]) -> bool:
    if not node.types & {"Collection", "OrderedCollection"}:
        return False
    return scheme in node.refs.get("inScheme", ()) or any(one in concepts for one in node.refs.get("member", ()))


def _both_ways(concepts: Mapping[str, Node], name: str, inverse: str) -> dict[str, frozenset[str]]:
    """Return per concept what it refers to inside the scheme, by the property or by its inverse at the other end."""
    found: dict[str, set[str]] = {}
    for iri, node in concepts.items():
        for other in node.refs.get(name, ()):
            if other in concepts:
                found.setdefault(iri, set()).add(other)
        for other in node.refs.get(inverse, ()):
            if other in concepts:
                found.setdefault(other, set()).add(iri)
    return {iri: frozenset(others) for iri, others in found.items()}


def circles(content: SchemeContent) -> frozenset[str]:
    """Return the concepts on a circle of broader, or between two: what is left when loose ends are peeled off."""
    left = _peeled({iri: set(others) for iri, others in content.broader.items()})
    return frozenset(_peeled(turned(left)))


def _peeled(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the edges without those that lead to a dead end (linear in the number of edges)."""
    backwards = turned(edges)
    waiting = [end for end in backwards if not edges.get(end)]
    left = {iri: set(others) for iri, others in edges.items() if others}
    while waiting:
        end = waiting.pop()
        for start in backwards.get(end, ()):
            left[start].discard(end)
            if not left[start]:
                del left[start]
                waiting.append(start)
    return left


def turned(edges: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return the same edges from the other end."""
    found: dict[str, set[str]] = {}
    for start, ends in edges.items():
        for end in ends:
            found.setdefault(end, set()).add(start)
    return found


def ancestors(content: SchemeContent) -> tuple[dict[str, int], dict[str, int]]:
    """Return the place of each concept as a bit, and all that is above it as a number of such bits.

    One pass from the top down, so that a deep or wide hierarchy costs no more than its size; circles are left out.
    """
    bits = {iri: 1 << place for place, iri in enumerate(content.concepts)}
    narrower = turned(content.broader)
    open_above = {iri: len(others) for iri, others in content.broader.items()}
    above = dict.fromkeys(content.concepts, 0)
    waiting = [iri for iri in content.concepts if not open_above.get(iri)]
    while waiting:
        iri = waiting.pop()
        for below in narrower.get(iri, ()):
            above[below] |= above[iri] | bits[iri]
            open_above[below] -= 1
            if not open_above[below]:
                waiting.append(below)
    return bits, above

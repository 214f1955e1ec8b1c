"""From what a file says to the concepts that would be stored, and what they would change in the version before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from swc.catalogue.imported.kinds import Change, Node
from swc.catalogue.imported.rules import MATCHES, SchemeContent, turned
from swc.catalogue.rules import fold

_TEXTS = frozenset({"prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "example", "note"})
_NAMES = ("prefLabel", "altLabel", "hiddenLabel", "notation")
_COMPARED = ("definition", "notation", "deprecated")


@dataclass(frozen=True, slots=True)
class Taken:
    """A concept as it would be stored: the columns of a row."""

    code: str
    iri: str
    label_nl: str
    label_en: str
    definition: str
    notation: str
    deprecated: bool
    folded: str
    facts: dict[str, Any]


def code_of(iri: str) -> str:
    """Return a short code for an IRI, the same in every version: the beginning of its SHA-256."""
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def concepts_of(content: SchemeContent) -> tuple[Taken, ...]:
    """Return the concepts of a scheme, by notation and then by label."""
    collected = _collected(content)
    narrower = turned(content.broader)
    taken = [
        _taken(content, node, collected.get(iri, ()), narrower.get(iri, ())) for iri, node in content.concepts.items()
    ]
    return tuple(sorted(taken, key=lambda one: (_natural(one.notation), fold(one.label_nl), one.iri)))


def title_of(scheme: Node, fallback: str) -> str:
    """Return the title of a scheme, in Dutch where it has one."""
    return next(
        (found for name in ("dct:title", "prefLabel", "rdfs:label") if (found := scheme.text(name, "nl", "en"))),
        fallback,
    )


def _natural(notation: str) -> tuple[int, int, str]:
    """Return how a notation sorts: numbers by size, then the rest, then nothing."""
    if notation.isdecimal() and len(notation) < 10:  # noqa: PLR2004 - longer ones are no numbers that people count with
        return 0, int(notation), ""
    return (1, 0, notation) if notation else (2, 0, "")


def _collected(content: SchemeContent) -> dict[str, list[str]]:
    """Return per concept the names of the collections that it is in."""
    found: dict[str, list[str]] = {}
    for collection in content.collections.values():
        name = collection.text("prefLabel", "nl", "en") or collection.text("rdfs:label", "nl", "en") or collection.iri
        for iri in collection.refs.get("member", ()):
            found.setdefault(iri, []).append(name)
    return found


def _taken(content: SchemeContent, node: Node, collections: Iterable[str], narrower: Iterable[str]) -> Taken:
    label_nl = node.text("prefLabel", "nl", "", "en")
    names = [value for name in _NAMES for value, _ in node.texts.get(name, ())]
    facts: dict[str, Any] = {name: [list(one) for one in sorted(node.texts[name])] for name in _TEXTS & set(node.texts)}
    facts |= {
        "broader": sorted(content.broader.get(node.iri, ())),
        "narrower": sorted(narrower),
        "related": sorted(content.related.get(node.iri, ())),
        "matches": [[name, other] for name in MATCHES for other in node.refs.get(name, ())],
        "collections": sorted(collections),
        "replaced_by": sorted(node.refs.get("dct:isReplacedBy", ())),
        "top": node.iri in content.tops,
    }
    return Taken(
        code=code_of(node.iri),
        iri=node.iri,
        label_nl=label_nl,
        label_en=node.text("prefLabel", "en", "", "nl"),
        definition=node.text("definition", "nl", "", "en"),
        notation=node.text("notation"),
        deprecated=any(value == "true" for value, _ in node.texts.get("owl:deprecated", ())),
        folded=" ".join(dict.fromkeys(fold(one) for one in names)),
        facts=facts,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing would do to each concept, and the rows that would stand afterwards, in order."""

    changes: dict[str, Change]
    rows: tuple[Taken, ...]

    def of(self, change: Change) -> tuple[Taken, ...]:
        """Return the concepts that a change is about."""
        return tuple(one for one in self.rows if self.changes[one.iri] is change)


def plan(taken: tuple[Taken, ...], before: Mapping[str, Taken]) -> Plan:
    """Compare with the version before: what is no longer there stays, deprecated, because mappings may point at it."""
    changes: dict[str, Change] = {}
    for one in taken:
        old = before.get(one.iri)
        changes[one.iri] = Change.NEW if old is None else _change(old, one)
    there = set(changes)
    left = [one for iri, one in before.items() if iri not in there]
    for one in left:
        changes[one.iri] = Change.SAME if one.deprecated else Change.DEPRECATED
    kept = tuple(replace(one, deprecated=True) for one in left)
    return Plan(changes, (*taken, *kept))


def _change(old: Taken, new: Taken) -> Change:
    if old.deprecated and not new.deprecated:
        return Change.RETURNED
    return Change.SAME if _compared(old) == _compared(new) else Change.CHANGED


def _compared(one: Taken) -> list[Any]:
    """Return what makes a concept another one; what others say of it (that they are below it) does not."""
    return [*(getattr(one, name) for name in _COMPARED), {**one.facts, "narrower": None}]

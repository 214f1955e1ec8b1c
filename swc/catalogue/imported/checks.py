"""What SKOS and NL-SBB ask of a concept scheme, as pure checks over what a file says.

SKOS: W3C Recommendation of 18 August 2009, integrity conditions S9, S13, S14, S27, S37 and S46. NL-SBB: standard of
10 October 2024, of which a Violation stops an import and the rest is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from swc.catalogue.imported.kinds import Node, Severity
from swc.catalogue.imported.rules import MATCHES, SchemeContent, ancestors, circles

LABELS = ("prefLabel", "altLabel", "hiddenLabel")
_CONTROL = frozenset(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))

Hit = tuple[str, str]
"""A resource that a check hits, and what is wrong with it there."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at: how grave it is, what asks it, and the sentence for people."""

    code: str
    severity: Severity
    asked_by: str
    message: str
    find: Callable[[SchemeContent], Iterable[Hit]]


def _all(content: SchemeContent) -> Iterator[Node]:
    yield content.scheme
    yield from content.concepts.values()


def _both_classes(content: SchemeContent) -> Iterator[Hit]:
    for node in (*_all(content), *content.collections.values()):
        kinds = {"Collection" if one == "OrderedCollection" else one for one in node.types}
        if len(kinds) > 1:
            yield node.iri, " + ".join(sorted(kinds))


def _clashing_labels(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        told = [set(node.texts.get(name, ())) for name in LABELS]
        for value, tag in (told[0] & told[1]) | (told[0] & told[2]) | (told[1] & told[2]):
            yield node.iri, f"{value}@{tag}" if tag else value


def _two_labels(content: SchemeContent) -> Iterator[Hit]:
    for node in (*_all(content), *content.collections.values()):
        tags = Counter(tag.lower() for _value, tag in node.texts.get("prefLabel", ()))
        yield from ((node.iri, tag or "–") for tag, count in sorted(tags.items()) if count > 1)


def _related_and_broader(content: SchemeContent) -> Iterator[Hit]:
    if not content.related or not content.broader:
        return
    bits, above = ancestors(content)
    for iri, others in content.related.items():
        yield from ((iri, other) for other in sorted(others) if above[iri] & bits[other])


def _clashing_matches(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        exact = set(node.refs.get("exactMatch", ()))
        others = {one for name in ("broadMatch", "narrowMatch", "relatedMatch") for one in node.refs.get(name, ())}
        for other in sorted(exact & others):
            yield node.iri, other


def _without(name: str) -> Callable[[SchemeContent], Iterator[Hit]]:
    def find(content: SchemeContent) -> Iterator[Hit]:
        yield from ((node.iri, "") for node in content.concepts.values() if not node.texts.get(name))

    return find


def _shared_notation(content: SchemeContent) -> Iterator[Hit]:
    holders: dict[str, list[str]] = {}
    for node in content.concepts.values():
        for value, _tag in node.texts.get("notation", ()):
            holders.setdefault(value, []).append(node.iri)
    for value, found in holders.items():
        if len(found) > 1:
            yield from ((iri, value) for iri in found)


def _top_below(content: SchemeContent) -> Iterator[Hit]:
    for iri in sorted(content.tops):
        for other in sorted(content.broader.get(iri, ())):
            yield iri, other


def _circles(content: SchemeContent) -> Iterator[Hit]:
    yield from ((iri, "") for iri in sorted(circles(content)))


def _control(content: SchemeContent) -> Iterator[Hit]:
    for node in _all(content):
        for name, told in node.texts.items():
            if any(sign in _CONTROL for value, _tag in told for sign in value):
                yield node.iri, name


def _without_title(content: SchemeContent) -> Iterator[Hit]:
    if not any(content.scheme.texts.get(name) for name in ("dct:title", "prefLabel", "rdfs:label")):
        yield content.scheme.iri, ""


def _without_language(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        for value, tag in node.texts.get("prefLabel", ()):
            if not tag:
                yield node.iri, value


def _only_top(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        if content.scheme.iri not in node.refs.get("inScheme", ()):
            yield node.iri, ""


def _inside(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        for name in MATCHES:
            yield from ((node.iri, other) for other in node.refs.get(name, ()) if other in content.concepts)


def _dangling(content: SchemeContent) -> Iterator[Hit]:
    for node in content.concepts.values():
        for name in ("broader", "narrower", "related"):
            yield from ((node.iri, other) for other in node.refs.get(name, ()) if other not in content.concepts)
    for other in content.scheme.refs.get("hasTopConcept", ()):
        if other not in content.concepts:
            yield content.scheme.iri, other
    for collection in content.collections.values():
        for other in collection.refs.get("member", ()):
            if other not in content.concepts and other not in content.collections:
                yield collection.iri, other


def _same_label(content: SchemeContent) -> Iterator[Hit]:
    holders: dict[tuple[str, str], list[str]] = {}
    for node in content.concepts.values():
        for value, tag in node.texts.get("prefLabel", ()):
            holders.setdefault((value.casefold(), tag.lower()), []).append(node.iri)
    for (value, _tag), found in holders.items():
        if len(found) > 1:
            yield from ((iri, value) for iri in found)


_NL = "NL-SBB"
CHECKS: tuple[Check, ...] = (
    Check(
        "two-classes",
        Severity.BLOCK,
        "SKOS S9, S37",
        message="Iets is tegelijk begrip, begrippenlijst of verzameling.",
        find=_both_classes,
    ),
    Check(
        "clashing-labels",
        Severity.BLOCK,
        "SKOS S13",
        message="Dezelfde term is voorkeursterm en ook alternatieve of verborgen term.",
        find=_clashing_labels,
    ),
    Check(
        "two-labels",
        Severity.BLOCK,
        "SKOS S14",
        message="Er is meer dan één voorkeursterm in dezelfde taal.",
        find=_two_labels,
    ),
    Check(
        "related-and-broader",
        Severity.BLOCK,
        "SKOS S27",
        message="Een begrip is verwant met een begrip waar het ook onder valt.",
        find=_related_and_broader,
    ),
    Check(
        "clashing-matches",
        Severity.BLOCK,
        "SKOS S46",
        message="Een begrip komt overeen met een ander begrip en valt daar ook onder, omvat het of is ermee verwant.",
        find=_clashing_matches,
    ),
    Check(
        "no-label",
        Severity.BLOCK,
        _NL,
        message="Een begrip heeft geen voorkeursterm.",
        find=_without("prefLabel"),
    ),
    Check(
        "no-definition",
        Severity.BLOCK,
        _NL,
        message="Een begrip heeft geen definitie.",
        find=_without("definition"),
    ),
    Check(
        "only-top",
        Severity.BLOCK,
        _NL,
        message="Een begrip zegt niet in welke begrippenlijst het staat.",
        find=_only_top,
    ),
    Check(
        "shared-notation",
        Severity.BLOCK,
        _NL,
        message="Een notatie komt meer dan eens voor in de lijst.",
        find=_shared_notation,
    ),
    Check(
        "top-below",
        Severity.BLOCK,
        _NL,
        message="Een topbegrip valt onder een ander begrip.",
        find=_top_below,
    ),
    Check(
        "circle",
        Severity.BLOCK,
        "SKOS 8.6.8",
        message="Een begrip valt, langs een of meer stappen, onder zichzelf.",
        find=_circles,
    ),
    Check(
        "control-characters",
        Severity.BLOCK,
        "RDF 1.1",
        message="Een tekst bevat onleesbare stuurtekens.",
        find=_control,
    ),
    Check(
        "no-title",
        Severity.WARN,
        _NL,
        message="De begrippenlijst heeft geen titel; de naam van het bestand wordt gebruikt.",
        find=_without_title,
    ),
    Check(
        "no-language",
        Severity.WARN,
        _NL,
        message="Een voorkeursterm zegt niet in welke taal zij is.",
        find=_without_language,
    ),
    Check(
        "inside",
        Severity.WARN,
        _NL,
        message="Een afbeelding wijst naar een begrip van dezelfde lijst.",
        find=_inside,
    ),
    Check(
        "dangling",
        Severity.WARN,
        _NL,
        message="Er wordt verwezen naar een begrip dat niet in de lijst staat; die verwijzing blijft weg.",
        find=_dangling,
    ),
    Check(
        "same-label",
        Severity.WARN,
        _NL,
        message="Twee begrippen hebben dezelfde voorkeursterm.",
        find=_same_label,
    ),
)
"""Every check, gravest first."""

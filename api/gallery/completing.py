"""What can follow in a text: prefixes, our terms with Dutch names, terms that occur in the data, concepts, keywords."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from swc.access.schemas import ReadModel
from swc.catalogue.rules import fold as folded
from vocab.namespaces import PREFIXES, RDFS, SKOS
from vocab.questions import prefixes
from vocab.reading import ROOT, Described, described, turtle_files
from vocab.schemes import schemes

MOST: Final = 20
KEYWORDS: Final = (
    "SELECT", "DISTINCT", "WHERE", "OPTIONAL", "FILTER", "FILTER NOT EXISTS", "FILTER EXISTS", "VALUES", "BIND",
    "UNION", "MINUS", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "OFFSET", "CONSTRUCT", "ASK", "DESCRIBE", "GRAPH",
    "COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT", "COALESCE", "BOUND", "IF", "lang", "STR", "LCASE",
    "CONTAINS", "STRSTARTS", "REGEX", "NOW", "YEAR", "AS", "DESC", "ASC", "PREFIX",
)  # fmt: skip


class Completion(ReadModel):
    """One thing that can be put in: the text, what it is called, its kind, and how many times it occurs if known."""

    insert: str
    label: str
    kind: str
    count: int | None = None


class Completions(ReadModel):
    """What fits, the best first."""

    items: tuple[Completion, ...]


def completions(text: str, counted: Mapping[str, int]) -> tuple[Completion, ...]:
    """Return what fits what somebody typed; `counted` tells which terms occur in the data and how often.

    A match at the start of the name goes before one inside it, and what occurs in the data before what does not.
    """
    wanted = folded(text.strip())
    if not wanted:
        return ()
    found: list[tuple[tuple[int, int, str], Completion]] = []
    for one, names in _everything(counted):
        rank = _rank(wanted, names)
        if rank is not None:
            found.append(((rank, -(one.count or 0), one.insert), one))
    return tuple(one for _key, one in sorted(found, key=lambda pair: pair[0])[:MOST])


def short(iri: str) -> str | None:
    """Return an IRI with one of the known prefixes, or nothing."""
    for name, namespace in sorted(prefixes().items(), key=lambda pair: -len(pair[1])):
        local = iri.removeprefix(namespace)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{name}:{local}"
    return None


def _rank(wanted: str, names: Iterable[str]) -> int | None:
    ranks = [0 if name.startswith(wanted) else 1 for name in names if wanted in name]
    return min(ranks, default=None)


def _everything(counted: Mapping[str, int]) -> Iterator[tuple[Completion, tuple[str, ...]]]:
    known = set()
    for iri, insert, label, kind, names in _fixed():
        known.add(iri)
        yield Completion(insert=insert, label=label, kind=kind, count=counted.get(iri)), names
    for iri, count in counted.items():
        own = short(iri) if iri not in known else None
        if own is not None:
            yield Completion(insert=own, label=own, kind="term", count=count), (folded(own),)


@cache
def _fixed() -> tuple[tuple[str, str, str, str, tuple[str, ...]], ...]:
    """Return what does not follow from the data: IRI, text, name, kind, and what it is found by."""
    found: list[tuple[str, str, str, str, tuple[str, ...]]] = []
    for iri, term in described((*turtle_files("ontology"), ROOT / "foreign.ttl")).items():
        insert = short(iri)
        if insert is not None:
            found.append(_term(iri, insert, term))
    for one in (concept for each in schemes() for concept in each.concepts):
        insert = short(one.iri) or f"<{one.iri}>"
        names = (one.label_nl, one.label_en, insert, *one.alternates_nl)
        found.append((one.iri, insert, f"{one.label_nl} ({one.scheme})", "concept", tuple(map(folded, names))))
    found.extend(
        (iri, f"PREFIX {name}: <{iri}>\n", f"{name}: {iri}", "prefix", (folded(name), "prefix"))
        for name, iri in PREFIXES.items()
    )
    found.extend((one, one, one, "keyword", (folded(one),)) for one in KEYWORDS)
    return tuple(found)


def _term(iri: str, insert: str, term: Described) -> tuple[str, str, str, str, tuple[str, ...]]:
    label = term.text(RDFS + "label", "nl") or term.text(SKOS + "prefLabel", "nl") or insert
    english = term.text(RDFS + "label", "en")
    local = insert.partition(":")[2]
    kind = "class" if local[:1].isupper() else "property"
    return iri, insert, label, kind, tuple(map(folded, (insert, local, label, english)))

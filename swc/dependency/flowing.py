"""Pure: which personal data flow from products, through information objects or categories, about whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from swc.dependency.facts import BoardFacts, UseFacts
from swc.dependency.kinds import FlowEnd
from swc.dependency.schemas import FlowLink
from swc.landscape.derived import object_categories
from swc.landscape.kinds import ProcessesPersonalData
from vocab.register_facts import category_subjects


class End(NamedTuple):
    """A kind of end with its key and name; what has an empty key takes the smaller ones of its kind together."""

    kind: FlowEnd
    key: str
    name: str = ""


def flow_links(facts: BoardFacts, *, most: int) -> tuple[FlowLink, ...]:
    """Return the links by weight, of the `most` heaviest ends of each kind; the others of a kind become one end.

    A use of which no object of FORA is known shows its categories instead. Who the data are about follows from the
    categories, by our mapping.
    """
    links: Counter[tuple[End, End]] = Counter()
    for use in facts.uses:
        if use.summary.personal_data is not ProcessesPersonalData.NO:
            links.update(set(_links(facts, use)))
    kept = set(_heaviest(links, most))
    merged: Counter[tuple[End, End]] = Counter()
    for (source, target), weight in links.items():
        merged[_end(source, kept), _end(target, kept)] += weight
    return tuple(_link(pair, weight) for pair, weight in sorted(merged.items(), key=_order))


def subjects_of(categories: Iterable[str]) -> tuple[str, ...]:
    """Return whom categories of personal data are usually about (scheme `data-subjects`), each once."""
    found = (category_subjects(code) for code in categories)
    return tuple(dict.fromkeys(one for subjects in found if subjects for one in subjects.usual))


def _links(facts: BoardFacts, use: UseFacts) -> Iterator[tuple[End, End]]:
    product = End(FlowEnd.PRODUCT, use.summary.product_key, use.summary.product_name)
    for guid in use.objects:
        middle = End(FlowEnd.OBJECT, guid, facts.names.get(guid, guid))
        yield product, middle
        for subject in subjects_of(one.code for one in object_categories(guid, middle.name)):
            yield middle, End(FlowEnd.SUBJECT, subject)
    for code in () if use.objects else {one.code for one in use.summary.categories}:
        middle = End(FlowEnd.CATEGORY, code)
        yield product, middle
        for subject in subjects_of((code,)):
            yield middle, End(FlowEnd.SUBJECT, subject)


def _heaviest(links: Counter[tuple[End, End]], most: int) -> Iterator[End]:
    """Yield the heaviest ends of each kind."""
    weights: Counter[End] = Counter()
    for (source, target), weight in links.items():
        weights[source] += weight
        weights[target] += weight
    for kind in FlowEnd:
        mine = [end for end in weights if end.kind is kind]
        yield from sorted(mine, key=lambda end: (-weights[end], end.name, end.key))[:most]


def _end(end: End, kept: set[End]) -> End:
    return end if end in kept else End(end.kind, "")


def _order(item: tuple[tuple[End, End], int]) -> tuple[object, ...]:
    (source, target), weight = item
    return (tuple(FlowEnd).index(source.kind), -weight, source.name, source.key, target.name, target.key)


def _link(pair: tuple[End, End], weight: int) -> FlowLink:
    source, target = pair
    return FlowLink(
        source_kind=source.kind,
        source_key=source.key,
        source_name=source.name,
        target_kind=target.kind,
        target_key=target.key,
        target_name=target.name,
        weight=weight,
    )

"""Which entries of the catalogue look like one product, and why; pure.

Nothing is merged by these rules: they make a list for a person. Two entries of which the vendors are known and differ
are candidates only under the very same name, and names that differ in a number (a version, a school year) never are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from swc.catalogue.duplicates.kinds import BY_NAME, Likeness
from swc.catalogue.rules import fold

SIMILAR = 88
"""The lowest likeness of two names (0–100, `token_sort_ratio`) that counts as similar: a slip or two."""

_COMMON = 60
"""A word in more names than this says nothing (`school`, `online`): pairs are not sought by it."""

_LEAST_LETTERS = 4
_NUMBER = re.compile(r"\d+")
_WEIGHT = {
    Likeness.SAME_NAME: 100,
    Likeness.OTHER_NAME: 80,
    Likeness.VENDOR_IN_NAME: 70,
    Likeness.SIMILAR_NAME: 60,
    Likeness.SAME_VENDOR: 30,
    Likeness.VENDOR_AS_PROPOSED: 25,
    Likeness.SAME_CATEGORY: 5,
}


class Entry(NamedTuple):
    """An entry as far as likeness goes: names are as written, `vendor_names` those of its vendor, `note` its note."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    vendor_key: str | None = None
    vendor_names: tuple[str, ...] = ()
    category: str = ""
    note: str = ""


class Pair(NamedTuple):
    """Two entries that may be one, the lower key first, with the reasons and their weight together."""

    first: str
    second: str
    reasons: tuple[Likeness, ...]
    weight: int


def pairs(entries: Sequence[Entry], *, different: Iterable[tuple[str, str]] = ()) -> tuple[Pair, ...]:
    """Return the pairs that look alike, the likeliest first; `different` are those that a person told apart."""
    told = {tuple(sorted(one)) for one in different}
    seen = {one.key: _Seen(one) for one in entries}
    found = []
    for first, second in sorted(_worth_comparing(list(seen.values()))):
        if (first, second) in told:
            continue
        reasons = _reasons(seen[first], seen[second])
        if BY_NAME.intersection(reasons):
            found.append(Pair(first, second, reasons, sum(_WEIGHT[one] for one in reasons)))
    return tuple(sorted(found, key=lambda one: (-one.weight, one.first, one.second)))


class _Seen:
    """An entry with its names folded once."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.name = fold(entry.name)
        self.names = {self.name, *(fold(one) for one in entry.aliases)} - {""}
        self.vendors = {fold(one) for one in entry.vendor_names} - {""}
        self.bare = _without(self.name, self.vendors)
        self.note = f" {fold(entry.note)} "


def _without(name: str, vendors: Iterable[str]) -> str:
    """Return a name without the name of its vendor before or behind it; the whole where nothing would be left."""
    for vendor in sorted(vendors, key=len, reverse=True):
        for shorter in (name.removeprefix(f"{vendor} "), name.removesuffix(f" {vendor}")):
            if shorter != name:
                return shorter
    return name


def _worth_comparing(entries: Sequence[_Seen]) -> Iterator[tuple[str, str]]:
    """Yield each pair once that shares a word, or the first letters of a name, that not too many others have."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for one in entries:
        for name in one.names:
            for word in {*name.split(), name.replace(" ", "")[:_LEAST_LETTERS]}:
                by_word[word].add(one.entry.key)
    found: set[tuple[str, str]] = set()
    for keys in by_word.values():
        if len(keys) <= _COMMON:
            found.update(combinations(sorted(keys), 2))
    yield from found


def _reasons(one: _Seen, other: _Seen) -> tuple[Likeness, ...]:
    """Return what speaks for two entries being one; nothing when known vendors differ and so do the names."""
    same_vendor = one.entry.vendor_key is not None and one.entry.vendor_key == other.entry.vendor_key
    apart = not same_vendor and one.entry.vendor_key is not None and other.entry.vendor_key is not None
    by_name = _by_name(one, other)
    if by_name is None or (apart and by_name is not Likeness.SAME_NAME):
        return ()
    found = [by_name]
    if same_vendor:
        found.append(Likeness.SAME_VENDOR)
    elif _proposed(one, other) or _proposed(other, one):
        found.append(Likeness.VENDOR_AS_PROPOSED)
    if one.entry.category and one.entry.category == other.entry.category:
        found.append(Likeness.SAME_CATEGORY)
    return tuple(found)


def _by_name(one: _Seen, other: _Seen) -> Likeness | None:
    """Return what two names have in common, the strongest first."""
    if one.name == other.name:
        return Likeness.SAME_NAME
    if one.names & other.names:
        return Likeness.OTHER_NAME
    if _without(one.name, other.vendors) == other.bare or _without(other.name, one.vendors) == one.bare:
        return Likeness.VENDOR_IN_NAME
    return Likeness.SIMILAR_NAME if _similar(one.name, other.name) else None


def _similar(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LEAST_LETTERS or _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    return fuzz.token_sort_ratio(one, other) >= SIMILAR


def _proposed(concept: _Seen, other: _Seen) -> bool:
    """Say whether the note of an entry without a vendor names the vendor of the other."""
    return concept.entry.vendor_key is None and any(f" {name} " in concept.note for name in other.vendors)

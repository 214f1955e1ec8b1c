"""Matching names in a list with products and components: exact first, then by likeness, and never by a coin toss."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from swc.landscape.imports.folding import between_brackets, fold, fold_party, without_brackets
from swc.landscape.imports.kinds import MatchKind

SURE_FROM = 88
"""Least likeness (0–100) at which a misspelt name is taken for the product, with a remark."""

CANDIDATE_FROM = 62
"""Least likeness at which a product is offered as candidate."""

CANDIDATES = 5
"""How many candidates are offered."""

_VENDOR_BONUS = 4
_MARGIN = 4
_SUBSET_SCORE = 84
_SHORT = 5
_TELLING = 4
_SHORT_FROM = 75
_VENDOR_LIKE = 85
_NUMBER = re.compile(r"\d+")
_VERSION = re.compile(r"(?:\s+v(?:ersie)?)?(?:\s+\d{1,4}){1,3}$")


@dataclass(frozen=True, slots=True)
class Named:
    """A product or component under all names that people know it by; `parties` are its vendor and owners."""

    key: str
    name: str
    names: tuple[str, ...] = ()
    vendor: str = ""
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with its likeness (0–100)."""

    key: str
    name: str
    vendor: str
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """How sure it is what a name means; `key` is filled for `exact` and `likely`, `other_vendor` warns of a doubt."""

    kind: MatchKind
    key: str | None = None
    name: str = ""
    candidates: tuple[Found, ...] = ()
    other_vendor: str = ""


class NameIndex:
    """All names of a catalogue, folded once, to look up many names quickly."""

    def __init__(self, things: Iterable[Named]) -> None:
        self._things = {thing.key: thing for thing in things}
        owners: dict[str, set[str]] = defaultdict(set)
        compact: dict[str, set[str]] = defaultdict(set)
        for thing in self._things.values():
            for name in {fold(name) for name in (thing.name, *thing.names)} - {""}:
                owners[name].add(thing.key)
                compact[name.replace(" ", "")].add(thing.key)
        self._owners, self._compact = dict(owners), dict(compact)
        self._names = list(owners)
        self._likenesses = lru_cache(maxsize=8_192)(self._scored)

    def __contains__(self, key: str) -> bool:
        """Say whether a key is known."""
        return key in self._things

    def name_of(self, key: str) -> str:
        """Return the proper name that goes with a key; the key itself where nothing here has it."""
        thing = self._things.get(key)
        return thing.name if thing else key

    def exact(self, name: str) -> str | None:
        """Return the key that bears exactly this name, when it is one."""
        keys = self._owners.get(fold(name), set())
        return next(iter(keys)) if len(keys) == 1 else None

    def match(self, name: str, vendor: str = "") -> Match:
        """Return what a name means; the vendor in the list breaks ties and raises doubt, but never decides alone."""
        full, *others = variants(name, vendor)
        whole = self._by_vendor(self._owners.get(full, set()), vendor)
        if len(whole) == 1:
            return self._as_match(MatchKind.EXACT, whole.pop(), vendor)
        scores = self._scores((full, *others), vendor)
        if whole:
            return Match(MatchKind.CANDIDATES, candidates=self._ranked(scores))
        near = set().union(
            *(self._owners.get(other, set()) for other in others), self._compact.get(_joined(full), set())
        )
        near = self._by_vendor(near, vendor)
        if len(near) == 1:
            return self._as_match(MatchKind.LIKELY, near.pop(), vendor, self._ranked(scores))
        sure = self._sure(full, scores, vendor)
        if sure:
            return self._as_match(MatchKind.LIKELY, sure, vendor, self._ranked(scores))
        ranked = self._ranked(scores)
        return Match(MatchKind.CANDIDATES if ranked else MatchKind.NONE, candidates=ranked)

    def _sure(self, name: str, scores: dict[str, float], vendor: str) -> str | None:
        """Return the one product that is clearly meant by a misspelt name."""
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or len(name) <= _SHORT or ranked[0][1] < SURE_FROM:
            return None
        if len(ranked) > 1 and ranked[1][1] > ranked[0][1] - _MARGIN:
            return None
        thing = self._things[ranked[0][0]]
        if vendor and self._doubt(thing, vendor):
            return None
        numbers = _NUMBER.findall(name)
        return (
            thing.key if any(_NUMBER.findall(fold(known)) == numbers for known in (thing.name, *thing.names)) else None
        )

    def _scores(self, names: Sequence[str], vendor: str) -> dict[str, float]:
        """Return the likeness of every product worth offering."""
        best: dict[str, float] = {}
        for name in names:
            for key, score in self._likenesses(name):
                best[key] = max(best.get(key, 0.0), score)
        if vendor:
            for key in best:
                best[key] += _VENDOR_BONUS if _same_party(self._things[key], vendor) else 0
        return best

    def _scored(self, name: str) -> tuple[tuple[str, float], ...]:
        """Return (key, likeness) for a folded name: spelling, order of words, and one name within the other."""
        cutoff = CANDIDATE_FROM if len(name) > _SHORT else _SHORT_FROM
        found: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio):
            for known, score, _ in process.extract(name, self._names, scorer=scorer, score_cutoff=cutoff, limit=12):
                for key in self._owners[known]:
                    found[key] = max(found.get(key, 0.0), score)
        words = set(name.split())
        for known, _, _ in process.extract(name, self._names, scorer=fuzz.token_set_ratio, score_cutoff=100, limit=12):
            shared = words & set(known.split())
            if len("".join(shared)) >= _TELLING:
                for key in self._owners[known]:
                    found[key] = max(found.get(key, 0.0), float(_SUBSET_SCORE))
        return tuple(found.items())

    def _ranked(self, scores: dict[str, float]) -> tuple[Found, ...]:
        ranked = sorted(scores.items(), key=lambda item: (-item[1], self._things[item[0]].name))[:CANDIDATES]
        return tuple(
            Found(key, self._things[key].name, self._things[key].vendor, min(99, round(score))) for key, score in ranked
        )

    def _by_vendor(self, keys: set[str], vendor: str) -> set[str]:
        """Return those of several products that the vendor in the list makes, or all when that does not tell."""
        if len(keys) < 2 or not vendor:  # noqa: PLR2004 - one needs no tie-breaker
            return set(keys)
        return {key for key in keys if _same_party(self._things[key], vendor)} or set(keys)

    def _as_match(self, kind: MatchKind, key: str, vendor: str, ranked: tuple[Found, ...] = ()) -> Match:
        thing = self._things[key]
        return Match(kind, key, thing.name, ranked, thing.vendor if vendor and self._doubt(thing, vendor) else "")

    def _doubt(self, thing: Named, vendor: str) -> bool:
        """Say whether the list names a vendor that is known not to be one of the product's."""
        return bool(thing.parties) and not _same_party(thing, vendor)


def variants(name: str, vendor: str = "") -> list[str]:
    """Return the folded name and what else it may stand for: without brackets, vendor or version number."""
    full = fold(name)
    bare = fold(without_brackets(name)) or full
    found = [full, bare, *(fold(part) for part in between_brackets(name) if len(fold(part)) >= _SHORT)]
    party = fold_party(vendor)
    found += [one.removeprefix(f"{party} ") for one in (full, bare) if party and one.startswith(f"{party} ")]
    found += [_VERSION.sub("", one) for one in found]
    return list(dict.fromkeys(one for one in found if one)) or [""]


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _same_party(thing: Named, vendor: str) -> bool:
    """Say whether a vendor as people write it is one of the parties of a product."""
    wanted = fold_party(vendor)
    return any(_alike(wanted, fold_party(party)) for party in thing.parties)


@lru_cache(maxsize=8_192)
def _alike(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    within = bool(first and second) and (first <= second or second <= first)
    return within or fuzz.ratio(one, other) >= _VENDOR_LIKE

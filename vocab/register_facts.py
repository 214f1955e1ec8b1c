"""Mappings of ours for the register of processing (art. 30 AVG), every fact with its source and trust.

What a function needs, whom a category is about, on which ground of art. 9 it may rest, and how long it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from vocab.facts import folded, occurs
from vocab.reading import rows


@dataclass(frozen=True, slots=True)
class Origin:
    """The line of a table that says something: the file, its source, how far it is confirmed, and its remark."""

    table: str
    source: str
    trust: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a business function usually processes personal data for, and which.

    `legal_bases` are codes of art. 6, `categories` what the function needs (none: no personal data of its own),
    `recipients` the names of those to whom a law makes the school give data.
    """

    name: str
    purposes: tuple[str, ...]
    legal_bases: tuple[str, ...]
    statutes: tuple[str, ...]
    subjects: tuple[str, ...]
    categories: tuple[str, ...]
    recipients: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whom a category is about: `usual`, and `possible` where the function says so."""

    usual: tuple[str, ...]
    possible: tuple[str, ...]
    origin: Origin

    def among(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return those that a function names, or the usual ones where it names none of them."""
        named = set(wanted)
        return tuple(one for one in (*self.usual, *self.possible) if one in named) or self.usual


@dataclass(frozen=True, slots=True)
class Ground:
    """On which ground of art. 9(2) AVG a special category may rest, with the article of the Dutch act.

    `code` is empty for criminal data, which art. 10 AVG governs.
    """

    category: str
    code: str
    article: str
    statute: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Retention:
    """Which norm of retention holds for categories, of a function or in general."""

    norm: str
    categories: frozenset[str]
    origin: Origin


@cache
def function_profile(guid: str, name: str = "") -> Profile | None:
    """Return the profile of a business function by its GUID (32 hex digits), else by words in its `name`.

    Nothing found means unknown, not "no personal data". A profile found by words is unconfirmed.
    """
    listed = _profiles().get(guid)
    return listed if listed is not None else _by_words(name)


@cache
def category_subjects(category: str) -> Subjects | None:
    """Return whom a category of personal data is about, or nothing where that is not mapped."""
    return _subjects().get(category)


@cache
def category_grounds() -> Mapping[str, Ground]:
    """Return the ground for each special category that has one; a category that lacks here has none to suggest."""
    table = "category_grounds.csv"
    found = {
        row["category"]: Ground(row["category"], row["ground"], row["article"], row["statute"], _origin(table, row))
        for row in rows(table)
    }
    return MappingProxyType(found)


@cache
def retentions(function: str, categories: frozenset[str]) -> tuple[Retention, ...]:
    """Return the norms for the categories of a function; what the function says goes before the general norm."""
    left = set(categories)
    found: dict[str, Retention] = {}
    for row in _retention_rows(function):
        covered = left & set(row["categories"].split() or [row["key"]])
        if covered:
            left -= covered
            known = found.get(row["norm"])
            held = known.categories if known else frozenset()
            origin = known.origin if known else _origin("category_retention.csv", row)
            found[row["norm"]] = Retention(row["norm"], held | covered, origin)
    return tuple(found.values())


def _retention_rows(function: str) -> list[dict[str, str]]:
    """Return the lines of a function, then those of every category."""
    listed = rows("category_retention.csv")
    own = [row for row in listed if row["kind"] == "function" and row["key"] == function]
    return [*own, *(row for row in listed if row["kind"] == "category")]


@cache
def _profiles() -> dict[str, Profile]:
    table = "function_profiles.csv"
    return {row["guid"]: _profile(table, row["function"], row) for row in rows(table)}


@cache
def _by_words(name: str) -> Profile | None:
    """Return the profile of the first line whose words all occur in the name."""
    table, bare = "function_words.csv", folded(name)
    for row in rows(table) if bare else ():
        if all(occurs(word, bare) for word in row["words"].split()):
            return _profile(table, name, row)
    return None


def _profile(table: str, name: str, row: dict[str, str]) -> Profile:
    return Profile(
        name=name,
        purposes=tuple(row["purposes"].split()),
        legal_bases=tuple(row["legal_bases"].split()),
        statutes=tuple(row["statutes"].split()),
        subjects=tuple(row["subjects"].split()),
        categories=tuple(row["categories"].split()),
        recipients=tuple(one for one in row["recipients"].split(";") if one),
        origin=_origin(table, row),
    )


@cache
def _subjects() -> dict[str, Subjects]:
    table = "category_subjects.csv"
    return {
        row["category"]: Subjects(tuple(row["subjects"].split()), tuple(row["also"].split()), _origin(table, row))
        for row in rows(table)
    }


def _origin(table: str, row: dict[str, str]) -> Origin:
    return Origin(table, row["source"], row["trust"], row["note"])

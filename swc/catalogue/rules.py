"""Pure rules of the catalogue: chains of owners, folding of names for search, keys, and partial dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from swc.catalogue.kinds import CentralOutcome, Trust
from swc.catalogue.schemas import ChainLink, VendorGroup

_WEAKER = {Trust.CONFIRMED: 0, Trust.UNCONFIRMED: 1, Trust.UNKNOWN: 2}
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ł": "l"})
_WORD = re.compile("[0-9a-z]+")
_VERSION_WORD = re.compile(r"^(?:versie|version|v)\.? ?(?=\d)")
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class Owned:
    """A vendor as far as ownership goes; `trust` is that of the statement about its parent.

    `parent_since` is the first day of that statement; nothing where nobody knows since when.
    """

    key: str
    name: str
    country: str | None = None
    ownership_kind: str | None = None
    dpf_certified: bool | None = None
    parent_key: str | None = None
    parent_known: bool = False
    covenant_member: bool | None = None
    trust: Trust = Trust.UNKNOWN
    parent_since: date | None = None


def chain(vendors: Mapping[str, Owned], key: str) -> tuple[tuple[Owned, ...], bool]:
    """Return the owners of a vendor from itself to the top, and whether the chain ran into a circle."""
    found: list[Owned] = []
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at in vendors:
        if at in seen:
            return tuple(found), True
        seen.add(at)
        found.append(vendors[at])
        at = vendors[at].parent_key
    return tuple(found), False


class Owners(NamedTuple):
    """A vendor with everybody above it, from itself to the top; `known` when the top is known to have no owner."""

    chain: tuple[Owned, ...]
    known: bool

    @property
    def certified(self) -> bool | None:
        """Say whether vendor or top is certified under the EU-US framework; one is taken to cover the other."""
        said = (self.chain[0].dpf_certified, self.chain[-1].dpf_certified)
        if True in said:
            return True
        return False if False in said else None


def owners(vendors: Mapping[str, Owned], key: str) -> Owners:
    """Return who owns a vendor; data that run in a circle end at the vendor itself and are not known."""
    links, circular = chain(vendors, key)
    if circular:
        return Owners(links[:1], known=False)
    return Owners(links, known=links[-1].parent_known and links[-1].parent_key is None)


def group(vendors: Mapping[str, Owned], key: str) -> VendorGroup:
    """Return the group of a vendor: the top of its chain.

    A circle (which the service refuses, but data may hold) ends at the vendor itself and is not known: nothing is
    guessed. An unknown parent leaves the last known organisation as top with `known` false.
    """
    links, circular = chain(vendors, key)
    return _group(links[:1], known=False) if circular else _group(links, known=_is_top(links[-1]))


def _is_top(one: Owned) -> bool:
    """Say whether an organisation is known to have no owner."""
    return one.parent_known and one.parent_key is None


@lru_cache(maxsize=8192)
def _group(links: tuple[Owned, ...], *, known: bool) -> VendorGroup:
    """Return the group that a chain of owners makes; the same chain gives the same object."""
    top = links[-1]
    return VendorGroup(
        key=top.key,
        name=top.name,
        country=top.country,
        known=known,
        trust=weakest(tuple(link.trust for link in links)) if known else Trust.UNKNOWN,
        dpf_certified=top.dpf_certified,
        chain=tuple(
            ChainLink(
                key=link.key,
                name=link.name,
                country=link.country,
                ownership_kind=link.ownership_kind,
                trust=link.trust,
            )
            for link in links
        ),
    )


def weakest(trusts: tuple[Trust, ...]) -> Trust:
    """Return the weakest of some marks of trust; unknown when there is none."""
    return max(trusts, key=_WEAKER.__getitem__, default=Trust.UNKNOWN)


def fold(text: str) -> str:
    """Return a text as search compares it: lower case, without diacritics and punctuation, single spaces."""
    letters = text.casefold().replace("&", " en ")
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters.translate(_LETTERS))
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(letters))


def key_of(name: str) -> str:
    """Return the key of a thing by its name: letters and digits joined by hyphens, at most 120 signs."""
    return fold(name).replace(" ", "-")[:120].strip("-") or "naamloos"


def version_key(name: str) -> str:
    """Return the name of a version as names of versions are compared: `V4.2`, `versie 4.2` and `4.2` are the same."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _VERSION_WORD.sub("", plain)


def first_day(dated: str) -> date | None:
    """Return the first day that a partial date (`2024`, `2024-12`, `2024-12-03`) can mean; nothing if unreadable."""
    match = _PARTIAL.match(dated.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def outcome(text: str) -> CentralOutcome:
    """Return the outcome that a published phrase means; the phrase itself is kept beside it."""
    phrase = text.casefold()
    if phrase.startswith("negative"):
        return CentralOutcome.NEGATIVE
    if phrase.startswith("conditional") or "condition" in phrase:
        return CentralOutcome.CONDITIONAL
    if phrase.startswith(("positive", "resolved")):
        return CentralOutcome.POSITIVE
    if phrase in {"members only", "product ended"}:
        return CentralOutcome.NOT_PUBLIC
    return CentralOutcome.UNKNOWN

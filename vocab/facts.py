"""Mappings of ours between FORA, the market and the code lists; every fact with its source and trust.

FORA only says "personal data: yes or no". What is not mapped here is unknown, and callers must show it as such.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from vocab.reading import rows

COUNTRY_SYNONYMS = {"UK": "GB", "EL": "GR"}
"""Codes that people and the European institutions use besides ISO 3166-1."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One category of personal data (scheme `data-categories`) that something leads to."""

    code: str
    source: str
    trust: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Adequacy:
    """Why data may go to a country: `eea`, `adequacy` (art. 45 AVG) or `dpf` (only certified organisations).

    `conditional` says that the decision covers part of the recipients only; `note` says which.
    """

    country: str
    name_nl: str
    name_en: str
    basis: str
    conditional: bool
    valid_from: date
    valid_to: date | None
    source: str
    trust: str
    note: str


def folded(name: str) -> str:
    """Return a name without case, diacritics, punctuation and double spaces, for comparing."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def object_categories(guid: str, name: str = "") -> tuple[Mapped, ...]:
    """Return the categories of an information object by its GUID (32 hex digits).

    An object that the table lacks is tried by words in its `name`, if given; those answers are unconfirmed.
    Nothing found means unknown, not "no personal data".
    """
    listed = _by_key("object_categories.csv", "guid").get(guid)
    return listed if listed is not None else _by_words(name)


def is_listed_object(guid: str) -> bool:
    """Say whether the table has an information object, so that its name tells nothing more."""
    return guid in _by_key("object_categories.csv", "guid")


def product_category_categories(category: str) -> tuple[Mapped, ...]:
    """Return the categories that products of a market category usually hold; nothing means unknown."""
    return _by_key("product_categories.csv", "category").get(category.strip(), ())


@cache
def component_alias(name: str) -> str | None:
    """Return the GUID of the reference component that people mean by a name, or nothing; never a guess."""
    return _aliases().get(folded(name))


@cache
def component_names() -> Mapping[str, str]:
    """Return the name of every component in the alias table, by GUID."""
    return MappingProxyType({row["guid"]: row["component"] for row in rows("component_aliases.csv")})


@cache
def expected_components(sector: str) -> tuple[str, ...]:
    """Return the GUIDs of the components that a board of a sector (`po`, `so`, `vo`, `mixed`) is expected to have."""
    return tuple(
        dict.fromkeys(row["guid"] for row in rows("expected_components.csv") if sector in row["sectors"].split())
    )


@cache
def core_standards(component_guid: str) -> tuple[str, ...]:
    """Return the open standards (scheme `standards`) that products of a component should support at least."""
    return tuple(row["standard"] for row in rows("core_standards.csv") if row["guid"] == component_guid)


@cache
def learning_components() -> frozenset[str]:
    """Return the components that hold learning material, which can do with a pseudonym instead of a name."""
    return _with_trait("learning")


@cache
def bsn_components() -> frozenset[str]:
    """Return the components that may hold a citizen service number (art. 46 UAVG and the education acts)."""
    return _with_trait("bsn")


@cache
def parent_login_components() -> frozenset[str]:
    """Return the components at which parents log in."""
    return _with_trait("parent-login")


@cache
def product_traits() -> Mapping[str, frozenset[str]]:
    """Return what is particular to some products of the shipped catalogue, by product key; the others have no trait.

    The traits: `microsoft-collaboration`, `google-meet`, `consumer-services`, `partnership` (a file kept by a
    partnership for inclusive education).
    """
    found: dict[str, frozenset[str]] = {}
    for row in rows("product_traits.csv"):
        found[row["product"]] = found.get(row["product"], frozenset()) | {row["trait"]}
    return MappingProxyType(found)


@cache
def level_confidentiality() -> Mapping[str, str]:
    """Return, by level of personal data, the confidentiality (scheme `biv-levels`) that it asks for."""
    return MappingProxyType({row["level"]: row["confidentiality"] for row in rows("level_confidentiality.csv")})


@cache
def adequate_countries(on: date) -> Mapping[str, Adequacy]:
    """Return, by ISO 3166-1 alpha-2 code, the countries where data may go without a transfer assessment on a day."""
    found = {one.country: one for one in adequacies() if one.valid_from <= on and not _past(one.valid_to, on)}
    return MappingProxyType(found)


def country_code(code: str) -> str:
    """Return the ISO 3166-1 code for a code as people write it."""
    upper = code.strip().upper()
    return COUNTRY_SYNONYMS.get(upper, upper)


def _past(last: date | None, on: date) -> bool:
    """Say whether a period that ends on `last` is over."""
    return last is not None and last < on


@cache
def adequacies() -> tuple[Adequacy, ...]:
    """Return every row of the table of countries."""
    return tuple(
        Adequacy(
            country=row["country"],
            name_nl=row["name_nl"],
            name_en=row["name_en"],
            basis=row["basis"],
            conditional=row["conditional"] == "yes",
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
            trust=row["trust"],
            note=row["note"],
        )
        for row in rows("adequate_countries.csv")
    )


@cache
def _aliases() -> dict[str, str]:
    """Return the GUID of a component by its folded name."""
    return {folded(row["name"]): row["guid"] for row in rows("component_aliases.csv")}


@cache
def _by_key(table: str, column: str) -> dict[str, tuple[Mapped, ...]]:
    """Return a mapping table by its key column."""
    return {row[column]: _mapped(row) for row in rows(table)}


@cache
def _by_words(name: str) -> tuple[Mapped, ...]:
    """Return the categories of the first line whose words all occur in the name; a line may say "none to name"."""
    bare = folded(name)
    for row in rows("object_words.csv") if bare else ():
        if all(occurs(word, bare) for word in row["words"].split()):
            return _mapped(row)
    return ()


def occurs(word: str, bare: str) -> bool:
    """Say whether a word stands in a folded name: `^` ties it to the start of a word, `$` to the end of one."""
    start, end = word.startswith("^"), word.endswith("$")
    wanted = word.strip("^$")
    return f"{' ' if start else ''}{wanted}{' ' if end else ''}" in f" {bare} "


def _mapped(row: dict[str, str]) -> tuple[Mapped, ...]:
    """Return the categories that a row names."""
    return tuple(Mapped(code, row["source"], row["trust"], row["note"]) for code in row["categories"].split())


def _with_trait(trait: str) -> frozenset[str]:
    """Return the components that carry a trait."""
    return frozenset(row["guid"] for row in rows("component_traits.csv") if row["trait"] == trait)

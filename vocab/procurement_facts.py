"""Mappings of ours for procurement, every fact with its source and trust: CPV codes, and which standards are mandatory.

There is no CPV code for software as a service; what is not mapped here is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from vocab.reading import rows


@dataclass(frozen=True, slots=True)
class CpvCode:
    """A code of scheme `cpv` that something is bought under; the first one of a list is the main one."""

    code: str
    source: str
    trust: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class StandardStatus:
    """Whether a standard is `mandatory` or `desired` in the education chain, and who says so."""

    standard: str
    status: str
    source: str
    trust: str
    note: str = ""


def component_cpv(guid: str) -> tuple[CpvCode, ...]:
    """Return the CPV codes of a reference component by its GUID; nothing means unknown."""
    return _cpv("component").get(guid, ())


def category_cpv(category: str) -> tuple[CpvCode, ...]:
    """Return the CPV codes under which products of a market category are bought; nothing means unknown."""
    return _cpv("category").get(category.strip(), ())


@cache
def standard_statuses() -> Mapping[str, StandardStatus]:
    """Return, by standard, what is known of its being mandatory; a standard without an entry is not mandatory."""
    return MappingProxyType({row["standard"]: StandardStatus(**row) for row in rows("standard_status.csv")})


@cache
def _cpv(kind: str) -> Mapping[str, tuple[CpvCode, ...]]:
    found = {
        row["key"]: tuple(CpvCode(code, row["source"], row["trust"], row["note"]) for code in row["codes"].split())
        for row in rows("component_cpv.csv")
        if row["kind"] == kind
    }
    return MappingProxyType(found)

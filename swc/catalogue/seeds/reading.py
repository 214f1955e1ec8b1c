"""Reads the shipped data files into plain rows and keeps count of what loading did."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from swc.access.schemas import ReadModel
from swc.catalogue.data_files import rows
from swc.catalogue.kinds import Trust
from swc.catalogue.rules import fold

DATA_AS_OF: Final = date(2026, 6, 30)
"""The day of the data: its sources run to the middle of 2026 (see `data/SOURCE.md`)."""

_LEGAL_FORM = re.compile(r"\b(b v|bv|n v|nv|inc|asa|oyj|as|ab|gmbh|llc|pty|corporation|ltd)\b")
_GENERAL_KNOWLEDGE = "[gk]"


class Unmatched(ReadModel):
    """Something in the data that could not be placed, and what was done with it instead."""

    subject: str
    text: str
    kept: str


class SeedReport(ReadModel):
    """What a load did: the number of new rows of each kind, and everything that could not be placed."""

    vendors: int = 0
    products: int = 0
    claims: int = 0
    standards: int = 0
    central_dpias: int = 0
    central_versions: int = 0
    references: int = 0
    unmatched: tuple[Unmatched, ...] = ()

    @property
    def changed(self) -> bool:
        """Say whether anything was new."""
        return any((self.vendors, self.products, self.central_dpias, self.central_versions, self.references))


@dataclass(slots=True)
class Tally:
    """The count while a load runs."""

    vendors: int = 0
    products: int = 0
    claims: int = 0
    standards: int = 0
    central_dpias: int = 0
    central_versions: int = 0
    references: int = 0
    unmatched: list[Unmatched] = field(default_factory=list)

    def miss(self, subject: str, text: str, kept: str) -> None:
        """Note what could not be placed; `kept` says in Dutch where it went."""
        self.unmatched.append(Unmatched(subject=subject, text=text, kept=kept))

    def report(self) -> SeedReport:
        """Return the count as a report."""
        return SeedReport(
            vendors=self.vendors,
            products=self.products,
            claims=self.claims,
            standards=self.standards,
            central_dpias=self.central_dpias,
            central_versions=self.central_versions,
            references=self.references,
            unmatched=tuple(self.unmatched),
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from and how sure it is; a row without a source has no date either."""

    url: str
    trust: Trust

    @property
    def checked_on(self) -> date | None:
        """Return the day of the data for a row with a source."""
        return DATA_AS_OF if self.url else None

    def columns(self, trust: Trust | None = None) -> dict[str, Any]:
        """Return the provenance columns of a fact from this row."""
        return {"source_url": self.url, "checked_on": self.checked_on, "trust": trust or self.trust}


@dataclass(frozen=True, slots=True)
class Owner:
    """How the owner of a vendor is to be read: `name` is empty for none; `known` false when nobody knows."""

    name: str = ""
    kind: str | None = None
    alias: str = ""
    note: str = ""
    known: bool = False
    sure: bool = True


def is_unknown(vendor: str) -> bool:
    """Say whether a vendor column says that nobody knows."""
    return vendor.strip().casefold().startswith("unknown")


def source_of(row: dict[str, str]) -> Source:
    """Return source and trust of a row: only `verified` without reservation is confirmed."""
    confirmed = row["verified"].strip() == "verified"
    return Source(row["source_url"].strip(), Trust.CONFIRMED if confirmed else Trust.UNCONFIRMED)


def owner_of(text: str) -> Owner | None:
    """Return how an owner column is to be read; nothing for a text that the table of owners lacks and that is odd."""
    if text == "unknown" or not text:
        return Owner()
    listed = next((row for row in rows("owners.csv") if row["text"] == text), None)
    sure = _GENERAL_KNOWLEDGE not in text
    if listed is not None:
        return Owner(
            name=listed["name"],
            kind=listed["ownership_kind"] or None,
            alias=listed["alias"],
            note=listed["note"],
            known=True,
            sure=sure,
        )
    bare = text.replace(_GENERAL_KNOWLEDGE, "").strip()
    return None if "(" in bare else Owner(name=bare, known=True, sure=sure)


def same_organisation(one: str, other: str) -> bool:
    """Say whether two names differ only in legal form, so that the one is no owner of the other."""
    return _without_form(one) == _without_form(other)


def _without_form(name: str) -> str:
    return " ".join(_LEGAL_FORM.sub(" ", fold(name)).split())

"""Thresholds and dates that rules use, each with the period in which it holds and its source.

A changed law or custom is a new entry in `norms/*.ttl`, not a change of code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from vocab.errors import NotFoundError
from vocab.namespaces import DCTERMS, RDF, SKOS, SWC
from vocab.reading import Described, described, turtle_files
from vocab.sources import Source, sources


@dataclass(frozen=True, slots=True)
class Norm:
    """One value of one norm; `valid_to` is the last day on which it holds, nothing means open.

    `value` is a number in `unit` (years, percent, uses …) or, for dates set by law, the day itself.
    """

    code: str
    value: Decimal | date
    unit: str
    valid_from: date
    valid_to: date | None
    source: Source
    trust: str
    label: str
    label_en: str
    iri: str
    note: str = ""
    note_en: str = ""

    @property
    def is_day(self) -> bool:
        """Say whether the value is a date instead of a number."""
        return isinstance(self.value, date)

    @property
    def number(self) -> Decimal:
        """Return the value as a number; raises `TypeError` for a date."""
        if isinstance(self.value, date):
            raise TypeError(f"norm {self.code} is a date")
        return self.value

    @property
    def whole(self) -> int:
        """Return the value as a whole number; raises `TypeError` for a date."""
        return int(self.number)

    @property
    def day(self) -> date:
        """Return the value as a date; raises `TypeError` for a number."""
        if not isinstance(self.value, date):
            raise TypeError(f"norm {self.code} is not a date")
        return self.value

    def holds(self, on: date) -> bool:
        """Say whether this value holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@cache
def norms() -> tuple[Norm, ...]:
    """Return every value of every norm, by code and first day."""
    found = described(turtle_files("norms"))
    read = [_norm(one) for one in found.values() if SWC + "Norm" in one.iris(RDF + "type")]
    return tuple(sorted(read, key=lambda one: (one.code, one.valid_from)))


@cache
def norm(code: str, on: date) -> Norm:
    """Return the value of a norm that holds on a day; raises `NotFoundError` where none does."""
    for one in norms():
        if one.code == code and one.holds(on):
            return one
    raise NotFoundError("Norm %(code)s heeft geen waarde op %(day)s.", code=code, day=on.isoformat())


def _norm(found: Described) -> Norm:
    """Return the norm that a subject describes; raises `ValueError` where a required part is missing."""
    value = next(iter(found.values(RDF + "value")), None)
    first = found.day(SWC + "validFrom")
    used = found.iri_of(DCTERMS + "source")
    if not isinstance(value, (Decimal, date)) or first is None or used is None:
        raise ValueError(f"{found.iri} lacks a value, a first day or a source")
    return Norm(
        code=found.text(DCTERMS + "identifier"),
        value=value,
        unit=found.text(SWC + "unit"),
        valid_from=first,
        valid_to=found.day(SWC + "validTo"),
        source=sources()[used],
        trust=found.code_of(SWC + "trust") or sources()[used].trust,
        label=found.text(SKOS + "prefLabel", "nl"),
        label_en=found.text(SKOS + "prefLabel", "en"),
        iri=found.iri,
        note=found.text(SKOS + "note", "nl"),
        note_en=found.text(SKOS + "note", "en"),
    )

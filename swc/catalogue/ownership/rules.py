"""Pure rules of ownership over time: who controls an organisation on a day, and what periods may stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from swc.catalogue.kinds import OwnershipRelation, Trust
from swc.catalogue.rules import Owned

WHOLE: Final = Decimal(100)
"""All shares of an organisation, in percent."""
HALF: Final = WHOLE / 2
"""More than this gives control."""
UNSAID: Final = frozenset({OwnershipRelation.INDEPENDENT, OwnershipRelation.UNKNOWN})
"""What is said of an organisation without naming an owner."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One period of ownership: from a day up to (not including) another; no day is not known, or still so."""

    vendor_key: str
    owner_key: str | None = None
    relation: OwnershipRelation = OwnershipRelation.OWNED
    kind: str | None = None
    share: Decimal | None = None
    control: bool | None = None
    from_date: date | None = None
    until: date | None = None
    trust: Trust = Trust.UNKNOWN
    id: UUID | None = None

    def covers(self, day: date) -> bool:
        """Say whether the period holds on a day."""
        return (self.from_date is None or self.from_date <= day) and (self.until is None or day < self.until)

    def meets(self, other: Holding) -> bool:
        """Say whether two periods have a day in common."""
        return _starts(self) < _ends(other) and _starts(other) < _ends(self)


class Standing(NamedTuple):
    """How an organisation stands on a day: who decides over it, whether that is known, and how it is held."""

    parent_key: str | None = None
    known: bool = False
    kind: str | None = None
    trust: Trust = Trust.UNKNOWN
    since: date | None = None


NOT_KNOWN: Final = Standing()


def controlling(holdings: Sequence[Holding]) -> Holding | None:
    """Return the period that gives control among those of one organisation on one day; nothing when none does.

    Control is said, or follows from going up in the other, from more than half of the shares, or from being the only
    owner of that day who may have it, of whom no share is told. Several owners without a majority: nobody controls.
    """
    sure = next((one for one in holdings if takes_control(one)), None)
    if sure is not None:
        return sure
    able = [one for one in holdings if one.relation not in UNSAID and one.control is not False]
    return able[0] if len(able) == 1 and is_open(able[0]) else None


def takes_control(holding: Holding) -> bool:
    """Say whether a period gives control by itself, whoever else owns a part."""
    if holding.relation is OwnershipRelation.MERGED:
        return True
    if holding.relation in UNSAID or holding.control is False:
        return False
    return bool(holding.control) or (holding.share is not None and holding.share > HALF)


def is_open(holding: Holding) -> bool:
    """Say whether neither share nor control is told of an owner, so that control depends on who stands beside it."""
    return holding.relation is OwnershipRelation.OWNED and holding.share is None and holding.control is None


def standing(holdings: Sequence[Holding]) -> Standing:
    """Return how an organisation stands by its periods of one day; what no period says is not known."""
    decides = controlling(holdings)
    if decides is not None:
        return Standing(decides.owner_key, known=True, kind=decides.kind, trust=decides.trust, since=decides.from_date)
    told = next((one for one in holdings if one.relation in UNSAID), None)
    if told is not None:
        known = told.relation is OwnershipRelation.INDEPENDENT
        return Standing(None, known=known, kind=told.kind, trust=told.trust, since=told.from_date)
    kinds = {one.kind for one in holdings}
    return Standing(kind=kinds.pop()) if len(kinds) == 1 else NOT_KNOWN


@dataclass(frozen=True)
class Ownerships:
    """Every vendor with every period of ownership, to be asked for any day."""

    vendors: Mapping[str, Owned]
    holdings: tuple[Holding, ...]

    @cached_property
    def by_vendor(self) -> Mapping[str, tuple[Holding, ...]]:
        """Return the periods by the organisation that is owned."""
        found: dict[str, list[Holding]] = defaultdict(list)
        for one in self.holdings:
            found[one.vendor_key].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    def of(self, key: str, day: date) -> tuple[Holding, ...]:
        """Return the periods of one organisation that hold on a day."""
        return tuple(one for one in self.by_vendor.get(key, ()) if one.covers(day))

    def on(self, day: date) -> dict[str, Owned]:
        """Return every vendor with what is known of its owner on a day."""
        return {key: owned_by(one, standing(self.of(key, day))) for key, one in self.vendors.items()}

    def boundaries(self) -> tuple[date, ...]:
        """Return the days on which something in the ownership changes, in order."""
        return boundaries(self.holdings)


@lru_cache(maxsize=4096)
def owned_by(vendor: Owned, stands: Standing) -> Owned:
    """Return a vendor with how it stands; the same facts give the same object."""
    return replace(
        vendor,
        parent_key=stands.parent_key,
        parent_known=stands.known,
        ownership_kind=stands.kind,
        trust=stands.trust,
        parent_since=stands.since,
    )


def boundaries(holdings: Iterable[Holding]) -> tuple[date, ...]:
    """Return the first days of periods and the days after their last, in order."""
    days = {day for one in holdings for day in (one.from_date, one.until) if day is not None}
    return tuple(sorted(days))


def _rivals(other: Holding) -> bool:
    """Say whether a period contradicts that another one decides: it does so itself, may do so, or says nobody does."""
    return other.relation in UNSAID or takes_control(other) or is_open(other)


class Flaw(StrEnum):
    """Why periods cannot stand together."""

    CIRCLE = "circle"
    TWICE = "twice"
    TWO_IN_CONTROL = "two_in_control"
    OVER_THE_WHOLE = "over_the_whole"


class Found(NamedTuple):
    """A flaw and the first day of it; the first day of all stands for a time that nobody dated."""

    flaw: Flaw
    day: date


def flaw(ownerships: Ownerships, key: str) -> Found | None:
    """Return what is wrong with the periods of one organisation on any day; nothing when they are sound."""
    mine = ownerships.by_vendor.get(key, ())
    for day in (date.min, *boundaries(mine)):
        wrong = flaw_of_day([one for one in mine if one.covers(day)])
        if wrong is not None:
            return Found(wrong, day)
    day_of_circle = circle_day(ownerships, key)
    return None if day_of_circle is None else Found(Flaw.CIRCLE, day_of_circle)


def flaw_of_day(holdings: Sequence[Holding]) -> Flaw | None:
    """Return what is wrong with the periods of one organisation that hold on the same day."""
    owners = [one.owner_key for one in holdings]
    if len(set(owners)) < len(owners):
        return Flaw.TWICE
    decides = controlling(holdings)
    if decides is not None and any(one is not decides and _rivals(one) for one in holdings):
        return Flaw.TWO_IN_CONTROL
    if sum((one.share for one in holdings if one.share is not None), Decimal()) > WHOLE:
        return Flaw.OVER_THE_WHOLE
    return None


def circle_day(ownerships: Ownerships, key: str) -> date | None:
    """Return the first day on which an organisation would own itself, also through others; nothing when it never does.

    What holds changes only at the boundaries of periods, so those and the time before the first are all there is.
    """
    return next((day for day in (date.min, *ownerships.boundaries()) if _in_circle(ownerships, key, day)), None)


def _in_circle(ownerships: Ownerships, key: str, day: date) -> bool:
    """Say whether the owners of an organisation lead back to itself on a day."""
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at not in seen:
        seen.add(at)
        at = standing(ownerships.of(at, day)).parent_key
    return at == key


def _starts(one: Holding) -> date:
    return one.from_date or date.min


def _ends(one: Holding) -> date:
    return one.until or date.max

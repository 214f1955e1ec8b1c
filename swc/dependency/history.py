"""Pure: the concentration of a board at the end of each month, over the vendor groups as they were that day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from swc.catalogue.rules import Owned, group
from swc.catalogue.schemas import VendorGroup
from swc.dependency.rules import Limits, Tally, concentration, group_parts, hhi
from swc.dependency.schemas import LensMoment, OwnerChange, Ref
from swc.landscape.kinds import ACTIVE, UsageStatus
from swc.landscape.schemas import UseSummary

_DAY: Final = timedelta(days=1)
_YEAR: Final = 12
Groups = Mapping[str, VendorGroup]


@dataclass(frozen=True, slots=True)
class Past:
    """What the history is worked out from: all uses, the owners of any day, and the days on which these change."""

    uses: Sequence[UseSummary]
    owners: Callable[[date], Mapping[str, Owned]]
    boundaries: Sequence[date]
    limits: Limits
    least: int


@dataclass(frozen=True, slots=True)
class Span:
    """When a use ran, both days included; no last day: it still does."""

    begins: date
    ends: date | None = None

    def covers(self, day: date) -> bool:
        """Say whether the use ran on a day."""
        return self.begins <= day and (self.ends is None or day <= self.ends)


def span(use: UseSummary) -> Span | None:
    """Return when a use ran; nothing where the start is not known, or the end of one that was phased out."""
    if use.start_date is None or use.status in (UsageStatus.PLANNED, UsageStatus.ACQUISITION):
        return None
    if use.status in ACTIVE:
        return Span(use.start_date)
    ends = use.end_date or use.status_since
    return Span(use.start_date, ends) if ends is not None and ends >= use.start_date else None


def month_ends(today: date, months: int) -> tuple[date, ...]:
    """Return the last day of each of the months before this one, and today."""
    at = today.year * _YEAR + today.month - 1
    firsts = (date(number // _YEAR, number % _YEAR + 1, 1) for number in range(at - months + 1, at + 1))
    return (*(first - _DAY for first in firsts), today)


def moments(past: Past, today: date, months: int) -> tuple[LensMoment, ...]:
    """Return the moments in order of time; none for a board without uses."""
    if not past.uses:
        return ()
    days = month_ends(today, months)
    dated = [(use, found) for use in past.uses if (found := span(use))]
    undated = [use for use in past.uses if use.status in ACTIVE and use.start_date is None]
    known = _Known(past)
    befores = (days[0], *days)
    return tuple(
        _moment(
            past,
            day,
            known.on(day),
            [use for use, found in dated if found.covers(day)],
            undated,
        ).model_copy(update={"changes": tuple(known.changes(before, day))})
        for before, day in zip(befores, days, strict=False)
    )


class _Known:
    """The groups of the board's vendors on any day, worked out once for each stretch without a change of owner."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._vendors = sorted({use.vendor_key for use in past.uses if use.vendor_key})
        self._kept: dict[date, Groups] = {}

    def on(self, day: date) -> Groups:
        """Return the group of each vendor on a day."""
        since = max((one for one in self._past.boundaries if one <= day), default=date.min)
        if since not in self._kept:
            owners = self._past.owners(day)
            self._kept[since] = {key: group(owners, key) for key in self._vendors if key in owners}
        return self._kept[since]

    def changes(self, before: date, day: date) -> Iterator[OwnerChange]:
        """Yield the vendors that went to another group after one day, up to another."""
        for boundary in self._past.boundaries:
            if before < boundary <= day:
                yield from self._on_boundary(boundary)

    def _on_boundary(self, boundary: date) -> Iterator[OwnerChange]:
        old, new = self.on(boundary - _DAY), self.on(boundary)
        for key in self._vendors:
            if key in new and (key not in old or old[key].key != new[key].key):
                name = new[key].chain[0].name if new[key].chain else key
                yield OwnerChange(
                    on=boundary, vendor=Ref(key=key, name=name), before=_ref(old, key), after=_ref(new, key)
                )


def _moment(
    past: Past, day: date, groups: Groups, dated: Iterable[UseSummary], undated: Sequence[UseSummary]
) -> LensMoment:
    running = tuple(dated)
    counts, every = _tally(running, groups), _tally((*running, *undated), groups)
    names = {one.key: one.name for one in groups.values()}
    return LensMoment(
        **dict(concentration(counts, past.limits, least=past.least)),
        on=day,
        groups=group_parts(counts, lambda key: names[key]),
        undated=len(undated),
        groups_with_undated=group_parts(every, lambda key: names[key]),
        hhi_with_undated=hhi(every.known.values()) if sum(every.known.values()) >= past.least else None,
    )


def _tally(uses: Iterable[UseSummary], groups: Groups) -> Tally:
    known: dict[str, int] = {}
    loose = 0
    for use in uses:
        found = groups.get(use.vendor_key) if use.vendor_key else None
        if found is None:
            loose += 1
        else:
            known[found.key] = known.get(found.key, 0) + 1
    return Tally(known, loose, frozenset(one.key for one in groups.values() if not one.known) & known.keys())


def _ref(groups: Groups, key: str) -> Ref | None:
    found = groups.get(key)
    return Ref(key=found.key, name=found.name) if found else None

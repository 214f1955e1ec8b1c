"""Pure rules of joint buying: the window of a contract, which boards fit, and what may be shown of them to whom.

Every contract stands in one group only, so that no figure of one group can be subtracted from that of another to read
a single contract from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Final, NamedTuple

from swc.landscape.contracts.rules import Notice, last_notice_day, plus_months

_QUARTER: Final = 3
FEWEST_TOGETHER: Final = 2
"""One board cannot buy jointly."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days, both included, in which a contract can be replaced by one that is bought together."""

    first: date
    last: date


def window(end: date, notice: Notice, months: int) -> Window:
    """Return the window of a contract: from some months before its last notice day to as many after its end.

    An unknown notice term counts as none, so that the window is never wider than what is known.
    """
    start = last_notice_day(end, notice) or end
    return Window(plus_months(min(start, end), -months), plus_months(end, months))


def quarters(one: Window) -> tuple[date, ...]:
    """Return the first days of quarters in a window."""
    found, day = [], date(one.first.year, (one.first.month - 1) // _QUARTER * _QUARTER + 1, 1)
    while day <= one.last:
        if day >= one.first:
            found.append(day)
        after = plus_months(day, _QUARTER)
        if after <= day or after == date.max:
            break
        day = after
    return tuple(found)


class Deal(NamedTuple):
    """A contract as far as it can match: whose, for which components, and when (the quarters of its window)."""

    key: str
    board: str
    components: tuple[str, ...]
    quarters: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Contracts for one component whose windows all hold the same first day of a quarter."""

    component: str
    quarter: date
    deals: tuple[Deal, ...]

    @property
    def boards(self) -> tuple[str, ...]:
        """Return the boards, each once."""
        return tuple(sorted({one.board for one in self.deals}))


def groups(deals: Iterable[Deal]) -> tuple[Group, ...]:
    """Return the groups of contracts that fit, by component and quarter; every contract is in one group at most.

    A contract for more components counts at the one where most boards have a contract. Per component the quarter that
    fits most contracts is taken first, the earliest where that is equal; what is left is grouped likewise.
    """
    found: list[Group] = []
    for component, mine in sorted(_by_component(tuple(deals)).items()):
        left = mine
        while left:
            quarter = _fullest(left)
            taken = tuple(one for one in left if quarter in one.quarters)
            found.append(Group(component, quarter, taken))
            left = [one for one in left if quarter not in one.quarters]
    return tuple(sorted(found, key=lambda one: (one.component, one.quarter)))


def _by_component(deals: Sequence[Deal]) -> dict[str, list[Deal]]:
    having: dict[str, set[str]] = defaultdict(set)
    fitting = [one for one in deals if one.components and one.quarters]
    for one in fitting:
        for component in one.components:
            having[component].add(one.board)
    found: dict[str, list[Deal]] = defaultdict(list)
    for one in fitting:
        found[min(one.components, key=lambda guid: (-len(having[guid]), guid))].append(one)
    return found


def _fullest(deals: Sequence[Deal]) -> date:
    counted = Counter(chain.from_iterable(one.quarters for one in deals))
    return min(counted, key=lambda quarter: (-counted[quarter], quarter))


class Part(NamedTuple):
    """What one board brings to a group; `named` boards chose to be named, `None` is unknown.

    `pupils` is a lower bound when `at_least`; `value` adds the known prices, nothing when any contract lacks its price.
    """

    board: str
    named: bool
    pupils: int | None
    at_least: bool
    value: Decimal | None


def visible(parts: Sequence[Part], known: Collection[str], least: int) -> tuple[Part, ...]:
    """Return the boards over which a reader may see figures: all, or only those that are named or the reader's own.

    `known` holds the boards that the reader may read anyhow. When the boards that are neither named nor known are
    fewer than `least`, they are left out altogether, so that taking away what is known leaves no small rest. Fewer
    than two boards are no group.
    """
    hidden = {one.board for one in hidden_of(parts, known)}
    shown = tuple(parts) if not 0 < len(hidden) < least else tuple(one for one in parts if one.board not in hidden)
    return shown if len(shown) >= FEWEST_TOGETHER else ()


def hidden_of(parts: Sequence[Part], known: Collection[str]) -> tuple[Part, ...]:
    """Return the boards that did not choose to be named and that the reader may not read."""
    return tuple(one for one in parts if not one.named and one.board not in known)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over boards: what is known, as a lower bound when `at_least`, and how many boards are unknown.

    `amount` is empty where it would stand for too few boards, or when nothing is known; `unknown` is empty where that
    number would be too small to tell. `rounded` says that the amount is rounded.
    """

    amount: Decimal | None
    unknown: int | None
    at_least: bool = False
    rounded: bool = False


def total(
    parts: Sequence[Part], known: Collection[str], least: int, *, of: Iterable[Decimal | int | None], step: int
) -> Total:
    """Return the sum of a figure over visible boards, rounded to `step` as soon as it holds boards without a name.

    A sum over one to `least` minus one of these boards is not told, nor how many of them are unknown.
    """
    pairs = tuple(zip(parts, of, strict=True))
    hidden = {one.board for one in hidden_of(parts, known)}
    told = sum(1 for part, value in pairs if part.board in hidden and value is not None)
    silent = len(hidden) - told
    values = [Decimal(value) for _, value in pairs if value is not None]
    enough = values and not 0 < told < least
    amount = sum(values, Decimal(0)) if enough else None
    unknown = sum(1 for _, value in pairs if value is None)
    tellable = not 0 < silent < least and not 0 < told < least
    return Total(
        amount=rounded(amount, step) if amount is not None and told else amount,
        unknown=unknown if tellable else None,
        at_least=bool(unknown),
        rounded=bool(told) and amount is not None,
    )


def rounded(amount: Decimal, step: int) -> Decimal:
    """Return an amount to the nearest multiple of a step."""
    return (amount / step).to_integral_value(rounding=ROUND_HALF_UP) * step

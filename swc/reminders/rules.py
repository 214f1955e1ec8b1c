"""How a due date lies to today, who is told of what, and what was not told before; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from swc.access.roles import Role
from swc.reminders.kinds import TOLD, DueKind, Urgency
from swc.reminders.schemas import DueItem

_DPIA = frozenset(
    {
        DueKind.CONSULTATION,
        DueKind.REOPENED,
        DueKind.REVIEW,
        DueKind.DECISION,
        DueKind.ADVICE,
        DueKind.START,
        DueKind.SCREENING,
        DueKind.MEASURE,
    }
)
_AGREEMENTS = frozenset({DueKind.AGREEMENT_ENDS})
CONTRACTS = frozenset({DueKind.CONTRACT_NOTICE, DueKind.CONTRACT_ENDS})
"""What tells of contracts."""

RECEIVES: dict[Role, frozenset[DueKind]] = {
    Role.READER: frozenset(),
    Role.EDITOR: _AGREEMENTS | CONTRACTS | {DueKind.MEASURE, DueKind.SCREENING, DueKind.REGISTER_DIFFERENCE},
    Role.PRIVACY_OFFICER: frozenset(DueKind) - CONTRACTS,
    Role.BOARD_ADMIN: frozenset(DueKind),
    Role.PURCHASER: _AGREEMENTS | CONTRACTS,
    Role.SECTOR_EDITOR: frozenset(),
    Role.SECTOR_READER: frozenset(),
}
"""Who is reminded of what: those who can settle it. A reader can settle nothing, a purchaser sees no DPIA inside.

A privacy officer is not reminded of contracts, unless another role at the board asks for that.
"""

CONTENTS = _DPIA
"""What tells of the contents of a DPIA, for which somebody needs the right to read it."""

_PLACES = {one: place for place, one in enumerate(Urgency)}
_ORDER = {one: place for place, one in enumerate(DueKind)}


def received(roles: Iterable[Role]) -> frozenset[DueKind]:
    """Return what somebody with these roles at a board is reminded of."""
    return frozenset[DueKind]().union(*(RECEIVES[role] for role in roles))


def urgency(due: date | None, today: date, *, soon_days: int) -> Urgency:
    """Say how a due date lies to today; on the day itself it is not overdue yet."""
    if due is None:
        return Urgency.UNDATED
    if due < today:
        return Urgency.OVERDUE
    return Urgency.SOON if due <= today + timedelta(days=soon_days) else Urgency.LATER


def ordered(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """Return items with the most urgent first, then by date, kind and name."""
    return tuple(
        sorted(
            items,
            key=lambda one: (
                _PLACES[one.urgency],
                one.due or date.max,
                _ORDER[one.kind],
                one.board_number,
                one.about.lower(),
                one.key,
            ),
        )
    )


def notice(item: DueItem) -> str:
    """Return what is remembered of telling somebody: the item, its date and whether it was overdue.

    A date that moves, and a date that passes, are news; anything else is told once.
    """
    return f"{item.key}|{item.due.isoformat() if item.due else ''}|{item.urgency.value}"


def untold(items: Iterable[DueItem], told: Collection[str]) -> tuple[DueItem, ...]:
    """Return what a digest has to tell by mail: due now or soon, and not told before."""
    return tuple(one for one in items if one.urgency in TOLD and notice(one) not in told)

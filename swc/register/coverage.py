"""How much of a register stands: activities by state, fields of art. 30 AVG that are filled, uses left outside."""

from __future__ import annotations

from collections.abc import Iterable

from swc.register import rules
from swc.register.kinds import DECIDED, ActivityState, RegisterField, ValueState
from swc.register.schemas import Activity, Coverage, UseRef

_AT_HAND = frozenset({ValueState.SUGGESTED, ValueState.ACCEPTED, ValueState.LAPSED})
"""The states of a value that nobody typed."""


def coverage(activities: Iterable[Activity], uses: Iterable[UseRef]) -> Coverage:
    """Return how much of a register stands; `uses` are those with personal data, or of which that is unknown."""
    listed, wanted = tuple(activities), tuple(uses)
    counted = [one for one in listed if one.state in rules.COUNTED]
    inside = {use.id for one in listed if one.state is ActivityState.ESTABLISHED for use in counting_uses(one)}
    fields = [len(rules.asked(one.role)) - len(one.missing) for one in counted]
    return Coverage(
        suggested=sum(one.state is ActivityState.SUGGESTED for one in listed),
        established=sum(one.state is ActivityState.ESTABLISHED for one in listed),
        rejected=sum(one.state is ActivityState.REJECTED for one in listed),
        ended=sum(one.state is ActivityState.ENDED for one in listed),
        fields_asked=sum(len(rules.asked(one.role)) for one in counted),
        fields_filled=sum(fields),
        fields_derived=sum(_untyped(one) for one in counted),
        open_suggestions=sum(one.open_suggestions for one in counted),
        differences=sum(one.differences for one in counted),
        uses_with_personal_data=len(wanted),
        uses_outside=tuple(one for one in wanted if one.id not in inside),
    )


def counting_uses(activity: Activity) -> tuple[UseRef, ...]:
    """Return the uses of an activity that somebody accepted or added, so that they are part of its text."""
    decided = DECIDED | {ValueState.LAPSED}
    values = (
        one
        for one in activity.of(RegisterField.APPLICATION)
        if one.state in decided and one.state is not ValueState.REJECTED
    )
    return rules.used(values, activity.uses)


def _untyped(activity: Activity) -> int:
    """Return how many fields of art. 30 are filled by a value that nobody typed, or need none."""
    typed = {one.field for one in activity.values if one.state in (ValueState.ADDED, ValueState.CHANGED)}
    derived = {one.field for one in activity.values if one.state in _AT_HAND}
    filled = [one for one in rules.asked(activity.role) if one not in activity.missing]
    return sum(one in derived or one not in typed for one in filled)

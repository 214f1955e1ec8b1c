"""The register opened by process, application, category or data subject, and narrowed to what somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from swc.landscape.rules import folded
from swc.register.kinds import RegisterField, View
from swc.register.schemas import Activity, Register, RegisterFilter, RegisterGroup

NOWHERE = {
    View.PROCESS: "Zonder hoofdfunctie",
    View.APPLICATION: "Zonder applicatie",
    View.CATEGORY: "Categorie onbekend",
    View.SUBJECT: "Betrokkenen onbekend",
}
"""The heading of what a view cannot place; its key is empty."""

Headings = tuple[tuple[str, str], ...]


def grouped(register: Register, view: View) -> tuple[RegisterGroup, ...]:
    """Return the activities under the headings of a view, by name; what has none comes last.

    An activity with two categories stands under both.
    """
    names: dict[str, str] = {}
    members: dict[str, list[Activity]] = {}
    for one in register.activities:
        for key, name in _HEADINGS[view](one) or (("", NOWHERE[view]),):
            names.setdefault(key, name)
            members.setdefault(key, []).append(one)
    order = sorted(names, key=lambda key: (not key, folded(names[key]), key))
    return tuple(RegisterGroup(key=key, name=names[key], activities=tuple(members[key])) for key in order)


def _group(activity: Activity) -> Headings:
    anchor = activity.anchor
    return ((anchor.group_key, anchor.group_name),) if anchor.group_key else ()


def _uses(activity: Activity) -> Headings:
    return tuple((str(use.id), use.name) for use in activity.uses)


def _by(field: RegisterField) -> Callable[[Activity], Headings]:
    def headings(activity: Activity) -> Headings:
        return tuple((one.key, one.label) for one in activity.standing(field))

    return headings


_HEADINGS: dict[View, Callable[[Activity], Headings]] = {
    View.PROCESS: _group,
    View.APPLICATION: _uses,
    View.CATEGORY: _by(RegisterField.DATA_CATEGORY),
    View.SUBJECT: _by(RegisterField.DATA_SUBJECT),
}


def narrowed(register: Register, wanted: RegisterFilter) -> Register:
    """Return the register with only the activities asked for; its coverage stays that of the whole register."""
    found = tuple(one for one in register.activities if _asked(one, wanted))
    return register.model_copy(update={"activities": found})


def _asked(activity: Activity, wanted: RegisterFilter) -> bool:
    if wanted.state and activity.state not in wanted.state:
        return False
    if wanted.role and activity.role not in wanted.role:
        return False
    if wanted.missing and not activity.missing:
        return False
    if wanted.open and not (activity.open_suggestions or activity.differences):
        return False
    return not wanted.text or _holds(_words(activity), folded(wanted.text).split())


def _words(activity: Activity) -> str:
    texts = (activity.name, activity.anchor.name, activity.anchor.group_name, activity.owner_role)
    return folded(" ".join((*texts, *(one.shown for one in activity.values))))


def _holds(haystack: str, words: Iterable[str]) -> bool:
    return all(word in haystack for word in words)

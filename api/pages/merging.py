"""Bringing two changes of the same form together: nothing that either person entered is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both changed: what is stored now, and what was entered."""

    field: str
    stored: tuple[str, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """The form as it should be shown again, and the fields on which the reader has to choose."""

    values: dict[str, list[str]]
    differences: tuple[Difference, ...]


def merge(mine: Values, stored: Values, base: Values) -> Merge:
    """Merge what was entered with what is stored meanwhile; `base` is the form as it was first shown.

    What only somebody else changed is taken over; what only the reader changed is kept; what both changed keeps the
    reader's value and is named as a difference.
    """
    values: dict[str, list[str]] = {}
    differences = []
    for field in stored:
        entered, now, was = mine.get(field, []), stored[field], base.get(field, stored[field])
        if _same(entered, was):
            values[field] = list(now)
            continue
        values[field] = list(entered)
        if not _same(now, was) and not _same(entered, now):
            differences.append(Difference(field, tuple(now), tuple(entered)))
    return Merge(values, tuple(differences))


def packed(values: Values) -> str:
    """Return a form's values as a text that a hidden field carries."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> dict[str, list[str]]:
    """Return the values from a hidden field; nothing when it was tampered with, so that every field is compared."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): [str(item) for item in items] for name, items in found.items() if isinstance(items, list)}


def _same(one: list[str], other: list[str]) -> bool:
    """Compare without regard to order, empty values and the way browsers end lines."""
    return _plain(one) == _plain(other)


def _plain(values: list[str]) -> list[str]:
    return sorted(text for text in (value.replace("\r\n", "\n").strip() for value in values) if text)

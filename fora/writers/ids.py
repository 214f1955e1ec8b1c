"""Identifiers of an exchange file: every one an `xs:ID`, so a name without a colon, and none of them twice."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

_NAME = re.compile(r"[a-z_][\w.\-]*", re.ASCII | re.IGNORECASE)
_WRONG = re.compile(r"[^\w.\-]", re.ASCII)


class Ids:
    """Gives out the identifiers of one file; what the model has already may stay as it is where the form allows it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, raw: str) -> str:
        """Return an identifier for something; one that is taken already gets a number behind it."""
        name = raw if _NAME.fullmatch(raw) else f"id-{_WRONG.sub('_', raw)}"
        found, number = name, 1
        while found in self._taken:
            number += 1
            found = f"{name}_{number}"
        self._taken.add(found)
        return found


class Given:
    """The identifiers of the file by those of the model, for one kind of thing."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._given: dict[str, str] = {}

    def add(self, raw: str) -> str | None:
        """Return the identifier of a thing, or nothing where the model has this one already."""
        if raw in self._given:
            return None
        self._given[raw] = self._ids.give(raw)
        return self._given[raw]

    def forget(self, raw: str) -> None:
        """Let go of a thing that does not come into the file after all."""
        del self._given[raw]

    def get(self, raw: str | None) -> str | None:
        """Return the identifier of a thing that was added."""
        return self._given.get(raw) if raw else None

    @property
    def known(self) -> Container[str]:
        """Return what was added, to ask whether something is among it."""
        return self._given

    @property
    def all(self) -> Mapping[str, str]:
        """Return every identifier of the file by that of the model."""
        return self._given

"""What the components of the published release reach, as sets: functions, processes and objects with personal data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sqlmodel import Session

from fora.derivation import Reach, published_reach
from fora.kinds import ForaType, PersonalData, Reached
from fora.schemas import Derived
from swc.landscape.derived import object_categories
from swc.landscape.kinds import DerivedKind

NONE: frozenset[str] = frozenset()


class Reaches(NamedTuple):
    """The GUIDs that something reaches."""

    functions: frozenset[str] = NONE
    processes: frozenset[str] = NONE
    objects: frozenset[str] = NONE


class Spoken(NamedTuple):
    """What a person said of a derived element for a use."""

    guid: str
    name: str
    kind: DerivedKind
    accepted: bool


@dataclass(frozen=True)
class Release:
    """The published release as the lens asks it; answers are kept."""

    reach: Reach | None
    _known: dict[str, Reaches] = field(default_factory=dict)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the name of every element."""
        return {guid: node.name for guid, node in self.reach.nodes.items()} if self.reach else {}

    def of(self, components: Iterable[str], said: Iterable[Spoken]) -> Reaches:
        """Return what components reach together, with what a person accepted and without what was rejected."""
        each = [self._of(guid) for guid in components]
        found = {
            DerivedKind.FUNCTION: set[str]().union(*(one.functions for one in each)),
            DerivedKind.PROCESS: set[str]().union(*(one.processes for one in each)),
            DerivedKind.INFORMATION_OBJECT: set[str]().union(*(one.objects for one in each)),
        }
        for one in said:
            if not one.accepted:
                found[one.kind].discard(one.guid)
            elif one.kind is not DerivedKind.INFORMATION_OBJECT or self._personal(one.guid, one.name):
                found[one.kind].add(one.guid)
        return Reaches(*(frozenset(guids) for guids in found.values()))

    def _of(self, guid: str) -> Reaches:
        if self.reach is None:
            return Reaches()
        if guid not in self._known:
            found = self.reach.of(guid)
            self._known[guid] = Reaches(
                _functions(found),
                _guids(found, Reached.PROCESS),
                frozenset(one for one in _guids(found, Reached.INFORMATION_OBJECT) if self._personal(one, "")),
            )
        return self._known[guid]

    def _personal(self, guid: str, name: str) -> bool:
        """Say whether an object holds personal data: FORA says so, or says nothing and our mapping has categories."""
        node = self.reach.nodes.get(guid) if self.reach else None
        said = node.personal_data if node else PersonalData.UNKNOWN
        if said is not PersonalData.UNKNOWN:
            return said is PersonalData.YES
        return bool(object_categories(guid, node.name if node else name))


def _guids(found: Iterable[Derived], kind: Reached) -> frozenset[str]:
    return frozenset(one.guid for one in found if one.kind is kind)


def _functions(found: Iterable[Derived]) -> frozenset[str]:
    """Return the business functions, or the main functions where a component reaches only those."""
    every = [one for one in found if one.kind is Reached.FUNCTION]
    exact = [one for one in every if one.fora_type == ForaType.BUSINESS_FUNCTION.value]
    return frozenset(one.guid for one in exact or every)


_KEPT: dict[str, Release] = {}
"""The release that was asked last; another one takes its place."""


def release(session: Session) -> Release:
    """Return the published release (2 statements once it is in memory)."""
    reach = published_reach(session)
    kept = _KEPT.get("published")
    if kept is None or kept.reach is not reach:
        kept = _KEPT["published"] = Release(reach)
    return kept

"""What the published release of FORA says of the components on which uses are placed, in the landscape's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sqlmodel import Session

from fora.derivation import Reach, published_reach
from fora.kinds import PersonalData, Reached
from fora.schemas import Derived
from swc.catalogue.kinds import Trust
from swc.landscape.kinds import CategoryOrigin, DerivedKind, FactState
from swc.landscape.rules import ObjectFact, Said, judged
from swc.landscape.schemas import CategoryFact, ComponentRef, DerivedFact
from vocab import facts
from vocab.facts import Mapped

_TYPES = {
    DerivedKind.APPLICATION_FUNCTION: "ApplicationFunction",
    DerivedKind.FUNCTION: "BusinessFunction",
    DerivedKind.PROCESS: "BusinessProcess",
    DerivedKind.INFORMATION_OBJECT: "BusinessObject",
    DerivedKind.LAW: "Driver",
}
"""The ArchiMate type that each kind of derived thing has."""


_MOST_PLACES = 4_096
"""Of how many places on FORA it is kept what they lead to."""


class ObjectVerdict(NamedTuple):
    """Whether a person accepted or rejected an information object for a use."""

    guid: str
    name: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The published release as the landscape asks it; without a release every placement has lapsed.

    `stamp` is the same only for what was worked out of this very release.
    """

    reach: Reach | None
    components: frozenset[str]
    stamp: object = field(default_factory=object)
    _refs: dict[str, ComponentRef] = field(default_factory=dict)
    _objects: dict[str, tuple[ObjectFact, ...]] = field(default_factory=dict)
    _suggested: dict[str, tuple[DerivedFact, ...]] = field(default_factory=dict)
    _unjudged: dict[tuple[str, ...], tuple[DerivedFact, ...]] = field(default_factory=dict)

    def component(self, guid: str, stored_name: str) -> ComponentRef:
        """Return a component by its present name, or lapsed by the name it had when the use was placed."""
        if self.reach is None or guid not in self.components:
            return ComponentRef(guid=guid, name=stored_name, lapsed=True)
        if guid not in self._refs:
            self._refs[guid] = ComponentRef(guid=guid, name=self.reach.name(guid))
        return self._refs[guid]

    def objects(self, guids: Iterable[str], verdicts: Iterable[ObjectVerdict]) -> tuple[ObjectFact, ...]:
        """Return the information objects that components reach or a person accepted, without those rejected."""
        found = {one.guid: one for guid in guids for one in self._objects_of(guid)}
        for verdict in verdicts:
            if verdict.accepted:
                found[verdict.guid] = self._object(verdict.guid, verdict.name, accepted=True)
            else:
                found.pop(verdict.guid, None)
        return tuple(found.values())

    def derived(self, guids: Iterable[str]) -> tuple[DerivedFact, ...]:
        """Return everything that components reach, as suggestions; an element may come once for each component."""
        return tuple(fact for guid in guids for fact in self._suggested_by(guid))

    def judged(self, guids: tuple[str, ...], said: Iterable[Said]) -> tuple[DerivedFact, ...]:
        """Lay what people said over what components reach; where nobody said anything the answer is kept."""
        known = tuple(said)
        if known:
            return judged(self.derived(guids), known)
        if guids not in self._unjudged:
            if len(self._unjudged) >= _MOST_PLACES:
                self._unjudged.clear()
            self._unjudged[guids] = judged(self.derived(guids), ())
        return self._unjudged[guids]

    def _suggested_by(self, guid: str) -> tuple[DerivedFact, ...]:
        if self.reach is None:
            return ()
        if guid not in self._suggested:
            found = (*self.reach.of(guid), *self.reach.around(guid))
            self._suggested[guid] = tuple(_suggested(one) for one in found if one.kind is not Reached.STANDARD)
        return self._suggested[guid]

    def absent_kinds(self) -> tuple[DerivedKind, ...]:
        """Return the kinds of which the release holds nothing at all."""
        held = {node.archimate_type for node in self.reach.nodes.values()} if self.reach else set()
        return tuple(kind for kind, archimate_type in _TYPES.items() if archimate_type not in held)

    def _objects_of(self, guid: str) -> tuple[ObjectFact, ...]:
        if self.reach is None:
            return ()
        if guid not in self._objects:
            reached = (one for one in self.reach.of(guid) if one.kind is Reached.INFORMATION_OBJECT)
            self._objects[guid] = tuple(self._object(one.guid, one.name, accepted=False) for one in reached)
        return self._objects[guid]

    def _object(self, guid: str, name: str, *, accepted: bool) -> ObjectFact:
        node = self.reach.nodes.get(guid) if self.reach else None
        return ObjectFact(
            guid=guid,
            name=node.name if node else name,
            personal_data=node.personal_data if node else PersonalData.UNKNOWN,
            accepted=accepted,
            categories=object_categories(guid, name),
        )


_KEPT: dict[str, Reference] = {}
"""The release that was asked last; another one takes its place."""


def reference(session: Session) -> Reference:
    """Return the published release (2 statements once it is in memory); what was worked out of it is kept."""
    reach = published_reach(session)
    kept = _KEPT.get("published")
    if kept is None or kept.reach is not reach:
        components = frozenset(one.guid for one in reach.components) if reach else frozenset()
        kept = _KEPT["published"] = Reference(reach=reach, components=components)
    return kept


@lru_cache(maxsize=4096)
def object_categories(guid: str, name: str) -> tuple[CategoryFact, ...]:
    """Return the categories that our mapping gives an information object; none means unknown."""
    return tuple(_category(one, CategoryOrigin.FORA, name) for one in facts.object_categories(guid, name))


@lru_cache(maxsize=1024)
def usual_categories(product_category: str) -> tuple[CategoryFact, ...]:
    """Return the categories that our mapping gives to products of a market category; none means unknown."""
    mapped = facts.product_category_categories(product_category)
    return tuple(_category(one, CategoryOrigin.PRODUCT, product_category) for one in mapped)


def _category(mapped: Mapped, origin: CategoryOrigin, via: str) -> CategoryFact:
    return CategoryFact(code=mapped.code, origin=origin, trust=Trust(mapped.trust), via=via, source=mapped.source)


def _suggested(one: Derived) -> DerivedFact:
    return DerivedFact(
        guid=one.guid,
        name=one.name,
        kind=DerivedKind(one.kind.value),
        path_kind=one.path_kind,
        path=one.path,
        state=FactState.SUGGESTED,
        personal_data=one.personal_data,
        biv=one.biv,
        url=one.url,
    )

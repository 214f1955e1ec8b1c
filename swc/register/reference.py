"""What the published release says of components and functions in the register's words; worked out once, then kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select
from sqlmodel import Session, col

from fora.derivation import Reach, published_reach
from fora.kinds import ForaType, Reached
from fora.models import Element, Release
from fora.schemas import Derived, Step
from fora.traversal import WalkNode
from swc.landscape.derived import object_categories
from swc.register.facts import ComponentFacts, FunctionFacts, NamedFact, ObjectFact, Way
from swc.register.schemas import PathStep

_KINDS = {
    "ApplicationComponent": "component",
    "ApplicationFunction": "application_function",
    "BusinessFunction": "function",
    "BusinessProcess": "process",
    "BusinessObject": "information_object",
    "Driver": "law",
}
"""How a path calls what it passes."""
_BELOW = frozenset({"BusinessFunction", "BusinessProcess"})
_DESCRIBED = (ForaType.BUSINESS_FUNCTION.value, ForaType.MAIN_FUNCTION.value, ForaType.COMPONENT.value)


@dataclass(frozen=True)
class Reference:
    """The published release as the register asks it; answers are kept."""

    reach: Reach
    version: str
    descriptions: dict[str, str]
    _components: dict[str, ComponentFacts] = field(default_factory=dict)
    _functions: dict[str, FunctionFacts] = field(default_factory=dict)

    def is_function(self, guid: str) -> bool:
        """Say whether the release holds a business function with this GUID."""
        node = self.reach.nodes.get(guid)
        return node is not None and node.archimate_type == "BusinessFunction"

    def component(self, guid: str) -> ComponentFacts:
        """Return a component with the functions it serves and the objects it reaches."""
        if guid not in self._components:
            self._components[guid] = self._component(guid)
        return self._components[guid]

    def function(self, guid: str) -> FunctionFacts:
        """Return a function with everything below it."""
        if guid not in self._functions:
            self._functions[guid] = self._function(guid)
        return self._functions[guid]

    def _component(self, guid: str) -> ComponentFacts:
        found = self.reach.of(guid)
        return ComponentFacts(
            guid=guid,
            name=self.reach.name(guid),
            description=self.descriptions.get(guid, ""),
            functions=self._served(found),
            objects=tuple(
                self._object(self.reach.nodes[one.guid], self._way(one.path[1:]))
                for one in found
                if one.kind is Reached.INFORMATION_OBJECT
            ),
        )

    def _served(self, found: tuple[Derived, ...]) -> tuple[tuple[str, Way], ...]:
        """Return the business functions that are served, or the main functions where there are only those."""
        served = [one for one in found if one.kind is Reached.FUNCTION and one.path[-1].relation == "Serving"]
        exact = [one for one in served if one.fora_type == ForaType.BUSINESS_FUNCTION.value]
        return tuple((one.guid, self._way(one.path[1:])) for one in exact or served)

    def _function(self, guid: str) -> FunctionFacts:
        node = self.reach.nodes[guid]
        group = self._main_function(guid)
        objects: dict[str, ObjectFact] = {}
        processes: dict[str, NamedFact] = {}
        laws: dict[str, NamedFact] = {}
        for below, way in self._down(guid):
            if below.archimate_type == "BusinessProcess":
                processes[below.guid] = NamedFact(below.guid, below.name, way)
            self._note_laws(laws, below.guid, way)
            for item in self._targets(below.guid, "Access", {"BusinessObject"}):
                on = (*way, _step(item, "Access"))
                objects.setdefault(item.guid, self._object(item, on))
        for one in objects.values():
            self._note_laws(laws, one.guid, one.way)
        return FunctionFacts(
            guid=guid,
            name=node.name,
            description=self.descriptions.get(guid, ""),
            group_key=group.guid if group else "",
            group_name=group.name if group else "",
            objects=tuple(objects.values()),
            processes=tuple(processes.values()),
            laws=tuple(laws.values()),
        )

    def _down(self, guid: str) -> Iterator[tuple[WalkNode, Way]]:
        """Yield a function and everything aggregated below it, breadth first, with the way from the function."""
        seen = {guid}
        level: list[tuple[WalkNode, Way]] = [(self.reach.nodes[guid], ())]
        while level:
            yield from level
            below = [
                (child, (*way, _step(child, "Aggregation")))
                for node, way in level
                for child in self._targets(node.guid, "Aggregation", _BELOW)
            ]
            level = []
            for child, way in below:
                if child.guid not in seen:
                    seen.add(child.guid)
                    level.append((child, way))

    def _note_laws(self, laws: dict[str, NamedFact], guid: str, way: Way) -> None:
        for law in self._targets(guid, "Influence", {"Driver"}):
            laws.setdefault(law.guid, NamedFact(law.guid, law.name, (*way, _step(law, "Influence")), law.url))

    def _targets(self, guid: str, relation: str, types: set[str] | frozenset[str]) -> list[WalkNode]:
        found = [self.reach.nodes[edge.target] for edge in self.reach.edges.get((guid, relation), ())]
        return sorted((one for one in found if one.archimate_type in types), key=lambda one: (one.name, one.guid))

    def _object(self, node: WalkNode, way: Way) -> ObjectFact:
        categories = object_categories(node.guid, node.name)
        return ObjectFact(node.guid, node.name, node.personal_data, node.biv, categories, way)

    def _way(self, steps: tuple[Step, ...]) -> Way:
        return tuple(_step(self.reach.nodes[one.guid], one.relation) for one in steps)

    def _main_function(self, guid: str) -> WalkNode | None:
        """Return the main function above a function, the first by name where there are more."""
        level, seen = [guid], {guid}
        while level:
            above = [parent for one in level for parent in self._parents.get(one, ()) if parent not in seen]
            seen.update(above)
            nodes = sorted((self.reach.nodes[one] for one in above), key=lambda one: (one.name, one.guid))
            for node in nodes:
                if node.fora_type == ForaType.MAIN_FUNCTION.value:
                    return node
            level = above
        node = self.reach.nodes[guid]
        return node if node.fora_type == ForaType.MAIN_FUNCTION.value else None

    @cached_property
    def _parents(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for (source, relation), edges in self.reach.edges.items():
            if relation == "Aggregation" and self.reach.nodes[source].archimate_type == "BusinessFunction":
                for edge in edges:
                    found.setdefault(edge.target, []).append(source)
        return found


_KEPT: dict[str, Reference] = {}
"""The release that was asked last; another one takes its place."""


def reference(session: Session) -> Reference | None:
    """Return the published release, or nothing; two statements once it is in memory."""
    reach = published_reach(session)
    if reach is None:
        return None
    kept = _KEPT.get("published")
    if kept is None or kept.reach is not reach:
        kept = _KEPT["published"] = _read(session, reach)
    return kept


def _read(session: Session, reach: Reach) -> Reference:
    version = session.execute(select(col(Release.version)).where(col(Release.id) == reach.release_id)).scalar()
    rows = session.execute(
        select(col(Element.guid), col(Element.documentation)).where(
            col(Element.release_id) == reach.release_id, col(Element.fora_type).in_(_DESCRIBED)
        )
    )
    return Reference(reach=reach, version=version or "", descriptions={guid: text for guid, text in rows if text})


def _step(node: WalkNode, relation: str) -> PathStep:
    return PathStep(kind=_KINDS.get(node.archimate_type, "element"), key=node.guid, name=node.name, relation=relation)

"""The walk from one component over relations, breadth first: the first path found of each kind is the shortest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fora.kinds import PathKind, PersonalData, Reached
from fora.schemas import Biv, Derived, Path, Step

PATH_KEY = "Pad"
"""The property of a starter relation that says which path it stands for."""
COLLAPSED = "via applicatiefunctie"
ROLE_KEY = "Verbindingsrol"

_BUSINESS = {"BusinessFunction": Reached.FUNCTION, "BusinessProcess": Reached.PROCESS}
_ORDER = {kind: at for at, kind in enumerate(PathKind)}
_REACHED_ORDER = {kind: at for at, kind in enumerate(Reached)}


@dataclass(frozen=True, slots=True)
class WalkNode:
    """What the traversal needs of an element."""

    guid: str
    name: str
    fora_type: str
    archimate_type: str
    personal_data: PersonalData
    biv: Biv
    url: str


@dataclass(frozen=True, slots=True)
class WalkEdge:
    """What the traversal needs of a relation."""

    target: str
    properties: tuple[tuple[str, str], ...]

    def values(self, key: str) -> list[str]:
        """Return the values of a property."""
        return [value for name, value in self.properties if name == key]

    @property
    def direct(self) -> bool:
        """Say whether the relation is one of the model itself, not only a collapsed path."""
        notes = self.values(PATH_KEY)
        return not notes or any(note != COLLAPSED for note in notes)

    @property
    def collapsed(self) -> bool:
        """Say whether the relation stands for a path through an application function."""
        return COLLAPSED in self.values(PATH_KEY)


Edges = dict[tuple[str, str], list[WalkEdge]]


class Walk:
    """One traversal from a component; keeps the first (shortest) path of each kind to each thing."""

    def __init__(self, nodes: Mapping[str, WalkNode], edges: Edges, start: str) -> None:
        self._nodes = nodes
        self._edges = edges
        self._start = start
        self._paths: dict[str, dict[PathKind, tuple[Step, ...]]] = defaultdict(dict)
        self._kinds: dict[str, Reached] = {}
        self._notes: dict[str, str] = {}

    def result(self) -> tuple[Derived, ...]:
        """Return everything reached, by kind, then shortest path, then name."""
        origin = (Step(guid=self._start, name=self._nodes[self._start].name),)
        self._objects(self._start, origin, PathKind.DIRECT)
        self._standards(origin)
        entries = list(self._application_functions(origin))
        self._business(entries)
        self._laws()
        return tuple(sorted((self._derived(guid) for guid in self._kinds), key=_reading_order))

    def _out(self, guid: str, relation: str, *types: str) -> Iterator[tuple[WalkNode, WalkEdge]]:
        """Yield the elements that a relation leads to, by name."""
        found = [(self._nodes[edge.target], edge) for edge in self._edges.get((guid, relation), ())]
        for node, edge in sorted(found, key=lambda pair: (pair[0].name, pair[0].guid)):
            if node.archimate_type in types:
                yield node, edge

    def _note(self, node: WalkNode, kind: Reached, path: PathKind, steps: tuple[Step, ...]) -> None:
        self._kinds[node.guid] = kind
        self._paths[node.guid].setdefault(path, steps)

    def _objects(self, guid: str, steps: tuple[Step, ...], path: PathKind) -> None:
        for node, edge in self._out(guid, "Access", "BusinessObject"):
            on = (*steps, _step(node, "Access"))
            if edge.direct:
                self._note(node, Reached.INFORMATION_OBJECT, path, on)
            if edge.collapsed and path is PathKind.DIRECT:
                self._note(node, Reached.INFORMATION_OBJECT, PathKind.FUNCTION, on)

    def _standards(self, origin: tuple[Step, ...]) -> None:
        for node, edge in self._out(self._start, "Realization", "Constraint", "Requirement"):
            self._note(node, Reached.STANDARD, PathKind.DIRECT, (*origin, _step(node, "Realization")))
            self._notes[node.guid] = ", ".join(edge.values(ROLE_KEY))

    def _application_functions(self, origin: tuple[Step, ...]) -> Iterator[tuple[WalkNode, tuple[Step, ...]]]:
        """Walk the application functions and yield the business functions that they serve."""
        for function, _ in self._out(self._start, "Assignment", "ApplicationFunction"):
            steps = (*origin, _step(function, "Assignment"))
            self._note(function, Reached.APPLICATION_FUNCTION, PathKind.DIRECT, steps)
            self._objects(function.guid, steps, PathKind.FUNCTION)
            for served, _edge in self._out(function.guid, "Serving", "BusinessFunction"):
                yield served, (*steps, _step(served, "Serving"))
        for served, edge in self._out(self._start, "Serving", "BusinessFunction"):
            if edge.collapsed:
                yield served, (*origin, _step(served, "Serving"))

    def _business(self, entries: list[tuple[WalkNode, tuple[Step, ...]]]) -> None:
        """Go down breadth first, so that the first path found is the shortest; each element is visited once."""
        seen: set[str] = set()
        level = entries
        path = PathKind.FUNCTION
        while level:
            below: list[tuple[WalkNode, tuple[Step, ...]]] = []
            for node, steps in level:
                if node.guid in seen:
                    continue
                seen.add(node.guid)
                self._note(node, _BUSINESS[node.archimate_type], path, steps)
                self._objects(node.guid, steps, PathKind.PROCESS)
                for child, _ in self._out(node.guid, "Aggregation", *_BUSINESS):
                    below.append((child, (*steps, _step(child, "Aggregation"))))
            level, path = below, PathKind.PROCESS

    def _laws(self) -> None:
        """Add the laws that influence what was reached, through the shortest way to it."""
        reached = (Reached.FUNCTION, Reached.PROCESS, Reached.INFORMATION_OBJECT)
        ways = [
            (kind, steps)
            for guid, of in self._paths.items()
            if self._kinds[guid] in reached
            for kind, steps in of.items()
        ]
        for kind, steps in sorted(ways, key=lambda way: (_ORDER[way[0]], len(way[1]), way[1][-1].name)):
            for node, _ in self._out(steps[-1].guid, "Influence", "Driver"):
                self._note(node, Reached.LAW, kind, (*steps, _step(node, "Influence")))

    def _derived(self, guid: str) -> Derived:
        node = self._nodes[guid]
        ways = sorted(self._paths[guid].items(), key=lambda way: _ORDER[way[0]])
        return Derived(
            guid=guid,
            name=node.name,
            fora_type=node.fora_type,
            kind=self._kinds[guid],
            path_kind=ways[0][0],
            path=ways[0][1],
            paths=tuple(Path(kind=kind, steps=steps) for kind, steps in ways),
            personal_data=node.personal_data,
            biv=node.biv,
            note=self._notes.get(guid, ""),
            url=node.url,
        )


def _step(node: WalkNode, relation: str) -> Step:
    return Step(guid=node.guid, name=node.name, relation=relation)


def _reading_order(one: Derived) -> tuple[int, int, int, str, str]:
    return (_REACHED_ORDER[one.kind], _ORDER[one.path_kind], len(one.path), one.name.lower(), one.guid)

"""What a component reaches: functions, processes, information objects, laws and standards, each with its path.

The traversal is the design's (section 8): a component accesses an information object (1) itself, (2) through an
application function assigned to it, (3) through the business functions which such an application function serves and
everything aggregated below those. The starter holds (1) and (2) collapsed to one relation with a `Pad` property.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from fora.kinds import ForaType, PathKind, PersonalData, Reached
from fora.models import Element, Relation, Release
from fora.schemas import Biv, Derived, ElementRef, Path, Step

PATH_KEY = "Pad"
"""The property of a starter relation that says which path it stands for."""
COLLAPSED = "via applicatiefunctie"
ROLE_KEY = "Verbindingsrol"

_TYPES = ("Access", "Assignment", "Serving", "Aggregation", "Influence", "Realization")
_BUSINESS = {"BusinessFunction": Reached.FUNCTION, "BusinessProcess": Reached.PROCESS}
_ORDER = {kind: at for at, kind in enumerate(PathKind)}
_REACHED_ORDER = {kind: at for at, kind in enumerate(Reached)}


@dataclass(frozen=True, slots=True)
class _Node:
    """What the traversal needs of an element."""

    guid: str
    name: str
    fora_type: str
    archimate_type: str
    personal_data: PersonalData
    biv: Biv
    url: str


@dataclass(frozen=True, slots=True)
class _Edge:
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


Edges = dict[tuple[str, str], list[_Edge]]


@dataclass
class Reach:
    """One release in memory, ready to answer what each component reaches; answers are kept."""

    release_id: int
    nodes: dict[str, _Node]
    edges: Edges
    _known: dict[str, tuple[Derived, ...]] = field(default_factory=dict)

    def of(self, guid: str) -> tuple[Derived, ...]:
        """Return the functions, processes and information objects of a component, shortest paths first.

        A GUID that the release does not hold, or that is no component, reaches nothing.
        """
        kinds = (Reached.FUNCTION, Reached.PROCESS, Reached.INFORMATION_OBJECT)
        return tuple(one for one in self._all(guid) if one.kind in kinds)

    def around(self, guid: str) -> tuple[Derived, ...]:
        """Return the application functions, standards and laws of a component, shortest paths first."""
        kinds = (Reached.APPLICATION_FUNCTION, Reached.LAW, Reached.STANDARD)
        return tuple(one for one in self._all(guid) if one.kind in kinds)

    def personal_data(self, guid: str) -> PersonalData:
        """Return whether a component reaches personal data: yes, no (all objects say no), or unknown."""
        answers = {one.personal_data for one in self.of(guid) if one.kind is Reached.INFORMATION_OBJECT}
        if PersonalData.YES in answers:
            return PersonalData.YES
        return PersonalData.NO if answers == {PersonalData.NO} else PersonalData.UNKNOWN

    def holds(self, guid: str) -> bool:
        """Say whether the release has this element; a placement on another one has lapsed."""
        return guid in self.nodes

    def name(self, guid: str) -> str:
        """Return the name of an element, or an empty text when the release does not hold it."""
        node = self.nodes.get(guid)
        return node.name if node else ""

    @cached_property
    def components(self) -> tuple[ElementRef, ...]:
        """Return everything that the source marks as reference component, by name."""
        marked = [one for one in self.nodes.values() if one.fora_type == ForaType.COMPONENT.value]
        return tuple(_ref(one) for one in sorted(marked, key=lambda one: (one.name.lower(), one.guid)))

    def _all(self, guid: str) -> tuple[Derived, ...]:
        if guid not in self._known:
            start = self.nodes.get(guid)
            found = start is not None and start.archimate_type == "ApplicationComponent"
            self._known[guid] = _Walk(self, guid).result() if found else ()
        return self._known[guid]


class _Walk:
    """One traversal from a component; keeps the first (shortest) path of each kind to each thing."""

    def __init__(self, reach: Reach, start: str) -> None:
        self._nodes = reach.nodes
        self._edges = reach.edges
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

    def _out(self, guid: str, relation: str, *types: str) -> Iterator[tuple[_Node, _Edge]]:
        """Yield the elements that a relation leads to, by name."""
        found = [(self._nodes[edge.target], edge) for edge in self._edges.get((guid, relation), ())]
        for node, edge in sorted(found, key=lambda pair: (pair[0].name, pair[0].guid)):
            if node.archimate_type in types:
                yield node, edge

    def _note(self, node: _Node, kind: Reached, path: PathKind, steps: tuple[Step, ...]) -> None:
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

    def _application_functions(self, origin: tuple[Step, ...]) -> Iterator[tuple[_Node, tuple[Step, ...]]]:
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

    def _business(self, entries: list[tuple[_Node, tuple[Step, ...]]]) -> None:
        """Go down breadth first, so that the first path found is the shortest; each element is visited once."""
        seen: set[str] = set()
        level = entries
        path = PathKind.FUNCTION
        while level:
            below: list[tuple[_Node, tuple[Step, ...]]] = []
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


_ELEMENT = (
    col(Element.guid),
    col(Element.name),
    col(Element.fora_type),
    col(Element.archimate_type),
    col(Element.personal_data),
    col(Element.availability),
    col(Element.integrity),
    col(Element.confidentiality),
    col(Element.source_url),
    col(Element.properties),
)
_CACHE: dict[tuple[object, ...], Reach] = {}
_LOCK = Lock()
_KEEP = 4


def reach(session: Session, release_id: int) -> Reach:
    """Return a release in memory; read once per release and process (2 statements), then kept (1 statement).

    A release that does not exist gives an empty answer.
    """
    key = _key(session, release_id)
    found = _CACHE.get(key)
    if found is None:
        found = _load(session, release_id)
        with _LOCK:
            while len(_CACHE) >= _KEEP:
                _CACHE.pop(next(iter(_CACHE)))
            _CACHE[key] = found
    return found


def published_reach(session: Session) -> Reach | None:
    """Return the published release in memory, or None when nothing is published."""
    release_id = session.execute(select(col(Release.id)).where(col(Release.status) == "published")).scalar()
    return None if release_id is None else reach(session, release_id)


def _key(session: Session, release_id: int) -> tuple[object, ...]:
    """Name a release by content as well as by number: numbers return after a rollback of the database."""
    row = session.execute(
        select(col(Release.sha256), col(Release.staged_at)).where(col(Release.id) == release_id)
    ).first()
    return (release_id, *(row or ()))


def _load(session: Session, release_id: int) -> Reach:
    rows: Iterable[Any] = session.execute(select(*_ELEMENT).where(col(Element.release_id) == release_id))
    nodes = {row.guid: _node(row) for row in rows}
    relations = session.execute(
        select(
            col(Relation.type), col(Relation.source_guid), col(Relation.target_guid), col(Relation.properties)
        ).where(col(Relation.release_id) == release_id, col(Relation.type).in_(_TYPES))
    )
    edges: Edges = defaultdict(list)
    for kind, source, target, properties in relations:
        if source in nodes and target in nodes:
            kept = tuple((one["key"], one["value"]) for one in properties)
            edges[source, kind].append(_Edge(target=target, properties=kept))
    return Reach(release_id=release_id, nodes=nodes, edges=dict(edges))


def _node(row: Any) -> _Node:  # noqa: ANN401 - a database row
    return _Node(
        guid=row.guid,
        name=row.name,
        fora_type=row.fora_type,
        archimate_type=row.archimate_type,
        personal_data=row.personal_data,
        biv=Biv(availability=row.availability, integrity=row.integrity, confidentiality=row.confidentiality),
        url=law_url(row.properties) if row.archimate_type == "Driver" else row.source_url,
    )


def law_url(properties: list[dict[str, str]]) -> str:
    """Return where a law can be read: its `Verwijzing`, or the address that follows from its `Juriconnect`."""
    values = {one["key"]: one["value"] for one in properties}
    if values.get("Verwijzing", "").startswith("https://"):
        return values["Verwijzing"]
    jci = values.get("Juriconnect", "")
    return f"https://wetten.overheid.nl/{jci}" if jci.startswith("jci") else ""


def _step(node: _Node, relation: str) -> Step:
    return Step(guid=node.guid, name=node.name, relation=relation)


def _ref(node: _Node) -> ElementRef:
    return ElementRef(guid=node.guid, name=node.name, fora_type=node.fora_type, archimate_type=node.archimate_type)


def _reading_order(one: Derived) -> tuple[int, int, int, str, str]:
    return (_REACHED_ORDER[one.kind], _ORDER[one.path_kind], len(one.path), one.name.lower(), one.guid)

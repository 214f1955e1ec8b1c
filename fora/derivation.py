"""What a component reaches: functions, processes, information objects, laws and standards, each with its path.

The traversal is the design's (section 8): a component accesses an information object (1) itself, (2) through an
application function assigned to it, (3) through the business functions which such an application function serves and
everything aggregated below those. The starter holds (1) and (2) collapsed to one relation with a `Pad` property.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from fora.kinds import ForaType, PersonalData, Reached
from fora.models import Element, Relation, Release
from fora.schemas import Biv, Derived, ElementRef
from fora.traversal import Edges, Walk, WalkEdge, WalkNode

_TYPES = ("Access", "Assignment", "Serving", "Aggregation", "Influence", "Realization")


@dataclass
class Reach:
    """One release in memory, ready to answer what each component reaches; answers are kept."""

    release_id: int
    nodes: dict[str, WalkNode]
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
            self._known[guid] = Walk(self.nodes, self.edges, guid).result() if found else ()
        return self._known[guid]


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
            edges[source, kind].append(WalkEdge(target=target, properties=kept))
    return Reach(release_id=release_id, nodes=nodes, edges=dict(edges))


def _node(row: Any) -> WalkNode:  # noqa: ANN401 - a database row
    return WalkNode(
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


def _ref(node: WalkNode) -> ElementRef:
    return ElementRef(guid=node.guid, name=node.name, fora_type=node.fora_type, archimate_type=node.archimate_type)

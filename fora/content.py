"""From a model as read to the rows of a release: GUIDs resolved, values cleaned, references checked, all reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from fora import cleaning
from fora.cleaning import Report, Subject
from fora.domain_members import memberships
from fora.guids import found_guid, guid, relation_guid
from fora.kinds import ForaType
from fora.readers.model import RawElement, RawModel, RawRelation, RawView

Row = dict[str, Any]
_FORA_MODEL = "d35b7b41b41e417f8f0b4b46b25609b7"
"""The identifier of Kennisnet's FORA model, whose elements have a page on its wiki."""
_WIKI = "https://fora.wikixl.nl/index.php/FORA/id-"
_JUNCTIONS = {"AndJunction": "en", "OrJunction": "of"}
"""Junctions need no name of their own; this is how they read."""
_DOUBLE = "dit id komt al voor; alleen het eerste is gebruikt"


@dataclass(slots=True)
class Content:
    """The rows of a release, each without the release number; `unused` counts what could not become a row."""

    elements: list[Row] = field(default_factory=list)
    domains: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    views: list[Row] = field(default_factory=list)
    view_elements: list[Row] = field(default_factory=list)
    report: Report = field(default_factory=Report)
    unused: int = 0

    def counts(self) -> dict[str, int]:
        """Return the numbers that a release shows."""
        return {
            "elements": len(self.elements),
            "relations": len(self.relations),
            "views": len(self.views),
            "cleaned": len(self.report.lines) - self.unused,
            "unused": self.unused,
        }


def content(model: RawModel) -> Content:
    """Return the rows of a model; what is wrong with one thing is a report line, never a reason to stop."""
    return _Builder(model).build()


class _Builder:
    """Builds the rows of one model in order: elements, relations, domains, views."""

    def __init__(self, model: RawModel) -> None:
        self._model = model
        self._found = Content()
        self._report = self._found.report
        self._wiki = found_guid(model.id) == _FORA_MODEL
        self._guid = cache(guid)
        self._elements: dict[str, Row] = {}
        self._relations: dict[str, Row] = {}
        self._views = {self._guid(one.id) for one in model.views}

    def build(self) -> Content:
        """Return the rows."""
        for one in self._model.unused:
            self._lose(Subject(one.kind, found_guid(one.id) or one.id, one.name), one.property, one.value, one.reason)
        domains = _domain_names(self._model)
        for element in self._model.elements:
            self._element(element, domains)
        for relation in self._kept_relations():
            self._relation(relation)
        self._found.elements = list(self._elements.values())
        self._found.relations = list(self._relations.values())
        self._found.domains = memberships(self._found.elements, self._found.relations)
        for view in self._model.views:
            self._view(view)
        return self._found

    def _lose(self, subject: Subject, prop: str, value: str, reason: str) -> None:
        """Report something that does not become a row."""
        self._found.unused += 1
        self._report.add(subject, prop, value, None, reason)

    def _element(self, raw: RawElement, domains: dict[str, str]) -> None:
        key = self._guid(raw.id)
        subject = Subject("element", key, " ".join(raw.name.split()))
        if key in self._elements:
            self._lose(subject, "id", raw.id, _DOUBLE)
            return
        properties = cleaning.clean_pairs(raw.properties, subject, self._report, domains)
        self._elements[key] = {
            "guid": key,
            "source_id": raw.id,
            "archimate_type": raw.type,
            "fora_type": cleaning.fora_type(properties),
            "name": cleaning.clean_name(raw.name or _JUNCTIONS.get(raw.type, ""), subject, self._report),
            "documentation": raw.documentation,
            "folder": "/".join(raw.folder),
            "lifecycle": cleaning.lifecycle(raw.folder),
            "metamodel": cleaning.is_metamodel(raw.folder),
            "personal_data": cleaning.personal_data(properties, subject, self._report),
            "availability": cleaning.level(properties, cleaning.AVAILABILITY, subject, self._report),
            "integrity": cleaning.level(properties, cleaning.INTEGRITY, subject, self._report),
            "confidentiality": cleaning.level(properties, cleaning.CONFIDENTIALITY, subject, self._report),
            "source_url": self._source_url(raw, key, properties),
            "properties": properties,
            "translations": raw.translations,
        }

    def _source_url(self, raw: RawElement, key: str, properties: list[dict[str, str]]) -> str:
        """Return the page of an element: as the file says, or on FORA's wiki (it regroups bare digits 8-4-5-4-11)."""
        for one in properties:
            if one["key"] == "Element URI":
                return one["value"]
        if not self._wiki:
            return ""
        bare = raw.id.removeprefix("id-")
        return _WIKI + (bare if "-" in bare else f"{key[:8]}-{key[8:12]}-{key[12:17]}-{key[17:21]}-{key[21:]}")

    def _kept_relations(self) -> list[RawRelation]:
        """Return the relations whose ends exist; an end may itself be a relation that is kept."""
        pending = self._model.relations
        while True:
            known = set(self._elements) | {self._guid(one.id) for one in pending if one.id}
            loose = [one for one in pending if not {self._guid(one.source), self._guid(one.target)} <= known]
            if not loose:
                return pending
            for one in loose:
                subject = Subject("relation", self._guid(one.id) if one.id else "", one.name or one.type)
                self._lose(
                    subject,
                    "source/target",
                    f"{one.source} → {one.target}",
                    "de relatie verwijst naar iets dat niet in het model staat en is niet opgenomen",
                )
            gone = {id(one) for one in loose}
            pending = [one for one in pending if id(one) not in gone]

    def _relation(self, raw: RawRelation) -> None:
        source, target = self._guid(raw.source), self._guid(raw.target)
        key = self._guid(raw.id) if raw.id else relation_guid(source, raw.type, target)
        subject = Subject("relation", key, raw.name or raw.type)
        if key in self._relations:
            self._lose(subject, "id", raw.id, _DOUBLE)
            return
        self._relations[key] = {
            "guid": key,
            "source_id": raw.id,
            "type": raw.type,
            "source_guid": source,
            "target_guid": target,
            "access_type": raw.access_type,
            "modifier": raw.modifier,
            "directed": raw.directed,
            "name": cleaning.clean_name(raw.name, subject, self._report) if raw.name else "",
            "documentation": raw.documentation,
            "properties": cleaning.clean_pairs(raw.properties, subject, self._report, {}),
            "translations": raw.translations,
        }

    def _view(self, raw: RawView) -> None:
        key = self._guid(raw.id)
        subject = Subject("view", key, " ".join(raw.name.split()))
        if any(one["guid"] == key for one in self._found.views):
            self._lose(subject, "id", raw.id, _DOUBLE)
            return
        nodes = [self._node(one, subject) for one in raw.nodes]
        shown = {one["element"] for one in nodes if one["element"]}
        self._found.views.append(
            {
                "guid": key,
                "source_id": raw.id,
                "name": cleaning.clean_name(raw.name, subject, self._report),
                "documentation": raw.documentation,
                "folder": "/".join(raw.folder),
                "properties": cleaning.clean_pairs(raw.properties, subject, self._report, {}),
                "translations": raw.translations,
                "nodes": nodes,
                "connections": self._connections(raw, subject),
            }
        )
        self._found.view_elements.extend({"view_guid": key, "element_guid": one} for one in sorted(shown))

    def _node(self, node: Row, subject: Subject) -> Row:
        found = dict(node)
        for part, known in (("element", self._elements), ("view", self._views)):
            if node[part] is None:
                continue
            key = self._guid(node[part])
            found[part] = key if key in known else None
            if key not in known:
                self._lose(subject, part, node[part], "de tekening verwijst naar iets dat niet in het model staat")
        return found

    def _connections(self, raw: RawView, subject: Subject) -> list[Row]:
        """Return the connections whose ends are on the view, with the relation each stands for."""
        known = {one["id"] for one in raw.nodes} | {one["id"] for one in raw.connections}
        found = []
        for one in raw.connections:
            if one["source"] not in known or one["target"] not in known:
                self._lose(subject, "connection", one["id"], "een uiteinde van de lijn staat niet op de tekening")
                continue
            relation = self._guid(one["relation"]) if one["relation"] else None
            if relation and relation not in self._relations:
                self._lose(subject, "relation", one["relation"], "de lijn verwijst naar een relatie die er niet is")
                relation = None
            found.append({**one, "relation": relation})
        return found


def _domain_names(model: RawModel) -> dict[str, str]:
    """Return the names of the model's domains by folded name."""
    names = [
        " ".join(one.name.split())
        for one in model.elements
        if not cleaning.is_metamodel(one.folder)
        and any(
            pair.key in cleaning.TYPE_KEYS and pair.value.strip() == ForaType.DOMAIN.value for pair in one.properties
        )
    ]
    return {cleaning.fold(name): name for name in names}

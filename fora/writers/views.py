"""Writing the views of a model: nested nodes, connections, colours; whole coordinates that are never negative."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from fora.readers.model import RawView, Unused
from fora.readers.xml import XSI_TYPE
from fora.writers.ids import Given, Ids
from fora.writers.parts import Definitions, N, add_properties, add_texts
from fora.writers.style import write_style

Node = dict[str, Any]
_FILE_TYPES = {"element": "Element", "group": "Container", "note": "Label"}


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers that a view refers to: of elements, relations, views and viewpoints."""

    concepts: Given
    elements: set[str]
    relations: set[str]
    views: Given
    viewpoints: frozenset[str]
    ids: Ids
    lost: list[Unused]


def write_view(holder: etree._Element, view: RawView, names: Names, definitions: Definitions) -> None:
    """Add one view; what cannot be drawn, like a line without an end, is noted in `names.lost`."""
    root = etree.SubElement(holder, f"{N}view", identifier=names.views.get(view.id) or "")
    root.set(XSI_TYPE, "Diagram")
    if view.viewpoint:
        root.set("viewpoint", view.viewpoint)
    if view.viewpoint_ref in names.viewpoints:
        root.set("viewpointRef", view.viewpoint_ref)
    add_texts(root, "name", view.name, view.langs.get("name"), view.translations, needed=True)
    add_texts(root, "documentation", view.documentation, view.langs.get("documentation"), view.translations)
    add_properties(root, view.properties, definitions)
    _Drawing(root, view, names).write()


class _Drawing:
    """Adds what is drawn on one view."""

    def __init__(self, root: etree._Element, view: RawView, names: Names) -> None:
        self._root = root
        self._view = view
        self._names = names
        self._parts = Given(names.ids)
        self._left, self._top = _corner(view)

    def write(self) -> None:
        """Add the nodes, each inside the one that holds it, and then the connections."""
        inside: dict[str | None, list[Node]] = defaultdict(list)
        known = {one["id"] for one in self._view.nodes}
        for node in self._view.nodes:
            inside[node["parent"] if node["parent"] in known else None].append(node)
        pending = [(self._root, node) for node in reversed(inside[None])]
        while pending:
            holder, node = pending.pop()
            written = self._node(holder, node, bool(inside[node["id"]]))
            if written is not None:
                pending.extend((written, child) for child in reversed(inside[node["id"]]))
        lines = [line for line in self._drawable() if self._numbered(line)]
        for line in lines:
            self._connection(line)

    def _node(self, holder: etree._Element, node: Node, has_children: bool) -> etree._Element | None:  # noqa: FBT001
        identifier = self._parts.add(node["id"])
        if identifier is None:
            self._lose("node", node["id"], "dit id komt al voor op de tekening")
            return None
        element = self._names.concepts.get(node["element"]) if node["element"] in self._names.elements else None
        written = etree.SubElement(holder, f"{N}node", identifier=identifier)
        kind = self._kind(node, element, has_children=has_children)
        if kind == "Element" and element:
            written.set("elementRef", element)
        written.set(XSI_TYPE, kind)
        if kind == "Label" and node.get("about"):
            self._about(written, node["about"])
        written.set("x", str(round(node["x"] - self._left)))
        written.set("y", str(round(node["y"] - self._top)))
        written.set("w", str(max(1, round(node["w"]))))
        written.set("h", str(max(1, round(node["h"]))))
        _texts_and_style(written, node)
        self._views(written, node.get("views") or [node["view"]])
        return written

    def _kind(self, node: Node, element: str | None, *, has_children: bool) -> str:
        """Return how the file calls a node; one whose element is not there becomes an empty box."""
        if node["kind"] == "element" and element is None:
            self._lose("node", node["id"], "het element van dit vak staat niet in het model")
            return "Container"
        if node["kind"] == "view":
            return "Label" if node.get("drawn") == "Label" and not has_children else "Container"
        kind = _FILE_TYPES.get(node["kind"], "Label")
        return "Container" if kind == "Label" and has_children else kind

    def _about(self, written: etree._Element, about: list[str]) -> None:
        concept = self._names.concepts.get(about[0])
        if concept:
            written.set("conceptRef", concept)
            if about[1]:
                written.set("xpathPart", about[1])

    def _views(self, written: etree._Element, references: list[str | None]) -> None:
        for one in references:
            view = self._names.views.get(one)
            if view:
                etree.SubElement(written, f"{N}viewRef", ref=view)

    def _drawable(self) -> Iterator[Node]:
        """Yield the lines of which both ends are drawn; an end may itself be a line."""
        pending = list(self._view.connections)
        nodes = {one["id"] for one in self._view.nodes}
        while True:
            drawn = nodes | {one["id"] for one in pending}
            loose = [one for one in pending if not {one["source"], one["target"]} <= drawn]
            if not loose:
                break
            for one in loose:
                self._lose("connection", one["id"], "een uiteinde van de lijn staat niet op de tekening")
            gone = {id(one) for one in loose}
            pending = [one for one in pending if id(one) not in gone]
        yield from pending

    def _numbered(self, line: Node) -> bool:
        """Give a line its identifier; all lines before any is written, since one may end at a later one."""
        if self._parts.add(line["id"]) is not None:
            return True
        self._lose("connection", line["id"], "dit id komt al voor op de tekening")
        return False

    def _connection(self, line: Node) -> None:
        written = etree.SubElement(self._root, f"{N}connection", identifier=self._parts.get(line["id"]) or "")
        relation = self._names.concepts.get(line["relation"]) if line["relation"] in self._names.relations else None
        if relation:
            written.set("relationshipRef", relation)
            written.set(XSI_TYPE, "NestingRelationship" if line.get("nesting") else "Relationship")
        else:
            written.set(XSI_TYPE, "Line")
        written.set("source", self._parts.get(line["source"]) or "")
        written.set("target", self._parts.get(line["target"]) or "")
        _texts_and_style(written, line)
        self._views(written, line.get("views") or [])
        start, end = line.get("ends") or (None, None)
        self._place(written, "sourceAttachment", start)
        for point in line["points"]:
            self._place(written, "bendpoint", point)
        self._place(written, "targetAttachment", end)

    def _place(self, written: etree._Element, name: str, point: list[float] | None) -> None:
        if point:
            x, y = (str(round(point[0] - self._left)), str(round(point[1] - self._top)))
            etree.SubElement(written, f"{N}{name}", x=x, y=y)

    def _lose(self, kind: str, identifier: str, reason: str) -> None:
        self._names.lost.append(Unused(kind, identifier, self._view.name, "", "", reason))


def _texts_and_style(written: etree._Element, part: Node) -> None:
    translations = part.get("translations") or []
    add_texts(written, "label", part["label"], part.get("lang"), translations)
    add_texts(written, "documentation", part.get("documentation", ""), part.get("documentation_lang"), translations)
    style = part.get("style")
    if style:
        write_style(written, style)


def _corner(view: RawView) -> tuple[float, float]:
    """Return how far a view reaches to the left of and above its origin: an exchange file has no negative places."""
    places = [(one["x"], one["y"]) for one in view.nodes]
    for line in view.connections:
        places.extend((point[0], point[1]) for point in [*line["points"], *(line.get("ends") or [])] if point)
    return min([0.0, *(x for x, _ in places)]), min([0.0, *(y for _, y in places)])

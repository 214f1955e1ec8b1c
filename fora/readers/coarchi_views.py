"""The geometry of a coArchi view: nested, relative boxes become absolute ones; bend points become points."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lxml import etree

from fora.readers.coarchi_style import line_style, node_style
from fora.readers.model import RawView
from fora.readers.xml import XSI_TYPE

_KINDS = {
    "DiagramModelArchimateObject": "element",
    "DiagramModelGroup": "group",
    "DiagramModelNote": "note",
    "DiagramModelReference": "view",
}
_WIDTH, _HEIGHT = 120.0, 55.0
"""What Archi draws where a file gives no size."""

Boxes = dict[str, tuple[float, float]]


def read_view(root: etree._Element) -> RawView:
    """Return a view of a coArchi model with absolute coordinates."""
    view = RawView(
        id=root.get("id", ""),
        name=root.get("name", ""),
        documentation=root.get("documentation", ""),
        viewpoint=root.get("viewpoint", ""),
    )
    lines: list[etree._Element] = []
    for child in root.iterchildren("children"):
        view.nodes.extend(_nodes(child, None, 0.0, 0.0, lines))
    middles: Boxes = {one["id"]: (one["x"] + one["w"] / 2, one["y"] + one["h"] / 2) for one in view.nodes}
    for line in lines:
        view.connections.append(_connection(line, middles))
    return view


def _nodes(
    node: etree._Element, parent: str | None, left: float, top: float, lines: list[etree._Element]
) -> Iterator[dict[str, Any]]:
    bounds = node.find("bounds")
    x = left + _number(bounds, "x", 0.0)
    y = top + _number(bounds, "y", 0.0)
    kind = _KINDS.get(node.get(XSI_TYPE, "").rpartition(":")[2], "note")
    yield {
        "id": node.get("id", ""),
        "kind": kind,
        "x": x,
        "y": y,
        "w": _size(bounds, "width", _WIDTH),
        "h": _size(bounds, "height", _HEIGHT),
        "parent": parent,
        "element": _reference(node, "archimateElement"),
        "view": _reference(node, "referencedModel"),
        "label": node.get("name") or node.get("content", ""),
        **_extras(node.get("documentation", ""), node_style(node)),
    }
    lines.extend(_lines(node))
    for child in node.iterchildren("children"):
        yield from _nodes(child, node.get("id", ""), x, y, lines)


def _lines(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the connections that start at a node, and those that start at such a connection."""
    for line in node.iterchildren("sourceConnections"):
        yield line
        yield from _lines(line)


def _connection(line: etree._Element, middles: Boxes) -> dict[str, Any]:
    source, target = line.get("source", ""), line.get("target", "")
    return {
        "id": line.get("id", ""),
        "source": source,
        "target": target,
        "relation": _reference(line, "archimateRelationship"),
        "label": line.get("name", ""),
        "points": _points(line, middles.get(source), middles.get(target)),
        **_extras(line.get("documentation", ""), line_style(line)),
    }


def _extras(documentation: str, style: dict[str, Any]) -> dict[str, Any]:
    """Return what a node or line has beside its place, as far as the file says it."""
    return {name: value for name, value in {"documentation": documentation, "style": style}.items() if value}


def _points(
    line: etree._Element, start: tuple[float, float] | None, end: tuple[float, float] | None
) -> list[list[float]]:
    """Return the bend points: each is an offset from both middles, weighed by its place in the row."""
    bends = list(line.iterchildren("bendpoints"))
    if start is None or end is None:
        return []
    found = []
    for number, bend in enumerate(bends, start=1):
        weight = number / (len(bends) + 1)
        x = (start[0] + _number(bend, "startX", 0.0)) * (1 - weight) + (end[0] + _number(bend, "endX", 0.0)) * weight
        y = (start[1] + _number(bend, "startY", 0.0)) * (1 - weight) + (end[1] + _number(bend, "endY", 0.0)) * weight
        found.append([round(x, 1), round(y, 1)])
    return found


def _reference(node: etree._Element, name: str) -> str | None:
    child = node.find(name)
    return None if child is None else child.get("href", "").rpartition("#")[2] or None


def _number(node: etree._Element | None, name: str, default: float) -> float:
    """Return a coordinate; what is absent or no number counts as the default."""
    text = None if node is None else node.get(name)
    try:
        found = float(text) if text is not None else default
    except ValueError:
        return default
    return found if math.isfinite(found) else default


def _size(node: etree._Element | None, name: str, default: float) -> float:
    size = _number(node, name, default)
    return size if size > 0 else default

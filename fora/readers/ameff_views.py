"""The geometry of an AMEFF view: nested nodes in absolute coordinates, connections between nodes and connections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from fora.readers.model import RawView
from fora.readers.xml import AMEFF, XSI_TYPE

_N = f"{{{AMEFF}}}"
_KINDS = {"Element": "element", "Container": "group", "Label": "note"}


def read_view(root: etree._Element) -> RawView:
    """Return the nodes and connections of a view (its texts are the caller's)."""
    view = RawView(id=root.get("identifier", ""))
    for node in root.iterchildren(f"{_N}node"):
        view.nodes.extend(_nodes(node, None))
    for line in root.iterchildren(f"{_N}connection"):
        view.connections.append(_connection(line))
    return view


def _nodes(node: etree._Element, parent: str | None) -> Iterator[dict[str, Any]]:
    identifier = node.get("identifier", "")
    reference = node.find(f"{_N}viewRef")
    kind = _KINDS.get(node.get(XSI_TYPE, "").rpartition(":")[2], "note")
    yield {
        "id": identifier,
        "kind": "view" if reference is not None else kind,
        "x": _number(node, "x"),
        "y": _number(node, "y"),
        "w": _number(node, "w"),
        "h": _number(node, "h"),
        "parent": parent,
        "element": node.get("elementRef"),
        "view": None if reference is None else reference.get("ref"),
        "label": _label(node),
    }
    for child in node.iterchildren(f"{_N}node"):
        yield from _nodes(child, identifier)


def _connection(line: etree._Element) -> dict[str, Any]:
    return {
        "id": line.get("identifier", ""),
        "source": line.get("source", ""),
        "target": line.get("target", ""),
        "relation": line.get("relationshipRef"),
        "label": _label(line),
        "points": [[_number(one, "x"), _number(one, "y")] for one in line.iterchildren(f"{_N}bendpoint")],
    }


def _label(node: etree._Element) -> str:
    child = node.find(f"{_N}label")
    return "" if child is None else "".join(child.itertext())


def _number(node: etree._Element, name: str) -> float:
    """Return a coordinate; what is absent or no number counts as 0."""
    try:
        return float(node.get(name, "0"))
    except ValueError:
        return 0.0

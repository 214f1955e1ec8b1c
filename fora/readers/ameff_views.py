"""The drawing of an AMEFF view: nested nodes in absolute coordinates, connections between nodes and connections."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from lxml import etree

from fora.readers.ameff_style import read_style
from fora.readers.model import RawView
from fora.readers.texts import text_of
from fora.readers.xml import AMEFF, XSI_TYPE

_N = f"{{{AMEFF}}}"
_KINDS = {"Element": "element", "Container": "group", "Label": "note"}


def read_view(root: etree._Element) -> RawView:
    """Return the nodes and connections of a view (its texts are the caller's)."""
    view = RawView(
        id=root.get("identifier", ""),
        viewpoint=root.get("viewpoint", ""),
        viewpoint_ref=root.get("viewpointRef", ""),
    )
    for node in root.iterchildren(f"{_N}node"):
        view.nodes.extend(_nodes(node, None))
    for line in root.iterchildren(f"{_N}connection"):
        view.connections.append(_connection(line))
    return view


def _nodes(node: etree._Element, parent: str | None) -> Iterator[dict[str, Any]]:
    identifier = node.get("identifier", "")
    references = _views(node)
    kind = _KINDS.get(node.get(XSI_TYPE, "").rpartition(":")[2], "note")
    reference = references[0] if references and kind != "element" else None
    label, more = _extras(node)
    found = {
        "id": identifier,
        "kind": "view" if reference else kind,
        "x": _number(node, "x"),
        "y": _number(node, "y"),
        "w": _number(node, "w"),
        "h": _number(node, "h"),
        "parent": parent,
        "element": node.get("elementRef"),
        "view": reference,
        "label": label,
        **more,
    }
    if kind == "note" and reference:
        found["drawn"] = "Label"
    if references and (kind == "element" or len(references) > 1):
        found["views"] = references
    if node.get("conceptRef"):
        found["about"] = [node.get("conceptRef"), node.get("xpathPart", "")]
    yield found
    for child in node.iterchildren(f"{_N}node"):
        yield from _nodes(child, identifier)


def _connection(line: etree._Element) -> dict[str, Any]:
    label, more = _extras(line)
    ends = [_place(line, name) for name in ("sourceAttachment", "targetAttachment")]
    if any(ends):
        more["ends"] = ends
    references = _views(line)
    if references:
        more["views"] = references
    if line.get(XSI_TYPE, "").rpartition(":")[2] == "NestingRelationship":
        more["nesting"] = True
    return {
        "id": line.get("identifier", ""),
        "source": line.get("source", ""),
        "target": line.get("target", ""),
        "relation": line.get("relationshipRef"),
        "label": label,
        "points": [[_number(one, "x"), _number(one, "y")] for one in line.iterchildren(f"{_N}bendpoint")],
        **more,
    }


def _extras(node: etree._Element) -> tuple[str, dict[str, Any]]:
    """Return the label, and what else the file says of a node or line: style, documentation and languages."""
    label, lang, translations = text_of(node, "label")
    documentation, documentation_lang, others = text_of(node, "documentation")
    found = {
        "lang": lang,
        "documentation": documentation,
        "documentation_lang": documentation_lang,
        "translations": translations + others,
        "style": read_style(node),
    }
    return label, {name: value for name, value in found.items() if value}


def _views(node: etree._Element) -> list[str]:
    return [one.get("ref", "") for one in node.iterchildren(f"{_N}viewRef") if one.get("ref")]


def _place(line: etree._Element, name: str) -> list[float] | None:
    found = line.find(f"{_N}{name}")
    return None if found is None else [_number(found, "x"), _number(found, "y")]


def _number(node: etree._Element, name: str) -> float:
    """Return a coordinate; what is absent or no number counts as 0."""
    try:
        found = float(node.get(name, "0"))
    except ValueError:
        return 0.0
    return found if math.isfinite(found) else 0.0

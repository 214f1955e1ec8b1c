"""The views of a board's model: a copy of each view of FORA with the applications in the boxes, and two of our own."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fora.readers.model import RawPair, RawRelation, RawView
from swc.landscape.exchange import boxes
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.boxes import GAP, HEIGHT, LABEL, PAD, WIDTH
from swc.landscape.exchange.holding import Holding
from swc.landscape.exchange.reference import Reference, Stored
from swc.landscape.exchange.taken import stored_pairs
from swc.landscape.kinds import UsageStatus
from swc.landscape.schemas import UseSummary

Node = dict[str, Any]
Placed = Mapping[str, Sequence[UseSummary]]
"""The applications of a board by the GUID of the component on which they are placed."""

_OWN_FOLDER = ("Softwarecatalogus", "Platen")
_GONE = frozenset({UsageStatus.PHASED_OUT})
_FILL, _GREY, _PAPER = [198, 239, 206], [224, 224, 224], [242, 246, 250]
_BOX_WIDTH, _COLUMNS = 260.0, 4


def placed(held: Holding) -> dict[str, list[UseSummary]]:
    """Return the applications by component, each by name; only components that the release has."""
    found: dict[str, list[UseSummary]] = defaultdict(list)
    for use in held.uses:
        for component in use.components:
            if component.guid in held.reference.elements:
                found[component.guid].append(use)
    return found


def chosen_views(held: Holding, *, only_own: bool) -> list[Stored]:
    """Return the views to copy: all of them, or those that show a component with an application."""
    where = placed(held)
    if not only_own:
        return list(held.reference.views)
    return [one for one in held.reference.views if any(node["element"] in where for node in one.nodes)]


def copied_view(row: Stored, held: Holding, where: Placed, relations: Mapping[str, str]) -> RawView:
    """Return a copy of a view with the board's applications in the boxes of their components.

    `relations` gives the identifiers of FORA's relations by GUID.
    """
    nodes = copy.deepcopy(row.nodes)
    lines = copy.deepcopy(row.connections)
    boxed = [one for one in nodes if one["kind"] == "element" and one["element"] in where]
    boxes.make_room(nodes, lines, {one["id"]: len(where[one["element"]]) for one in boxed})
    more = [
        application(row.guid, box["id"], use, place)
        for box in boxed
        for use, place in zip(where[box["element"]], boxes.places(box, nodes, len(where[box["element"]])), strict=True)
    ]
    return RawView(
        id=_view_id(row.guid),
        name=row.name,
        documentation=row.documentation,
        folder=(*_OWN_FOLDER, "FORA"),
        properties=[RawPair(e.BRON, e.FORA), RawPair(e.COPY_OF, row.source_id), *stored_pairs(row)],
        translations=row.translations,
        nodes=[*(_own_ids(one, row.guid, held.reference) for one in nodes), *more],
        connections=[_own_line(one, row.guid, relations) for one in lines],
    )


def application(view: str, box: str, use: UseSummary, place: boxes.Place, parent: str | None = None) -> Node:
    """Return the node of one application inside a box of a view."""
    return {
        "id": _part_id(view, box, str(use.id)),
        "kind": "element",
        "x": place.x,
        "y": place.y,
        "w": place.w,
        "h": place.h,
        "parent": parent or _part_id(view, box),
        "element": e.xml_id(use.id),
        "view": None,
        "label": "",
        "style": {"fill": _GREY if use.status in _GONE else _FILL},
    }


def map_view(held: Holding, where: Placed) -> RawView:
    """Return a view of our own: a box for each component with applications, and one for what is placed nowhere."""
    name = "overzicht"
    nodes: list[Node] = []
    groups: list[tuple[Node, Sequence[UseSummary]]] = [
        (_box(name, guid, held.reference.identifier(guid), ""), where[guid])
        for guid in sorted(where, key=lambda one: (held.reference.elements[one].name.casefold(), one))
    ]
    nowhere = [use for use in held.uses if not any(use in uses for uses in where.values())]
    if nowhere:
        groups.append((_box(name, "nergens", None, "Nog niet op de FORA geplaatst"), nowhere))
    for box, uses in _arranged(groups):
        nodes.append(box)
        spots = boxes.places(box, [], len(uses))
        nodes += [application(name, box["id"], use, spot, box["id"]) for use, spot in zip(uses, spots, strict=True)]
    return _own_view(held, name, "Applicaties per referentiecomponent", nodes, [])


def coupling_view(held: Holding, flows: Sequence[RawRelation]) -> RawView:
    """Return a view of every coupling: the applications left, what lies outside right, a line for each flow."""
    name = "koppelingen"
    own = {e.xml_id(use.id): use for use in held.uses}
    ends = {end for flow in flows for end in (flow.source, flow.target)}
    inside = [identifier for identifier in own if identifier in ends]
    outside = sorted(ends - set(own))
    nodes = [
        _node(_part_id(name, identifier), identifier, _spot(number % 2, number // 2), _FILL)
        for number, identifier in enumerate(inside)
    ]
    nodes += [
        _node(_part_id(name, identifier), identifier, _spot(3, number), _PAPER)
        for number, identifier in enumerate(outside)
    ]
    lines = [
        {
            "id": _part_id(name, flow.id),
            "source": _part_id(name, flow.source),
            "target": _part_id(name, flow.target),
            "relation": flow.id,
            "label": "",
            "points": [],
        }
        for flow in flows
    ]
    return _own_view(held, name, "Koppelingen", nodes, lines)


def _own_view(held: Holding, name: str, title: str, nodes: list[Node], lines: list[Node]) -> RawView:
    return RawView(
        id=e.xml_id(e.named_id("board", held.number, "view", name)),
        name=title,
        folder=_OWN_FOLDER,
        properties=[RawPair(e.BRON, e.OWN)],
        langs={"name": "nl"},
        nodes=nodes,
        connections=lines,
    )


def _arranged(groups: Sequence[tuple[Node, Sequence[UseSummary]]]) -> Iterator[tuple[Node, Sequence[UseSummary]]]:
    """Yield boxes in rows of four, each as high as its applications ask."""
    top = 20.0
    for start in range(0, len(groups), _COLUMNS):
        row = groups[start : start + _COLUMNS]
        highest = 0.0
        for column, (box, uses) in enumerate(row):
            box.update(x=20.0 + column * (_BOX_WIDTH + 20), y=top, h=LABEL + _rows(len(uses)) * (HEIGHT + GAP) + PAD)
            highest = max(highest, box["h"])
            yield box, uses
        top += highest + 20


def _rows(count: int) -> int:
    return -(-count // max(1, int((_BOX_WIDTH - 2 * PAD + GAP) // (WIDTH + GAP))))


def _box(view: str, key: str, element: str | None, label: str) -> Node:
    kind = "element" if element else "group"
    node = _node(_part_id(view, key), element, boxes.Place(0, 0, _BOX_WIDTH, LABEL), _PAPER)
    return {**node, "kind": kind, "label": label}


def _spot(column: int, row: int) -> boxes.Place:
    return boxes.Place(40.0 + column * 220, 40.0 + row * 80, 160, 50)


def _node(identifier: str, element: str | None, place: boxes.Place, fill: list[int]) -> Node:
    return {
        "id": identifier,
        "kind": "element",
        "x": place.x,
        "y": place.y,
        "w": place.w,
        "h": place.h,
        "parent": None,
        "element": element,
        "view": None,
        "label": "",
        "style": {"fill": fill},
    }


def _own_ids(node: Node, view: str, reference: Reference) -> Node:
    """Return a node of a copy with identifiers of its own, pointing at elements and views of this model."""
    element = node["element"] if node["element"] in reference.elements else None
    found = {
        **node,
        "id": _part_id(view, node["id"]),
        "parent": _part_id(view, node["parent"]) if node["parent"] else None,
        "element": reference.identifier(element) if element else None,
        "view": _view_id(node["view"]) if node["view"] else None,
    }
    found.pop("views", None)
    found.pop("about", None)
    return found


def _own_line(line: Node, view: str, relations: Mapping[str, str]) -> Node:
    found = {
        **line,
        "id": _part_id(view, line["id"]),
        "source": _part_id(view, line["source"]),
        "target": _part_id(view, line["target"]),
        "relation": relations.get(line["relation"]) if line["relation"] else None,
    }
    found.pop("views", None)
    return found


def _view_id(guid: str) -> str:
    return e.xml_id(e.named_id("view", guid))


def _part_id(view: str, *parts: str) -> str:
    return e.xml_id(e.named_id("view", view, *parts))

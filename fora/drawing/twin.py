"""A drawing as a table: every box and every relation on it, for who does not see the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fora.schemas import DrawnElement, ReadModel, ViewDetail
from fora.svg import Badge


class TwinBox(ReadModel):
    """An element on a drawing, the boxes it lies in (outermost first) and what a board has in it."""

    element: DrawnElement
    inside: tuple[str, ...] = ()
    badges: tuple[str, ...] = ()


class TwinRelation(ReadModel):
    """A relation on a drawing, by names."""

    source: str
    type: str
    target: str
    name: str = ""


class Twin(ReadModel):
    """The table twin of a drawing."""

    boxes: tuple[TwinBox, ...]
    relations: tuple[TwinRelation, ...]
    notes: tuple[str, ...] = ()


def twin(view: ViewDetail, overlay: Mapping[str, Sequence[Badge]] | None = None) -> Twin:
    """Return the table of a drawing, in the order in which it is drawn."""
    nodes = {one.id: one for one in view.nodes}

    def name(key: str) -> str:
        node = nodes[key]
        element = view.elements.get(node.element or "")
        return element.name if element else node.label

    def inside(key: str | None) -> tuple[str, ...]:
        found: list[str] = []
        while key in nodes and len(found) < len(nodes):
            found.append(name(key))
            key = nodes[key].parent
        return tuple(reversed(found))

    boxes = tuple(
        TwinBox(
            element=view.elements[one.element],
            inside=inside(one.parent),
            badges=tuple(badge.text for badge in (overlay or {}).get(one.element, ())),
        )
        for one in view.nodes
        if one.element in view.elements
    )
    ends = {guid: element.name for guid, element in view.elements.items()}
    relations = tuple(
        TwinRelation(source=ends.get(one.source, "…"), type=one.type, target=ends.get(one.target, "…"), name=one.name)
        for one in view.relations.values()
    )
    notes = tuple(one.label for one in view.nodes if one.kind == "note" and one.label.strip())
    return Twin(
        boxes=boxes,
        relations=tuple(sorted(relations, key=lambda one: (one.source, one.type, one.target))),
        notes=notes,
    )

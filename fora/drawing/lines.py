"""The lines of a drawing: from border to border along their bend points; a line may end on another line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from fora.drawing.geometry import Box, Point, halfway
from fora.drawing.style import INK, LINE, PAPER, stroke
from fora.schemas import Connection, ViewDetail

Boxes = Mapping[str, Box]


class Lines:
    """The lines of one view; those between a box and a box inside it stay hidden, as nesting tells them already."""

    def __init__(self, view: ViewDetail, boxes: Boxes) -> None:
        self._view = view
        self._boxes = boxes
        self._by_id = {one.id: one for one in view.connections}
        self._parents = {one.id: one.parent for one in view.nodes}
        self._points: dict[str, list[Point] | None] = {}

    def svg(self, prefix: str) -> Iterator[str]:
        """Yield each line with its mark and label."""
        for one in self._view.connections:
            points = self.points(one.id)
            if points and not self._nested(one):
                yield self._line(one, points, prefix)

    def points(self, key: str) -> list[Point] | None:
        """Return the points of a line, or None where it cannot be drawn (an end is missing or refers to itself)."""
        if key not in self._points:
            self._points[key] = None
            self._points[key] = self._found(self._by_id[key])
        return self._points[key]

    def _found(self, line: Connection) -> list[Point] | None:
        start, end = self._middle(line.source), self._middle(line.target)
        if start is None or end is None:
            return None
        bends = list(line.points)
        first = self._leave(line.source, bends[0] if bends else end, start)
        last = self._leave(line.target, bends[-1] if bends else start, end)
        return [first, *bends, last]

    def _middle(self, key: str) -> Point | None:
        if key in self._boxes:
            return self._boxes[key].middle
        points = self.points(key) if key in self._by_id else None
        return halfway(points) if points else None

    def _leave(self, key: str, towards: Point, middle: Point) -> Point:
        return self._boxes[key].border(towards) if key in self._boxes else middle

    def _nested(self, line: Connection) -> bool:
        return self._inside(line.source, line.target) or self._inside(line.target, line.source)

    def _inside(self, inner: str, outer: str) -> bool:
        parent = self._parents.get(inner)
        seen: set[str] = set()
        while parent is not None and parent not in seen:
            if parent == outer:
                return True
            seen.add(parent)
            parent = self._parents.get(parent)
        return False

    def _line(self, line: Connection, points: list[Point], prefix: str) -> str:
        relation = self._view.relations.get(line.relation or "")
        look = stroke(relation.type, relation.access_type) if relation else stroke("")
        ends = (("start", look.start), ("end", look.end))
        marks = "".join(f' marker-{place}="url(#{prefix}-{mark})"' for place, mark in ends if mark)
        dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        title = f"<title>{escape(_told(self._view, line))}</title>" if relation else ""
        drawn = f'<polyline points="{path}" fill="none" stroke="{LINE}"{dash}{marks}>{title}</polyline>'
        return drawn + self._label(line.label or (relation.name if relation else ""), points)

    def _label(self, text: str, points: list[Point]) -> str:
        if not text.strip():
            return ""
        x, y = halfway(points)
        return (
            f'<text x="{x:.1f}" y="{y - 3:.1f}" font-size="9" text-anchor="middle" fill="{INK}" '
            f'stroke="{PAPER}" stroke-width="3" paint-order="stroke">{escape(" ".join(text.split()))}</text>'
        )


def _told(view: ViewDetail, line: Connection) -> str:
    """Return a relation as a sentence of names."""
    relation = view.relations[line.relation or ""]
    ends = [view.elements[key].name if key in view.elements else "…" for key in (relation.source, relation.target)]
    return f"{ends[0]} – {relation.type} → {ends[1]}"

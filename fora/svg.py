"""A view as SVG: stored geometry, names wrapped, links, colours by layer, and what a board has in each box."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from fora.drawing.geometry import Box, clipped, wrapped
from fora.drawing.lines import Lines
from fora.drawing.style import INK, LINE, MARKS, PAPER, fill, layer, sign
from fora.schemas import Node, ViewDetail

Link = Callable[[str, str], str]
"""From a kind (`element` or `view`) and a GUID to an address; an empty text means no link."""

_MARGIN = 20.0
_SIZE = 10.5
_BADGE_SIZE = 10.0
_BADGE_STEP = 15.0
_LINE_HEIGHT = 1.25
_TONES = {
    "plain": ("#154273", PAPER),
    "red": ("#a4161a", PAPER),
    "orange": ("#8a4b00", PAPER),
    "grey": ("#4a5866", PAPER),
    "good": ("#1d6b34", PAPER),
}


@dataclass(frozen=True, slots=True)
class Badge:
    """Something of a board inside a box: a text, a tone (plain, red, orange, grey, good) and an address."""

    text: str
    tone: str = "plain"
    href: str = ""
    hint: str = ""


Overlay = Mapping[str, Sequence[Badge]]


def draw(view: ViewDetail, *, link: Link, overlay: Overlay | None = None, prefix: str = "plaat") -> str:
    """Return the view as an SVG document.

    `overlay` puts badges inside the boxes of elements by GUID; what does not fit is counted in the last line and
    told by the table twin. `prefix` keeps ids apart where a page shows several drawings.
    """
    boxes = {one.id: Box(one.x, one.y, one.w, one.h) for one in view.nodes}
    lines = Lines(view, boxes)
    frame = _frame(view, list(boxes.values()))
    inner: dict[str | None, float] = {}
    for one in view.nodes:
        inner[one.parent] = min(one.y, inner.get(one.parent, one.y))
    body = [_shape(one, view, inner.get(one.id), link=link, badges=_badges(one, overlay)) for one in view.nodes]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame.x:.0f} {frame.y:.0f} {frame.w:.0f} {frame.h:.0f}" '
        f'width="{frame.w:.0f}" height="{frame.h:.0f}" role="group" '
        f'aria-labelledby="{prefix}-titel {prefix}-uitleg" font-family="system-ui, DejaVu Sans, sans-serif">'
        f'<title id="{prefix}-titel">{_clean(view.name)}</title>'
        f'<desc id="{prefix}-uitleg">{_clean(view.documentation or view.name)}</desc>'
    )
    return "".join([head, _marks(prefix), *body, *lines.svg(prefix), "</svg>"])


def _frame(view: ViewDetail, boxes: Sequence[Box]) -> Box:
    """Return the rectangle that holds everything, with a margin."""
    points = [point for line in view.connections for point in line.points]
    left = min([one.x for one in boxes] + [x for x, _ in points], default=0.0) - _MARGIN
    top = min([one.y for one in boxes] + [y for _, y in points], default=0.0) - _MARGIN
    right = max([one.x + one.w for one in boxes] + [x for x, _ in points], default=0.0) + _MARGIN
    bottom = max([one.y + one.h for one in boxes] + [y for _, y in points], default=0.0) + _MARGIN
    return Box(left, top, right - left, bottom - top)


def _marks(prefix: str) -> str:
    found = [
        f'<marker id="{prefix}-{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" markerHeight="10" '
        f'markerUnits="userSpaceOnUse" orient="auto-start-reverse">{shape.format(line=LINE, paper=PAPER)}</marker>'
        for name, shape in MARKS.items()
    ]
    return f"<defs>{''.join(found)}</defs>"


def _badges(node: Node, overlay: Overlay | None) -> Sequence[Badge]:
    return overlay.get(node.element, ()) if overlay and node.element else ()


def _shape(node: Node, view: ViewDetail, inner: float | None, *, link: Link, badges: Sequence[Badge]) -> str:
    """Return one node: its box, its name, its sign, and the badges in it; linked where it stands for something.

    `inner` is where the first box inside it begins, None when it holds none.
    """
    box = Box(node.x, node.y, node.w, node.h)
    element = view.elements.get(node.element or "")
    name = element.name if element else node.label
    kind = element.archimate_type if element else node.kind
    note = node.kind == "note"
    body = "".join(_box(node, kind, box))
    body += _name(name, box, top=inner is not None or node.kind != "element" or bool(badges), note=note)
    told = f"{name} ({element.fora_type or element.archimate_type})" if element else name
    title = "" if note else f"<title>{_clean(told)}</title>"
    target = _target(node, link)
    body = f"<g>{title}{body}</g>"
    drawn = f'<a href="{escape(target)}">{body}</a>' if target else body
    return drawn + "".join(_overlay(badges, name, box, box.y + box.h if inner is None else inner))


def _target(node: Node, link: Link) -> str:
    if node.element:
        return link("element", node.element)
    return link("view", node.view) if node.view else ""


def _box(node: Node, kind: str, box: Box) -> Iterator[str]:
    at = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:.1f}" height="{box.h:.1f}"'
    if node.kind == "note":
        yield f'<rect {at} class="note" fill="#fffdf0" stroke="{LINE}" stroke-dasharray="3 2"/>'
        return
    if node.kind == "group" or kind == "Grouping":
        yield f'<rect {at} class="group" fill="{PAPER}" fill-opacity="0.6" stroke="{LINE}" stroke-dasharray="6 3"/>'
        return
    round_ = ' rx="8"' if kind.endswith(("Function", "Process", "Service", "Event")) else ""
    yield f'<rect {at} class="layer-{layer(kind)}" fill="{fill(kind)}" stroke="{LINE}"{round_}/>'
    path = sign(kind)
    if path and box.w >= 40:  # noqa: PLR2004 - smaller boxes have no room for a sign
        yield (
            f'<path d="{path}" transform="translate({box.x + box.w - 16:.1f} {box.y + 4:.1f})" '
            f'fill="none" stroke="{LINE}" stroke-width="0.8"/>'
        )


def _name(text: str, box: Box, *, top: bool, note: bool) -> str:
    """Return a name wrapped in its box: at the top of what holds other boxes, else in the middle."""
    step = _SIZE * _LINE_HEIGHT
    most = int((box.h - 6) / step) if note or not top else 2
    lines = wrapped(text, box.w - (24 if top and not note else 10), _SIZE, most)
    first = box.y + step if top else box.middle[1] - step * (len(lines) - 1) / 2 + _SIZE * 0.35
    x, anchor = (box.x + 6, "start") if note else (box.middle[0], "middle")
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{first + step * at:.1f}">{_clean(line)}</tspan>' for at, line in enumerate(lines)
    )
    return f'<text font-size="{_SIZE}" text-anchor="{anchor}" fill="{INK}">{spans}</text>'


def _overlay(badges: Sequence[Badge], name: str, box: Box, bottom: float) -> Iterator[str]:
    """Yield as many badges as fit below the name; the last line names together what has no line of its own."""
    if not badges:
        return
    lines = len(wrapped(name, box.w - 24, _SIZE, 2))
    first = box.y + _SIZE * _LINE_HEIGHT * lines + 4
    room = max(int((bottom - first) / _BADGE_STEP), 1)
    shown = list(badges) if len(badges) <= room else list(badges[: room - 1])
    left = badges[len(shown) :]
    if left:
        told = ", ".join(one.text for one in left)
        tone = next((one.tone for one in left if one.tone != "plain"), "plain")
        shown.append(Badge(f"+{len(left)} {told}" if shown else f"{len(left)}× {told}", tone=tone, hint=told))
    for at, badge in enumerate(shown):
        yield _badge(badge, box, first + at * _BADGE_STEP)


def _badge(badge: Badge, box: Box, y: float) -> str:
    ink, paper = _TONES.get(badge.tone, _TONES["plain"])
    width = box.w - 8
    text = clipped(badge.text, width - 8, _BADGE_SIZE)
    drawn = (
        f'<g class="badge"><title>{_clean(badge.hint or badge.text)}</title>'
        f'<rect x="{box.x + 4:.1f}" y="{y:.1f}" width="{width:.1f}" height="13" rx="3" '
        f'fill="{paper}" stroke="{ink}"/>'
        f'<text x="{box.x + 8:.1f}" y="{y + 10:.1f}" font-size="{_BADGE_SIZE:.0f}" '
        f'fill="{ink}">{_clean(text)}</text></g>'
    )
    return f'<a href="{escape(badge.href)}">{drawn}</a>' if badge.href else drawn


def _clean(text: str) -> str:
    """Return a text safe inside XML; characters that XML forbids are left out."""
    return escape("".join(one for one in text if one in "\t\n" or ord(one) >= ord(" ")))

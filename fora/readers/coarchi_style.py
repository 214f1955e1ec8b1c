"""How a coArchi file draws a node or line, in the terms of an exchange file (`fora.readers.ameff_style`).

Only what an exchange file can hold is read: the alignment of a text and the figure of a box have no place there.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

Style = dict[str, Any]
_HEX = 16
_DIGITS = 7
_OPAQUE = 255
_FONT_PARTS = 4
_STYLES = {"1": "bold", "2": "italic", "3": "bold italic"}
"""SWT: a bit for bold and a bit for italic."""


def node_style(node: etree._Element) -> Style:
    """Return the style of a node, or an empty one."""
    alpha = _percent(node.get("alpha"))
    fill = _color(node.get("fillColor"))
    found: Style = {
        "fill": [*fill, alpha] if fill and alpha is not None else fill,
        "line": _color(node.get("lineColor")),
        "font": _font(node),
    }
    return {name: value for name, value in found.items() if value}


def line_style(line: etree._Element) -> Style:
    """Return the style of a line, or an empty one."""
    found: Style = {"line": _color(line.get("lineColor")), "width": line.get("lineWidth"), "font": _font(line)}
    return {name: value for name, value in found.items() if value}


def _font(node: etree._Element) -> Style:
    """Return a font from `1|Segoe UI|9.0|1|…`: its name, its size in points and its style."""
    found: Style = {}
    parts = (node.get("font") or "").split("|")
    if len(parts) >= _FONT_PARTS:
        found = {"name": parts[1], "size": _half(parts[2]), "style": _STYLES.get(parts[3], "")}
    return {name: value for name, value in {**found, "color": _color(node.get("fontColor"))}.items() if value}


def _half(text: str) -> str:
    """Return a size in half points, as an exchange file asks."""
    try:
        size = round(float(text) * 2) / 2
    except ValueError:
        return ""
    return f"{size:g}" if size >= 1 else ""


def _color(text: str | None) -> list[int] | None:
    """Return `#rrggbb` as three numbers, or nothing where it is no colour."""
    if not text or len(text) != _DIGITS or not text.startswith("#"):
        return None
    try:
        return [int(text[at : at + 2], _HEX) for at in (1, 3, 5)]
    except ValueError:
        return None


def _percent(alpha: str | None) -> int | None:
    """Return an opacity of 0 to 255 in percent."""
    if not alpha or not alpha.isdecimal():
        return None
    return round(min(int(alpha), _OPAQUE) * 100 / _OPAQUE)

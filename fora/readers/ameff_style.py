"""How an AMEFF file draws a node or line: colours (red, green, blue and perhaps opacity in percent), width and font.

A style is `{"fill", "line", "width", "font": {"name", "size", "style", "color"}}`, each only where the file says it.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from fora.readers.xml import AMEFF

_N = f"{{{AMEFF}}}"
Style = dict[str, Any]


def read_style(node: etree._Element) -> Style:
    """Return the style of a node or line, or an empty one."""
    style = node.find(f"{_N}style")
    if style is None:
        return {}
    found: Style = {
        "fill": _color(style, "fillColor"),
        "line": _color(style, "lineColor"),
        "width": style.get("lineWidth"),
        "font": _font(style),
    }
    return {name: value for name, value in found.items() if value}


def _font(style: etree._Element) -> Style:
    font = style.find(f"{_N}font")
    if font is None:
        return {}
    found = {name: font.get(name) for name in ("name", "size", "style")}
    return {name: value for name, value in {**found, "color": _color(font, "color")}.items() if value}


def _color(node: etree._Element, name: str) -> list[int] | None:
    """Return a colour, or nothing where it is absent or is none."""
    found = node.find(f"{_N}{name}")
    if found is None:
        return None
    parts = [found.get(one) for one in "rgba"]
    try:
        return [int(one) for one in parts if one is not None]
    except ValueError:
        return None

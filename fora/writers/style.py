"""Writing how a node or line is drawn (the style that `fora.readers.ameff_style` describes)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from fora.writers.parts import N

_WIDTH = re.compile("[1-9][0-9]*")
_FONT = {
    "name": re.compile(".+"),
    "size": re.compile(r"[1-9][0-9]*(\.0|\.5)?"),
    "style": re.compile(r"((plain|bold|italic|underline)\s*\b)+"),
}
_MOST = (255, 255, 255, 100)
"""Red, green, blue, and how opaque in percent."""


def write_style(parent: etree._Element, style: dict[str, Any]) -> None:
    """Add a style; only what it says is written, and of that only what the format can hold."""
    node = etree.SubElement(parent, f"{N}style")
    if _WIDTH.fullmatch(str(style.get("width"))):
        node.set("lineWidth", str(style["width"]))
    _color(node, "fillColor", style.get("fill"))
    _color(node, "lineColor", style.get("line"))
    font = style.get("font")
    if font:
        written = etree.SubElement(node, f"{N}font")
        for name, form in _FONT.items():
            if form.fullmatch(str(font.get(name) or "")):
                written.set(name, str(font[name]))
        _color(written, "color", font.get("color"))


def _color(parent: etree._Element, name: str, color: Sequence[int] | None) -> None:
    if color and all(0 <= one <= most for one, most in zip(color, _MOST, strict=False)):
        parts = dict(zip("rgba", (str(one) for one in color), strict=False))
        etree.SubElement(parent, f"{N}{name}", parts)

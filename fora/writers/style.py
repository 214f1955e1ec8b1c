"""Writing how a node or line is drawn (the style that `fora.readers.ameff_style` describes)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from fora.writers.parts import N


def write_style(parent: etree._Element, style: dict[str, Any]) -> None:
    """Add a style; only what it says is written."""
    node = etree.SubElement(parent, f"{N}style")
    if style.get("width"):
        node.set("lineWidth", str(style["width"]))
    _color(node, "fillColor", style.get("fill"))
    _color(node, "lineColor", style.get("line"))
    font = style.get("font")
    if font:
        written = etree.SubElement(node, f"{N}font")
        for name in ("name", "size", "style"):
            if font.get(name):
                written.set(name, str(font[name]))
        _color(written, "color", font.get("color"))


def _color(parent: etree._Element, name: str, color: Sequence[int] | None) -> None:
    if color:
        parts = dict(zip("rgba", (str(one) for one in color), strict=False))
        etree.SubElement(parent, f"{N}{name}", parts)

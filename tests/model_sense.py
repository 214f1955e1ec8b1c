"""What an exchange file says, apart from how it is written: to compare two files without our own reader between."""

from __future__ import annotations

from typing import Any

from lxml import etree

AMEFF = "{http://www.opengroup.org/xsd/archimate/3.0/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNORDERED = {"name", "documentation", "label", "lineColor", "fillColor", "font"}
_REFERENCE = "propertyDefinitionRef"


def sense(content: bytes) -> Any:  # noqa: ANN401 - nested tuples
    """Return a file as nested tuples: kinds of property by name, languages in any order, nothing else left out."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    kinds = {
        one.get("identifier"): (one.findtext(f"{AMEFF}name") or "", one.get("type"))
        for one in root.iter(f"{AMEFF}propertyDefinition")
    }
    return _node(root, kinds)


def _node(node: Any, kinds: dict[Any, Any]) -> Any:  # noqa: ANN401 - nested tuples
    tag = etree.QName(node).localname
    attributes = {str(etree.QName(name).localname): value for name, value in node.attrib.items()}
    attributes.pop("schemaLocation", None)
    if tag == "propertyDefinition":
        attributes.pop("identifier")
    if _REFERENCE in attributes:
        attributes[_REFERENCE] = kinds[attributes[_REFERENCE]]
    if attributes.get("type") == "Access":
        attributes.setdefault("accessType", "Access")
    if attributes.get("isDirected") == "false":
        del attributes["isDirected"]
    children = [_node(child, kinds) for child in node]
    if tag == "propertyDefinitions":
        children.sort(key=repr)
    texts = sorted((one for one in children if one[0] in _UNORDERED), key=repr)
    others = [one for one in children if one[0] not in _UNORDERED]
    text = "" if len(node) else (node.text or "")
    return (tag, tuple(sorted(attributes.items(), key=repr)), text, tuple(texts), tuple(others))

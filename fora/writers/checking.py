"""Checking an exchange file before it is handed out: its form (`ameff-3.1.rng`), its identifiers and its references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from fora.readers.xml import AMEFF, XSI_TYPE, local, parse

_N = f"{{{AMEFF}}}"
_GRAMMAR = "{http://relaxng.org/ns/structure/1.0}"
_RNG = Path(__file__).with_name("ameff-3.1.rng")
_MOST = 20
Pointers = Mapping[str, tuple[str, ...]]
"""The attributes that refer to something, with what each may point at; empty for anything with an identifier."""
_POINTERS: Pointers = {
    "propertyDefinitionRef": ("propertyDefinition",),
    "elementRef": ("element",),
    "relationshipRef": ("relationship",),
    "conceptRef": ("element", "relationship"),
    "viewpointRef": ("viewpoint",),
}
_MORE_POINTERS: Mapping[str, Pointers] = {
    "relationship": {"source": ("element", "relationship"), "target": ("element", "relationship")},
    "viewRef": {"ref": ("view",)},
    "item": {"identifierRef": ()},
}


def problems(content: bytes, where: str = "model.xml") -> tuple[str, ...]:
    """Return what is wrong with an exchange file in Dutch sentences, at most twenty; nothing wrong gives none.

    Raises `InvalidInputError` for what is no XML or holds a DOCTYPE.
    """
    root = parse(content, where)
    found = [*_form(root), *_references(root)]
    return tuple(found[:_MOST])


@cache
def allowed(define: str) -> frozenset[str]:
    """Return the values that a part of the schema names, like the types of elements."""
    root = etree.parse(_RNG).getroot()
    part = root.find(f"{_GRAMMAR}define[@name='{define}']")
    assert part is not None, define  # noqa: S101 - names a part of our own file
    more = [allowed(one.get("name", "")) for one in part.iter(f"{_GRAMMAR}ref")]
    return frozenset(one.text or "" for one in part.iter(f"{_GRAMMAR}value")).union(*more)


def fits(part: etree._Element) -> bool:
    """Say whether a part that is written as it was read (metadata or viewpoints) has the right form; it is moved."""
    root = etree.Element(f"{_N}model", identifier="m")
    etree.SubElement(root, f"{_N}name")
    holder = etree.SubElement(root, f"{_N}views") if local(part) == "viewpoints" else root
    holder.append(part)
    return _schema().validate(root)


def _form(root: etree._Element) -> Iterator[str]:
    for node in root.iter(f"{_N}element", f"{_N}relationship", f"{_N}view", f"{_N}node", f"{_N}connection"):
        prefix, colon, kind = node.get(XSI_TYPE, "").rpartition(":")
        if colon and node.nsmap.get(prefix) == AMEFF:  # the schema below knows no prefixes in values
            node.set(XSI_TYPE, kind)
    schema = _schema()
    if not schema.validate(root):
        for error in schema.error_log:
            yield f"Regel {error.line}: {error.message}"


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(_RNG))


def _references(root: etree._Element) -> Iterator[str]:
    """Yield every identifier that is there twice, and every reference to what is not there or is something else."""
    kinds: dict[str, str] = {}
    for node in root.iter(etree.Element):
        identifier = node.get("identifier")
        if identifier is None:
            continue
        if identifier in kinds:
            yield f"Het id {identifier} komt meer dan één keer voor."
        kinds[identifier] = local(node)
    for node in root.iter(etree.Element):
        yield from _loose(node, _POINTERS, kinds)
        yield from _loose(node, _MORE_POINTERS.get(local(node), {}), kinds)
    for view in root.iter(f"{_N}view"):
        drawn = {one.get("identifier", ""): local(one) for one in view.iter(f"{_N}node", f"{_N}connection")}
        for line in view.iterchildren(f"{_N}connection"):
            yield from _loose(line, {"source": ("node", "connection"), "target": ("node", "connection")}, drawn)


def _loose(node: etree._Element, pointers: Pointers, kinds: Mapping[str, str]) -> Iterator[str]:
    """Yield the references of a node to what is not among things, or is something else."""
    for name, wanted in pointers.items():
        target = node.get(name)
        if target is not None and (target not in kinds or (wanted and kinds[target] not in wanted)):
            yield f"{local(node)} {node.get('identifier', '')}: {name} verwijst naar {target}, dat er niet is."

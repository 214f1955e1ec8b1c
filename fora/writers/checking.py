"""Checking an exchange file before it is handed out: its form (`ameff-3.1.rng`), its identifiers and its references."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from fora.readers.xml import AMEFF, local, parse

_N = f"{{{AMEFF}}}"
_RNG = Path(__file__).with_name("ameff-3.1.rng")
_MOST = 20


def problems(content: bytes, where: str = "model.xml") -> tuple[str, ...]:
    """Return what is wrong with an exchange file in Dutch sentences, at most twenty; nothing wrong gives none.

    Raises `InvalidInputError` for what is no XML or holds a DOCTYPE.
    """
    root = parse(content, where)
    found = [*_form(root), *_references(root)]
    return tuple(found[:_MOST])


def _form(root: etree._Element) -> Iterator[str]:
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
        for name, wanted in _wanted(node):
            target = node.get(name)
            if target is not None and kinds.get(target) not in wanted:
                yield f"{local(node)} {node.get('identifier', '')}: {name} verwijst naar {target}, dat er niet is."


def _wanted(node: etree._Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the references that a node can hold, with what each may point at."""
    yield "propertyDefinitionRef", ("propertyDefinition",)
    yield "elementRef", ("element",)
    yield "relationshipRef", ("relationship",)
    yield "conceptRef", ("element", "relationship")
    tag = local(node)
    if tag == "relationship":
        yield "source", ("element", "relationship")
        yield "target", ("element", "relationship")
    elif tag == "connection":
        yield "source", ("node", "connection")
        yield "target", ("node", "connection")
    elif tag == "viewRef":
        yield "ref", ("view",)
    elif tag == "item":
        yield "identifierRef", ("element", "relationship", "view", "node", "connection", "propertyDefinition", "item")

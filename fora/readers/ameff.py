"""AMEFF 3.x, the ArchiMate Model Exchange File Format of The Open Group (one namespace for 3.0, 3.1 and 3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fora.kinds import SourceFormat
from fora.readers.ameff_views import read_view
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.readers.xml import AMEFF, XML_LANG, XSI_TYPE

_N = f"{{{AMEFF}}}"
Folders = dict[str, tuple[str, ...]]
Texts = list[dict[str, str]]


def read(root: etree._Element) -> RawModel:
    """Return the model of an exchange file; what it cannot use is noted in the model's `unused`."""
    name, _ = _text(root, "name")
    documentation, _ = _text(root, "documentation")
    model = RawModel(
        format=SourceFormat.AMEFF,
        id=root.get("identifier", ""),
        name=name,
        documentation=documentation,
        version=root.get("version", ""),
    )
    definitions = _definitions(root)
    folders: Folders = {}
    for organizations in root.iterchildren(f"{_N}organizations"):
        _folders(organizations, (), folders)
    for element in root.iterfind(f"{_N}elements/{_N}element"):
        _element(model, element, definitions, folders)
    for relation in root.iterfind(f"{_N}relationships/{_N}relationship"):
        _relation(model, relation, definitions)
    for view in root.iterfind(f"{_N}views/{_N}diagrams/{_N}view"):
        _view(model, view, definitions, folders)
    return model


def _definitions(root: etree._Element) -> dict[str, str]:
    """Return the property names by reference; the numbers differ per export, and a name may be empty."""
    found = {}
    for one in root.iterfind(f"{_N}propertyDefinitions/{_N}propertyDefinition"):
        found[one.get("identifier", "")] = _text(one, "name")[0]
    return found


def _folders(item: etree._Element, path: tuple[str, ...], found: Folders) -> None:
    for child in item.iterchildren(f"{_N}item"):
        reference = child.get("identifierRef")
        if reference:
            found[reference] = path
        label, _ = _text(child, "label")
        _folders(child, (*path, label) if label else path, found)


def _element(model: RawModel, node: etree._Element, definitions: dict[str, str], folders: Folders) -> None:
    identifier = node.get("identifier", "")
    kind = node.get(XSI_TYPE, "").rpartition(":")[2]
    name, translations = _text(node, "name")
    if not identifier or not kind:
        model.skip("element", identifier, "het element heeft geen id of geen type en is niet gebruikt", name=name)
        return
    documentation, more = _text(node, "documentation")
    model.elements.append(
        RawElement(
            id=identifier,
            type=kind,
            name=name,
            documentation=documentation,
            folder=folders.get(identifier, ()),
            properties=_properties(model, node, definitions),
            translations=translations + more,
        )
    )


def _relation(model: RawModel, node: etree._Element, definitions: dict[str, str]) -> None:
    name, translations = _text(node, "name")
    documentation, more = _text(node, "documentation")
    kind = node.get(XSI_TYPE, "").rpartition(":")[2]
    model.relations.append(
        RawRelation(
            id=node.get("identifier", ""),
            type=kind,
            source=node.get("source", ""),
            target=node.get("target", ""),
            access_type=node.get("accessType", "Access") if kind == "Access" else "",
            modifier=node.get("modifier", ""),
            directed=node.get("isDirected") == "true",
            name=name,
            documentation=documentation,
            properties=_properties(model, node, definitions),
            translations=translations + more,
        )
    )


def _view(model: RawModel, node: etree._Element, definitions: dict[str, str], folders: Folders) -> None:
    name, translations = _text(node, "name")
    documentation, more = _text(node, "documentation")
    view = read_view(node)
    view.name, view.documentation, view.translations = name, documentation, translations + more
    view.folder = folders.get(view.id, ())
    view.properties = _properties(model, node, definitions)
    model.views.append(view)


def _properties(model: RawModel, node: etree._Element, definitions: dict[str, str]) -> list[RawPair]:
    """Return the properties of a node by name; each value of a property with several languages is a pair."""
    return list(_pairs(model, node, definitions))


def _pairs(model: RawModel, node: etree._Element, definitions: dict[str, str]) -> Iterator[RawPair]:
    for one in node.iterfind(f"{_N}properties/{_N}property"):
        reference = one.get("propertyDefinitionRef", "")
        values = list(one.iterchildren(f"{_N}value"))
        if reference not in definitions:
            text = values[0].text or "" if values else ""
            model.skip(
                "property", node.get("identifier", ""), "de eigenschap is niet gedefinieerd", prop=reference, value=text
            )
            continue
        if not values:
            yield RawPair(definitions[reference], "")
        for value in values:
            yield RawPair(definitions[reference], value.text or "", value.get(XML_LANG))


def _text(node: etree._Element, name: str) -> tuple[str, Texts]:
    """Return a text in Dutch (else without language, else the first) and the texts in other languages."""
    found = [(one.get(XML_LANG), "".join(one.itertext())) for one in node.iterchildren(f"{_N}{name}")]
    if not found:
        return "", []
    ranked = sorted(range(len(found)), key=lambda at: (_rank(found[at][0]), at))
    chosen = ranked[0]
    others = [
        {"field": name, "lang": lang or "", "text": text} for at, (lang, text) in enumerate(found) if at != chosen
    ]
    return found[chosen][1], others


def _rank(lang: str | None) -> int:
    if lang is None:
        return 1
    return 0 if lang.partition("-")[0].lower() == "nl" else 2

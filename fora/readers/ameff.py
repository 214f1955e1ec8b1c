"""AMEFF 3.x, the ArchiMate Model Exchange File Format of The Open Group (one namespace for 3.0, 3.1 and 3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fora.kinds import SourceFormat
from fora.readers.ameff_views import read_view
from fora.readers.model import RawDefinition, RawElement, RawItem, RawModel, RawPair, RawRelation
from fora.readers.texts import named, text_of
from fora.readers.xml import AMEFF, XML_LANG, XSI_TYPE

_N = f"{{{AMEFF}}}"
Folders = dict[str, tuple[str, ...]]
Definitions = dict[str, RawDefinition]


def read(root: etree._Element) -> RawModel:
    """Return the model of an exchange file; what it cannot use is noted in the model's `unused`."""
    definitions = _definitions(root)
    model = _head(root, definitions)
    folders: Folders = {}
    for organizations in root.iterchildren(f"{_N}organizations"):
        model.organizations.append(_items(organizations, (), folders))
    for element in root.iterfind(f"{_N}elements/{_N}element"):
        _element(model, element, definitions, folders)
    for relation in root.iterfind(f"{_N}relationships/{_N}relationship"):
        _relation(model, relation, definitions, folders)
    for view in root.iterfind(f"{_N}views/{_N}diagrams/{_N}view"):
        _view(model, view, definitions, folders)
    return model


def _head(root: etree._Element, definitions: Definitions) -> RawModel:
    """Return the model with what it says of itself."""
    name, documentation, translations, langs = named(root)
    model = RawModel(
        format=SourceFormat.AMEFF,
        id=root.get("identifier", ""),
        name=name,
        documentation=documentation,
        version=root.get("version", ""),
        translations=translations,
        langs=langs,
        definitions=list(definitions.values()),
        metadata=_kept(root, f"{_N}metadata"),
        viewpoints=_kept(root, f"{_N}views/{_N}viewpoints"),
    )
    model.properties = _properties(model, root, definitions)
    return model


def _kept(root: etree._Element, path: str) -> str:
    """Return a part of the file as the XML that it is, or an empty text."""
    found = root.find(path)
    return "" if found is None else etree.tostring(found, encoding="unicode", with_tail=False)


def _definitions(root: etree._Element) -> Definitions:
    """Return the kinds of property by reference; the numbers differ per export, and a name may be empty."""
    found = {}
    for one in root.iterfind(f"{_N}propertyDefinitions/{_N}propertyDefinition"):
        name, lang, translations = text_of(one, "name")
        others = tuple((each["lang"], each["text"]) for each in translations)
        found[one.get("identifier", "")] = RawDefinition(name, one.get("type", "string"), lang, others)
    return found


def _items(node: etree._Element, path: tuple[str, ...], found: Folders) -> list[RawItem]:
    """Return the folders and places in a folder, and note where each thing lies."""
    return [_item(child, path, found) for child in node.iterchildren(f"{_N}item")]


def _item(node: etree._Element, path: tuple[str, ...], found: Folders) -> RawItem:
    reference = node.get("identifierRef", "")
    if reference:
        found[reference] = path
    label, lang, translations = text_of(node, "label")
    documentation, documentation_lang, more = text_of(node, "documentation")
    if documentation:
        more = [{"field": "documentation", "lang": documentation_lang or "", "text": documentation}, *more]
    return RawItem(
        label=label,
        reference=reference,
        id=node.get("identifier", ""),
        lang=lang,
        translations=translations + more,
        items=_items(node, (*path, label) if label else path, found),
    )


def _element(model: RawModel, node: etree._Element, definitions: Definitions, folders: Folders) -> None:
    identifier = node.get("identifier", "")
    kind = node.get(XSI_TYPE, "").rpartition(":")[2]
    name, documentation, translations, langs = named(node)
    if not identifier or not kind:
        model.skip("element", identifier, "het element heeft geen id of geen type en is niet gebruikt", name=name)
        return
    model.elements.append(
        RawElement(
            id=identifier,
            type=kind,
            name=name,
            documentation=documentation,
            folder=folders.get(identifier, ()),
            properties=_properties(model, node, definitions),
            translations=translations,
            langs=langs,
        )
    )


def _relation(model: RawModel, node: etree._Element, definitions: Definitions, folders: Folders) -> None:
    name, documentation, translations, langs = named(node)
    kind = node.get(XSI_TYPE, "").rpartition(":")[2]
    identifier = node.get("identifier", "")
    model.relations.append(
        RawRelation(
            id=identifier,
            type=kind,
            source=node.get("source", ""),
            target=node.get("target", ""),
            access_type=node.get("accessType", "Access") if kind == "Access" else "",
            modifier=node.get("modifier", ""),
            directed=node.get("isDirected") in {"true", "1"},
            name=name,
            documentation=documentation,
            properties=_properties(model, node, definitions),
            translations=translations,
            langs=langs,
            folder=folders.get(identifier, ()),
        )
    )


def _view(model: RawModel, node: etree._Element, definitions: Definitions, folders: Folders) -> None:
    view = read_view(node)
    view.name, view.documentation, view.translations, view.langs = named(node)
    view.folder = folders.get(view.id, ())
    view.properties = _properties(model, node, definitions)
    model.views.append(view)


def _properties(model: RawModel, node: etree._Element, definitions: Definitions) -> list[RawPair]:
    """Return the properties of a node by name; each value of a property with several languages is a pair."""
    return list(_pairs(model, node, definitions))


def _pairs(model: RawModel, node: etree._Element, definitions: Definitions) -> Iterator[RawPair]:
    for one in node.iterfind(f"{_N}properties/{_N}property"):
        reference = one.get("propertyDefinitionRef", "")
        values = list(one.iterchildren(f"{_N}value"))
        if reference not in definitions:
            text = values[0].text or "" if values else ""
            model.skip(
                "property", node.get("identifier", ""), "de eigenschap is niet gedefinieerd", prop=reference, value=text
            )
            continue
        known = definitions[reference]
        if not values:
            yield RawPair(known.key, "", type=known.type)
        for at, value in enumerate(values):
            yield RawPair(known.key, value.text or "", value.get(XML_LANG), known.type, at > 0)

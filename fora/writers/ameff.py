"""Writing AMEFF 3.1, the ArchiMate Model Exchange File Format (The Open Group, XSD 3.1 of 15 July 2019).

The same model gives the same bytes. The order of the parts is that of the schema; every identifier is an `xs:ID`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from fora.readers.model import RawElement, RawItem, RawModel, RawRelation, Unused
from fora.readers.xml import AMEFF, XSI_TYPE
from fora.writers.checking import allowed, fits
from fora.writers.ids import Given, Ids
from fora.writers.organizations import Filed, from_folders
from fora.writers.parts import Definitions, N, add_properties, add_text, add_texts
from fora.writers.views import Names, write_view

SCHEMA = f"{AMEFF} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
_TYPES = {"element": ("elementType", "namelessType"), "relation": ("relationType",)}
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_DUBLIN_CORE_SCHEMA = f"{_DUBLIN_CORE} http://dublincore.org/schemas/xmls/qdc/2008/02/11/dc.xsd"


@dataclass(frozen=True, slots=True)
class Written:
    """An exchange file, and what of the model it could not hold (each with a Dutch reason)."""

    content: bytes
    left_out: tuple[Unused, ...]


def write(model: RawModel) -> Written:
    """Return the exchange file of a model."""
    return _Writer(model).written()


class _Writer:
    """Writes one model, part after part in the order of the schema."""

    def __init__(self, model: RawModel) -> None:
        self._model = model
        self._lost: list[Unused] = []
        self._root = etree.Element(f"{N}model", nsmap={None: AMEFF, "xsi": _XSI})
        self._ids = Ids()
        self._root.set("identifier", self._ids.give(model.id or "model"))
        self._metadata = self._kept("metadata", model.metadata)
        self._viewpoints = self._kept("viewpoints", model.viewpoints)
        self._concepts = Given(self._ids)
        self._views = Given(self._ids)
        self._elements = [one for one in model.elements if self._taken("element", one)]
        self._relations = self._held([one for one in model.relations if self._taken("relation", one)])
        self._shown = [one for one in model.views if self._views.add(one.id)]
        self._definitions = Definitions(model, self._ids)

    def written(self) -> Written:
        """Return the whole file."""
        self._head()
        self._write_elements()
        self._write_relations()
        self._write_organizations()
        self._definitions.write(self._root)
        self._write_views()
        content = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
        return Written(content, tuple(self._lost))

    def _kept(self, kind: str, text: str) -> etree._Element | None:
        """Return a part that is written as it was read, when it has the right form; its identifiers are taken."""
        if not text:
            return None
        part = etree.fromstring(text)
        if part.find(f"{N}viewpoint/{N}properties") is not None:  # their kinds have other identifiers in this file
            self._lost.append(Unused(kind, "", "", "", "", "eigenschappen van een viewpoint gaan niet mee"))
            etree.strip_elements(part, f"{N}properties")
        if not fits(copy.deepcopy(part)):
            self._lost.append(Unused(kind, "", "", "", "", "dit deel heeft niet de vorm die het formaat vraagt"))
            return None
        for identifier in _identifiers(part):
            self._ids.give(identifier)
        return part

    def _taken(self, kind: str, one: RawElement | RawRelation) -> bool:
        """Give a concept its identifier; one of an unknown type has none, nor has a second one of the same."""
        if not any(one.type in allowed(part) for part in _TYPES[kind]):
            self._lost.append(Unused(kind, one.id, one.name, "", one.type, "dit type kent ArchiMate niet"))
        elif self._concepts.add(one.id) is None:
            self._lost.append(Unused(kind, one.id, one.name, "", "", "dit id komt al voor in het model"))
        else:
            return True
        return False

    def _held(self, relations: list[RawRelation]) -> list[RawRelation]:
        """Return the relations of which both ends are there; an end may itself be a relation."""
        elements = {one.id for one in self._elements}
        pending = relations
        while True:
            known = elements | {one.id for one in pending}
            held = [one for one in pending if one.source in known and one.target in known]
            if len(held) == len(pending):
                return held
            kept = {id(one) for one in held}
            self._lost.extend(
                Unused("relation", one.id, one.name or one.type, "", "", "een uiteinde staat niet in het model")
                for one in pending
                if id(one) not in kept
            )
            for one in pending:
                if id(one) not in kept:
                    self._concepts.forget(one.id)
            pending = held

    def _head(self) -> None:
        model = self._model
        core = _DUBLIN_CORE in self._model.metadata
        self._root.set(f"{{{_XSI}}}schemaLocation", f"{SCHEMA} {_DUBLIN_CORE_SCHEMA}" if core else SCHEMA)
        if model.version:
            self._root.set("version", model.version)
        add_texts(self._root, "name", model.name, model.langs.get("name"), model.translations, needed=True)
        add_texts(
            self._root, "documentation", model.documentation, model.langs.get("documentation"), model.translations
        )
        add_properties(self._root, model.properties, self._definitions)
        if self._metadata is not None:
            self._root.append(self._metadata)

    def _write_elements(self) -> None:
        if not self._elements:
            return
        holder = etree.SubElement(self._root, f"{N}elements")
        for one in self._elements:
            node = self._concept(holder, "element", one, named=one.type in allowed("elementType"))
            add_properties(node, one.properties, self._definitions)

    def _write_relations(self) -> None:
        if not self._relations:
            return
        holder = etree.SubElement(self._root, f"{N}relationships")
        for one in self._relations:
            node = self._concept(holder, "relationship", one, named=False)
            node.set("source", self._concepts.get(one.source) or "")
            node.set("target", self._concepts.get(one.target) or "")
            if one.type == "Access" and one.access_type in allowed("accessType"):
                node.set("accessType", one.access_type)
            if one.type == "Influence" and one.modifier:
                node.set("modifier", one.modifier)
            if one.type == "Association" and one.directed:
                node.set("isDirected", "true")
            add_properties(node, one.properties, self._definitions)

    def _concept(
        self, holder: etree._Element, tag: str, one: RawElement | RawRelation, *, named: bool
    ) -> etree._Element:
        node = etree.SubElement(holder, f"{N}{tag}", identifier=self._concepts.get(one.id) or "")
        node.set(XSI_TYPE, one.type)
        add_texts(node, "name", one.name, one.langs.get("name"), one.translations, needed=named)
        add_texts(node, "documentation", one.documentation, one.langs.get("documentation"), one.translations)
        return node

    def _write_organizations(self) -> None:
        held: list[Filed] = [*self._elements, *self._relations, *self._shown]
        for tree in self._model.organizations or from_folders(held):
            holder = etree.SubElement(self._root, f"{N}organizations")
            self._items(holder, tree)
            if not len(holder):
                self._root.remove(holder)

    def _items(self, holder: etree._Element, items: Sequence[RawItem]) -> None:
        for one in items:
            reference = self._concepts.get(one.reference) or self._views.get(one.reference)
            if one.reference and not reference:
                continue
            node = etree.SubElement(holder, f"{N}item")
            if one.id:
                node.set("identifier", self._ids.give(one.id))
            if reference:
                node.set("identifierRef", reference)
            add_texts(node, "label", one.label, one.lang, one.translations)
            for text in _documentation(one):
                add_text(node, "documentation", text["text"], text["lang"] or None)
            self._items(node, one.items)

    def _write_views(self) -> None:
        if not self._shown and self._viewpoints is None:
            return
        holder = etree.SubElement(self._root, f"{N}views")
        viewpoints = frozenset(_identifiers(self._viewpoints) if self._viewpoints is not None else ())
        if self._viewpoints is not None:
            holder.append(self._viewpoints)
        if not self._shown:
            return
        diagrams = etree.SubElement(holder, f"{N}diagrams")
        names = Names(
            concepts=self._concepts,
            elements={one.id for one in self._elements},
            relations={one.id for one in self._relations},
            views=self._views,
            viewpoints=viewpoints,
            ids=self._ids,
            lost=self._lost,
        )
        for view in self._shown:
            write_view(diagrams, view, names, self._definitions)


def _identifiers(part: etree._Element) -> Iterator[str]:
    return (one.get("identifier", "") for one in part.iterfind(".//*[@identifier]"))


def _documentation(one: RawItem) -> Iterable[dict[str, str]]:
    return [text for text in one.translations if text["field"] == "documentation"]

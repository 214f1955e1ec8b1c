"""The small parts that every element of an exchange file is made of: texts in their languages and properties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from fora.readers.model import RawDefinition, RawModel, RawPair
from fora.readers.xml import AMEFF, XML_LANG
from fora.writers.checking import allowed
from fora.writers.ids import Ids

N = f"{{{AMEFF}}}"
Texts = Sequence[Mapping[str, str]]

_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")


def clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 has no way to write."""
    return _UNWRITABLE.sub("", text)


def add_text(parent: etree._Element, name: str, text: str, lang: str | None = None) -> None:
    """Add one text in a language, or in none; what is no language (`xs:language`) is none."""
    node = etree.SubElement(parent, f"{N}{name}")
    if lang and _LANGUAGE.fullmatch(lang):
        node.set(XML_LANG, lang)
    node.text = clean(text)


def add_texts(
    parent: etree._Element, name: str, text: str, lang: str | None, others: Texts, *, needed: bool = False
) -> None:
    """Add a text and the same in other languages; one that is empty is left out unless the schema needs it."""
    more = [one for one in others if one["field"] == name]
    if text or lang or more or needed:
        add_text(parent, name, text, lang)
    for one in more:
        add_text(parent, name, one["text"], one["lang"] or None)


class Definitions:
    """The kinds of property of a file, each with the identifier by which a property refers to it."""

    def __init__(self, model: RawModel, ids: Ids) -> None:
        self._ids = ids
        self._known: dict[tuple[str, str], tuple[str, RawDefinition]] = {}
        for one in model.definitions:
            self._add(one)
        for pairs in _all_pairs(model):
            for pair in pairs:
                self._add(RawDefinition(pair.key, pair.type))

    def _add(self, one: RawDefinition) -> None:
        key = (one.key, _type(one))
        if key not in self._known:
            self._known[key] = (self._ids.give(f"propid-{len(self._known) + 1}"), one)

    def reference(self, pair: RawPair) -> str:
        """Return the identifier of the kind of a property."""
        return self._known[pair.key, _type(pair)][0]

    def write(self, root: etree._Element) -> None:
        """Add all kinds, when there are any."""
        if not self._known:
            return
        holder = etree.SubElement(root, f"{N}propertyDefinitions")
        for identifier, one in self._known.values():
            node = etree.SubElement(holder, f"{N}propertyDefinition", identifier=identifier, type=_type(one))
            others = [{"field": "name", "lang": lang, "text": text} for lang, text in one.translations]
            add_texts(node, "name", one.key, one.lang, others, needed=True)


def _type(one: RawDefinition | RawPair) -> str:
    """Return the kind of value; one that the format does not have is written as text."""
    return one.type if one.type in allowed("valueType") else "string"


def add_properties(parent: etree._Element, pairs: Sequence[RawPair], definitions: Definitions) -> None:
    """Add properties in their order; further languages of one property stay together."""
    if not pairs:
        return
    holder = etree.SubElement(parent, f"{N}properties")
    node: etree._Element | None = None
    for pair in pairs:
        if node is None or not pair.more:
            node = etree.SubElement(holder, f"{N}property", propertyDefinitionRef=definitions.reference(pair))
        add_text(node, "value", pair.value, pair.lang)


def _all_pairs(model: RawModel) -> Iterable[Sequence[RawPair]]:
    yield model.properties
    for holders in (model.elements, model.relations, model.views):
        for one in holders:
            yield one.properties

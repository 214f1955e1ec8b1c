"""Texts of an exchange file in their languages: one is the text, the others stay beside it."""

from __future__ import annotations

from lxml import etree

from fora.readers.xml import AMEFF, XML_LANG

_N = f"{{{AMEFF}}}"

Texts = list[dict[str, str]]
Found = tuple[str, str | None, Texts]
"""A text, the language that the file gives it, and the same text in other languages."""


def text_of(node: etree._Element, name: str) -> Found:
    """Return a text in Dutch (else without language, else the first) and the texts in other languages."""
    found = [(one.get(XML_LANG), "".join(one.itertext())) for one in node.iterchildren(f"{_N}{name}")]
    if not found:
        return "", None, []
    ranked = sorted(range(len(found)), key=lambda at: (_rank(found[at][0]), at))
    chosen = ranked[0]
    others = [
        {"field": name, "lang": lang or "", "text": text} for at, (lang, text) in enumerate(found) if at != chosen
    ]
    return found[chosen][1], found[chosen][0], others


def named(node: etree._Element) -> tuple[str, str, Texts, dict[str, str]]:
    """Return name and documentation, both in other languages, and in which language each stands."""
    name, name_lang, translations = text_of(node, "name")
    documentation, lang, more = text_of(node, "documentation")
    langs = {"name": name_lang, "documentation": lang}
    return name, documentation, translations + more, {field: one for field, one in langs.items() if one}


def _rank(lang: str | None) -> int:
    if lang is None:
        return 1
    return 0 if lang.partition("-")[0].lower() == "nl" else 2

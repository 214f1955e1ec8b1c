"""Countries by their code and by the names that people give them."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from swc.landscape.imports.folding import fold

_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})
"""Codes that name no country: a union, a region or nothing."""

_ALSO = {
    "vs": "US",
    "usa": "US",
    "verenigde staten van amerika": "US",
    "amerika": "US",
    "uk": "GB",
    "engeland": "GB",
    "groot brittannie": "GB",
    "holland": "NL",
}


@cache
def _codes() -> frozenset[str]:
    territories = Locale.parse("nl").territories
    return frozenset(code for code in map(str, territories) if _CODE.fullmatch(code)) - _NO_COUNTRY


@cache
def _names() -> dict[str, str]:
    """Return folded codes and names, Dutch and English, with their ISO 3166-1 codes."""
    found = {code.lower(): code for code in _codes()}
    for language in ("en", "nl"):
        for code, name in Locale.parse(language).territories.items():
            if code in _codes():
                found[fold(name)] = code
    return found | _ALSO


def is_country(code: str) -> bool:
    """Say whether a code (ISO 3166-1 alpha-2) names a country; that of the European Union does not."""
    return code in _codes()


def country(text: str) -> str | None:
    """Return the code of the country that a text names; nothing when it names none (`EER` is no country)."""
    return _names().get(fold(text))

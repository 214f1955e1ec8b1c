"""Reading countries and sub-processors as people write them: codes, Dutch or English names, lists in one cell."""

from __future__ import annotations

import re

from swc.landscape.agreements.countries import country
from swc.landscape.agreements.schemas import SubProcessor
from swc.landscape.imports import words
from swc.landscape.imports.folding import MAX_TEXT, fold
from swc.landscape.imports.kinds import Cell
from swc.landscape.imports.parsed import Parsed, remark
from swc.landscape.imports.values import as_text

_SPLIT = re.compile(r"[;,\n/+&]|\ben\b")
_PARTIES = re.compile(r"[;\n]")
_BRACKETED = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<country>[^()\[\]]+)[)\]]$")


def countries(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Return the countries in a cell; what is no country is told, never taken for one."""
    parts = [part.strip() for part in _SPLIT.split(str(cell)) if fold(part)]
    named = [part for part in parts if fold(part) not in words.UNKNOWN and fold(part) not in words.NOT_APPLICABLE]
    found = [country(part) for part in named]
    unread = [part for part, code in zip(named, found, strict=True) if code is None]
    problems = remark(
        "“%(value)s” is geen land; het is bewaard als toelichting.",
        "Schrijf het land of de landcode, zoals Nederland of NL.",
        value=", ".join(unread)[:200],
    )
    return Parsed(tuple(dict.fromkeys(code for code in found if code)) or None, problems if unread else ())


def sub_processors(cell: Cell) -> Parsed[tuple[str, ...]]:
    """Return the sub-processors in a cell as texts (`Naam (NL)`); what is no country stays part of the name."""
    if len(str(cell)) >= MAX_TEXT:
        remedy = "Vul de subverwerkers in op de pagina van de overeenkomst."
        return Parsed(None, remark("De cel is te lang en is niet gelezen.", remedy))
    parts = [" ".join(part.split()) for part in _PARTIES.split(str(cell)) if fold(part)]
    named = [part for part in parts if fold(part) not in words.UNKNOWN | words.NO | words.NOT_APPLICABLE]
    return Parsed(tuple(dict.fromkeys(_party(part) for part in named)) or None)


def _party(text: str) -> str:
    found = _BRACKETED.match(text)
    code = country(found["country"]) if found else None
    return SubProcessor(name=found["name"][:160], country=code).text if found and code else text[:160]


def is_vague(cell: Cell) -> bool:
    """Say whether a cell says nothing: empty, or a word for not knowing."""
    return fold(as_text(cell)) in words.UNKNOWN

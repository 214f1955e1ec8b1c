"""Reading for which schools a use holds, and on which components it stands, from the words in a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from swc.landscape.imports import words
from swc.landscape.imports.folding import fold, without_brackets
from swc.landscape.imports.kinds import Cell, Level, MatchKind
from swc.landscape.imports.matching import NameIndex
from swc.landscape.imports.parsed import NOTHING, CellProblem, Parsed, problem, remark
from swc.landscape.imports.values import as_text
from vocab.facts import component_alias

_BRIN = re.compile(r"^([0-9]{2}[A-Z]{2})(?:[- ]?\d{2})?$")
_SPLIT = re.compile(r"[;\n,|]|\s/\s|\s\+\s|\s&\s")
_LIKE_FROM = 90


@dataclass(frozen=True, slots=True)
class SchoolNames:
    """The schools of one board: BRIN to name."""

    by_brin: dict[str, str]


def schools(cell: Cell, known: SchoolNames) -> Parsed[tuple[str, ...]]:
    """Return BRINs, or an empty tuple for the whole board; a school that is not the board's is an error."""
    text = as_text(cell)
    folded = fold(text)
    if cell is None or folded in words.UNKNOWN or folded in words.NOT_APPLICABLE:
        return NOTHING
    if folded in words.WHOLE_BOARD:
        return Parsed(())
    whole = _named(text, known)
    if whole:
        return Parsed(_or_everybody({whole}, known))
    parts = [part.strip() for part in _SPLIT.split(str(cell)) if fold(part)]
    found = {part: _school(part, known) for part in parts}
    missing = [part for part, brin in found.items() if brin is None]
    if missing:
        return problem(
            Level.ERROR,
            "School “%(value)s” is niet gevonden bij dit bestuur.",
            "Gebruik de BRIN of de naam zoals die bij het bestuur staat, gescheiden door puntkomma's.",
            value=", ".join(missing)[:200],
        )
    return Parsed(_or_everybody({brin for brin in found.values() if brin}, known))


def _or_everybody(brins: set[str], known: SchoolNames) -> tuple[str, ...]:
    """Return the schools, or the whole board (nothing) when every school of the board is named."""
    return () if brins == set(known.by_brin) else tuple(sorted(brins))


def _school(text: str, known: SchoolNames) -> str | None:
    """Return the BRIN for a BRIN, a site code, a BRIN with a name behind it, or a name."""
    code = _BRIN.match(text.strip().upper())
    if code:
        return code[1] if code[1] in known.by_brin else None
    labelled = re.match(r"^\s*([0-9]{2}[A-Za-z]{2})\b", text)
    if labelled and labelled[1].upper() in known.by_brin:
        return labelled[1].upper()
    return _named(text, known)


def _named(text: str, known: SchoolNames) -> str | None:
    """Return the BRIN of the school with this name or one very like it; a name that fits two schools fits none."""
    names = {brin: fold(name) for brin, name in known.by_brin.items()}
    wanted = fold(text)
    same = [brin for brin, name in names.items() if name == wanted]
    if same:
        return same[0] if len(same) == 1 else None
    hits = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=_LIKE_FROM, limit=2)
    return str(hits[0][2]) if len(hits) == 1 else None


def components(cell: Cell, index: NameIndex) -> Parsed[tuple[str, ...]]:
    """Return the GUIDs of the components named in a cell; what is not surely one stays out, with a remark."""
    text = as_text(cell)
    if fold(text) in words.UNKNOWN or fold(text) in words.NOT_APPLICABLE:
        return NOTHING
    whole = _component(text, index)
    if whole:
        return Parsed((whole,))
    found: list[str] = []
    problems: list[CellProblem] = []
    for part in (part.strip() for part in _SPLIT.split(str(cell)) if fold(part)):
        guid = _component(part, index)
        if guid:
            found.append(guid)
            continue
        match = index.match(part)
        if match.kind is MatchKind.LIKELY and match.key:
            found.append(match.key)
            problems += remark("“%(value)s” is gelezen als %(name)s.", value=part, name=match.name)
        else:
            problems += _no_component(part, [one.name for one in match.candidates[:3]])
    return Parsed(tuple(dict.fromkeys(found)) or None, tuple(problems))


def _component(text: str, index: NameIndex) -> str | None:
    """Return the component that bears this name or a known other name, if the release has it."""
    for name in (text, without_brackets(text)):
        guid = index.exact(name) or component_alias(name)
        if guid and guid in index:
            return guid
    return None


def _no_component(text: str, names: list[str]) -> tuple[CellProblem, ...]:
    if names:
        return remark(
            "“%(value)s” is geen FORA-component; de applicatie wordt hierop niet geplaatst.",
            "Bedoelt u misschien: %(names)s?",
            value=text,
            names=", ".join(names),
        )
    return remark(
        "“%(value)s” is geen FORA-component; de applicatie wordt hierop niet geplaatst.",
        "Kies het component later op de pagina van de applicatie.",
        value=text,
    )

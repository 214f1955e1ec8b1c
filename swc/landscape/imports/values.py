"""Reading of every other field: yes and no, status, importance, hosting, agreement, categories and free text.

What is not clear stays unknown with a remark; nothing is ever read as safe because it was not understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from rapidfuzz import fuzz, process

from swc.landscape.imports import dates, words
from swc.landscape.imports.folding import MAX_TEXT, fold
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import NOTHING, Parsed, problem, remark
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus

T = TypeVar("T")

_LIKE_FROM = 88
_SHORT = 5
_DENIALS = frozenset({"niet", "geen", "non", "nog"})
_DATE_WITHIN = re.compile(r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}")
_MODEL_NUMBER = re.compile(r"\b(\d)(?:[.,](\d))?\b")
_CATEGORY = re.compile(r"\bP\s?0?(\d{1,2})\b", re.IGNORECASE)
_MARKS = {"✓": "ja", "✔": "ja", "☑": "ja", "√": "ja", "✗": "nee", "✘": "nee", "☒": "nee"}


@dataclass(frozen=True, slots=True)
class AgreementCell:
    """What a cell about the processor agreement says."""

    presence: AgreementPresence
    signed_on: date | None = None


def as_text(cell: Cell, *, limit: int = MAX_TEXT) -> str:
    """Return a cell as text on one line, a number without needless decimals."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return " ".join(cell.split())[:limit]


def yes_no(cell: Cell) -> Parsed[bool]:
    """Return yes or no; unknown words and "n.v.t." give nothing."""
    word = _word(cell)
    if word in words.YES:
        return Parsed(value=True)
    if word in words.NO:
        return Parsed(value=False)
    if word in words.UNKNOWN or word in words.NOT_APPLICABLE:
        return NOTHING
    return problem(Level.WARNING, "“%(value)s” is geen ja of nee.", "Vul ja, nee of niets in.", value=as_text(cell))


def status(cell: Cell) -> Parsed[UsageStatus]:
    """Return the status of the use; a trial counts as in use, "no" is an error because it can mean two things."""
    word = _word(cell)
    if not word:
        return NOTHING
    if word in words.UNKNOWN or word in words.NOT_APPLICABLE:
        return problem(
            Level.WARNING,
            "De status is onbekend; een nieuwe applicatie komt erin als in productie.",
            "Gebruik: verwerving, gepland, in productie, uit te faseren of uitgefaseerd.",
        )
    if word in words.STATUS_STILL_USED:
        return Parsed(
            UsageStatus.IN_PRODUCTION,
            remark("“%(value)s” is gelezen als in productie: er kunnen al gegevens in staan.", value=as_text(cell)),
        )
    if word in words.STATUS_NOT_USED:
        return problem(
            Level.ERROR,
            "“%(value)s” zegt niet of de applicatie nog komt of al gestopt is.",
            "Vul gepland of uitgefaseerd in, of sla de rij over.",
            value=as_text(cell),
        )
    found = _meaning({**words.STATUS, "x": UsageStatus.IN_PRODUCTION}, word)
    if found is None:
        return problem(
            Level.WARNING,
            "De status “%(value)s” is niet herkend.",
            "Gebruik: verwerving, gepland, in productie, uit te faseren of uitgefaseerd.",
            value=as_text(cell),
        )
    return Parsed(found)


def criticality(cell: Cell) -> Parsed[Criticality]:
    """Return how badly the application is missed when it stops; a bare number or "no" does not say that."""
    word = _word(cell)
    if word in words.UNKNOWN or word in words.NOT_APPLICABLE:
        return NOTHING
    found = _meaning(words.CRITICALITY, word)
    if found is None:
        return problem(
            Level.WARNING,
            "Het belang “%(value)s” is niet herkend; het blijft onbekend.",
            "Gebruik: laag, midden, hoog of kritiek.",
            value=as_text(cell),
        )
    return Parsed(found)


def hosting(cell: Cell, labels: Mapping[str, str]) -> Parsed[str]:
    """Return the code of a hosting form; `labels` maps folded labels of the code list to its codes."""
    word = _word(cell)
    if word in words.UNKNOWN or word in words.NOT_APPLICABLE:
        return NOTHING
    codes = set(labels.values())
    table = {**{name: code for name, code in words.HOSTING.items() if code in codes}, **labels}
    found = None if word in words.HOSTING_AMBIGUOUS else _meaning(table, word)
    if found is None:
        return problem(
            Level.WARNING,
            "Uit “%(value)s” blijkt de hostingvorm niet; die blijft onbekend.",
            "Gebruik bijvoorbeeld SaaS, IaaS, eigen beheer of op het apparaat.",
            value=as_text(cell),
        )
    return Parsed(found)


def agreement(cell: Cell) -> Parsed[AgreementCell]:
    """Return whether there is a processor agreement; a date means that it was signed then."""
    word = _word(cell)
    if word in words.UNKNOWN:
        return NOTHING
    plain = words.AGREEMENT.get(word)
    if plain is not None:
        return Parsed(AgreementCell(plain))
    signed, rest = _date_in(cell)
    if signed is None or (rest and words.AGREEMENT.get(rest) is not AgreementPresence.PRESENT):
        return problem(
            Level.WARNING,
            "Uit “%(value)s” blijkt niet of er een verwerkersovereenkomst is; dat blijft onbekend.",
            "Vul ja, nee, niet nodig of de datum van ondertekening in.",
            value=as_text(cell),
        )
    return Parsed(AgreementCell(AgreementPresence.PRESENT, signed))


def agreement_model(cell: Cell, labels: Mapping[str, str]) -> Parsed[str]:
    """Return the code of the model of the agreement; `4`, `4.0` and `Model 4.0` are the same."""
    text = as_text(cell)
    if fold(text) in words.UNKNOWN or fold(text) in words.NOT_APPLICABLE:
        return NOTHING
    if fold(text) in labels:
        return Parsed(labels[fold(text)])
    number = _MODEL_NUMBER.search(text)
    version = f"{number[1]}.{number[2] or 0}" if number else ""
    codes = {code for code in labels.values() if version and version == code.removeprefix("model-")}
    if len(codes) == 1:
        return Parsed(codes.pop())
    return problem(
        Level.WARNING,
        "Het model “%(value)s” is niet herkend; het blijft onbekend.",
        "Gebruik de versie van de modelverwerkersovereenkomst, zoals 4.0.",
        value=text,
    )


def data_categories(cell: Cell, labels: Mapping[str, str]) -> Parsed[tuple[str, ...]]:
    """Return the codes of categories of personal data named in a cell (P01–P23, or their labels)."""
    text = as_text(cell)
    if fold(text) in words.UNKNOWN or fold(text) in words.NOT_APPLICABLE:
        return NOTHING
    known = set(labels.values())
    codes = [f"P{int(number):02d}" for number in _CATEGORY.findall(text)]
    unread: list[str] = []
    for part in re.split(r"[;,\n/]", str(cell)):
        if _CATEGORY.search(part) or not fold(part):
            continue
        code = labels.get(fold(part))
        (codes if code else unread).append(code or part.strip())
    unread += [code for code in codes if code not in known]
    found = tuple(dict.fromkeys(code for code in codes if code in known))
    problems = remark(
        "“%(value)s” is geen categorie uit de lijst.",
        "Gebruik de codes P01 tot en met P23.",
        value=", ".join(unread)[:200],
    )
    return Parsed(found or None, problems if unread else ())


def _word(cell: Cell) -> str:
    """Return a cell as one folded word or phrase; ticks and crosses read as yes and no."""
    text = as_text(cell)
    return fold(_MARKS.get(text, text))


def _meaning(table: Mapping[str, T], word: str) -> T | None:
    """Return what a word means, allowing for a spelling mistake in words that are long enough."""
    if word in table:
        return table[word]
    if len(word) < _SHORT or word.split(maxsplit=1)[0] in _DENIALS:
        return None
    hit = process.extractOne(word, table.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_FROM)
    return table[hit[0]] if hit else None


def _date_in(cell: Cell) -> tuple[date | None, str]:
    """Return the one date in a cell and the folded words around it."""
    text = as_text(cell)
    found = None if isinstance(cell, float) else _DATE_WITHIN.search(text)
    if found is None:
        return dates.day(cell).value, ""
    return dates.day(found.group()).value, fold(text.replace(found.group(), " ", 1))

"""Reading what people write of the time of a contract: notice terms, renewals, and how the contract came about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from swc.landscape.imports import words
from swc.landscape.imports.folding import fold, phrases
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import NOTHING, Parsed, problem
from swc.landscape.imports.values import as_text
from swc.landscape.kinds import LegalForm, Renewal

_TERM: Final = re.compile(
    r"^(?:minimaal |uiterlijk |ca )?(?P<count>\d{1,4}|een|twee|drie|vier|zes|twaalf)\s*(?P<unit>[a-z]+)?\b"
)
_COUNTS: Final = {"een": 1, "twee": 2, "drie": 3, "vier": 4, "zes": 6, "twaalf": 12}
_UNITS: Final = {
    **dict.fromkeys(("dag", "dagen", "d", "kalenderdagen", "days"), "days"),
    **dict.fromkeys(("maand", "maanden", "mnd", "mnden", "m", "kalendermaanden", "months"), "months"),
    **dict.fromkeys(("jaar", "jaren", "jr", "j"), "years"),
    **dict.fromkeys(("week", "weken", "wk", "w"), "weeks"),
    **dict.fromkeys(("kwartaal", "kwartalen"), "quarters"),
}
_WITHIN: Final = re.compile(rf"(?:(?:met|telkens|steeds) )*\b(\d{{1,3}}|{'|'.join(_COUNTS)}) ?({'|'.join(_UNITS)})$")
_IN_MONTHS: Final = {"months": 1, "years": 12, "quarters": 3}
_IN_DAYS: Final = {"days": 1, "weeks": 7}
_MOST_DAYS: Final = 3_660
_MOST_MONTHS: Final = 240
_YEARLY: Final = frozenset({"jaarlijks", "jaarlijks stilzwijgend"})
_NONE: Final = frozenset({"geen", "0", "dagelijks", "per direct", "geen opzegtermijn"})

Code = TypeVar("Code", LegalForm, Renewal)


def notice(cell: Cell) -> Parsed[dict[str, int]]:
    """Return a notice term, in `notice_days` or `notice_months`; a number without a unit could be either."""
    text = fold(as_text(cell))
    if text in words.UNKNOWN or text in words.NOT_APPLICABLE:
        return NOTHING
    if text in _NONE:
        return Parsed({"notice_days": 0})
    found = _term(text)
    if found is None:
        return _unreadable(cell, "Schrijf dagen of maanden, zoals 90 dagen of 3 maanden.")
    unit, count = found
    days, months = count * _IN_DAYS.get(unit, 0), count * _IN_MONTHS.get(unit, 0)
    if days > _MOST_DAYS or months > _MOST_MONTHS:
        return _unreadable(cell, "Schrijf dagen of maanden, zoals 90 dagen of 3 maanden.")
    return Parsed({"notice_days": days} if unit in _IN_DAYS else {"notice_months": months})


def renewal_months(cell: Cell) -> Parsed[int]:
    """Return by how many months a contract renews; a bare number counts months, as its heading says in most lists."""
    text = fold(as_text(cell))
    if text in words.UNKNOWN or text in words.NOT_APPLICABLE or text in _NONE:
        return NOTHING
    found = _term(f"{text} maanden" if text.isdigit() else text)
    months = found[1] * _IN_MONTHS.get(found[0], 0) if found else 0
    if not 1 <= months <= _MOST_MONTHS:
        return _unreadable(cell, "Schrijf maanden of jaren, zoals 12 maanden of 1 jaar.")
    return Parsed(months)


def _term(text: str) -> tuple[str, int] | None:
    found = _TERM.match(text)
    unit = _UNITS.get((found["unit"] or "") if found else "")
    if found is None or unit is None:
        return None
    word = found["count"]
    return unit, _COUNTS[word] if word in _COUNTS else int(word)


_FORMS: Final = {
    LegalForm.OWN_TENDER: "aanbesteding;aanbesteed;europese aanbesteding;openbare aanbesteding;zelf aanbesteed;"
    "nationale aanbesteding;eigen tender;europees aanbesteed",
    LegalForm.JOINT: "sivon;gezamenlijk;samen ingekocht;aankoopcentrale;inkoopcentrale;raamovereenkomst sivon;"
    "via sivon;gezamenlijke aanbesteding;inkoopcollectief;raamcontract",
    LegalForm.RESELLER: "distributeur;reseller;wederverkoper;via reseller;via distributeur;apsit;slim",
    LegalForm.DIRECT: "onderhands;direct;enkelvoudig onderhands;meervoudig onderhands;rechtstreeks;onderhandse gunning;"
    "rechtstreeks met leverancier",
    LegalForm.FREE_WITHOUT_CONTRACT: "gratis;geen contract;gratis zonder contract;kosteloos;freeware;open source;vrij "
    "gebruik",
}
_RENEWALS: Final = {
    Renewal.ENDS: "eindigt;nee;geen;van rechtswege;loopt af;eindigt van rechtswege;geen verlenging;niet;n",
    Renewal.AUTOMATIC: "stilzwijgend;automatisch;ja;jaarlijks stilzwijgend;j;automatische verlenging;wordt verlengd;"
    "jaarlijks",
    Renewal.OPTION: "optie;opties;verlengingsoptie;met optie;optie op verlenging;optiejaren",
    Renewal.OPEN_ENDED: "onbepaald;doorlopend;voor onbepaalde tijd;geen einddatum",
}


def legal_form(cell: Cell, labels: Mapping[str, str]) -> Parsed[LegalForm]:
    """Return how a contract came about; `labels` maps folded labels of the code list to its codes."""
    return _code(cell, LegalForm, _FORMS, labels)


def renewal(cell: Cell, labels: Mapping[str, str]) -> Parsed[Renewal]:
    """Return what happens at the end; `labels` maps folded labels of the code list to its codes."""
    return _code(cell, Renewal, _RENEWALS, labels, word=_WITHIN.sub("", fold(as_text(cell))).strip())


def renewal_within(cell: Cell) -> int | None:
    """Return the months that what happens at the end tells as well, as `stilzwijgend 12 maanden` does."""
    text = fold(as_text(cell))
    found = _WITHIN.search(text)
    if found is None:
        return 12 if text in _YEARLY else None
    return renewal_months(f"{found[1]} {found[2]}").value if found.start() else None


def _code(
    cell: Cell, kind: type[Code], meanings: Mapping[Code, str], labels: Mapping[str, str], *, word: str = ""
) -> Parsed[Code]:
    """Return the code that a cell says, or `word`, which is what remains of it when other facts are read."""
    word = word or fold(as_text(cell))
    if word in words.UNKNOWN or word in words.NOT_APPLICABLE:
        return NOTHING
    code = labels.get(word)
    if code is not None:
        return NOTHING if code == kind.UNKNOWN else Parsed(kind(code))
    found = [one for one, said in meanings.items() if word in {fold(phrase) for phrase in phrases(said)}]
    if not found:
        choices = ", ".join(one.value.replace("-", " ") for one in kind if one is not kind.UNKNOWN)
        return _unreadable(cell, "Kies uit: %(choices)s.", choices=choices)
    return Parsed(found[0])


def _unreadable(cell: Cell, remedy: str, **params: object) -> Parsed[Any]:
    return problem(
        Level.WARNING,
        "“%(value)s” is niet te lezen; het is bewaard als toelichting.",
        remedy,
        value=as_text(cell)[:60],
        **params,
    )

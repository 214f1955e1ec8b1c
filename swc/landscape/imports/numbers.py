"""Reading of whole numbers and amounts as people type them in Dutch lists; ambiguous is left empty with a remark."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from swc.landscape.imports.folding import fold, phrases
from swc.landscape.imports.kinds import Cell, Level
from swc.landscape.imports.parsed import NOTHING, CellProblem, Parsed, problem, remark

MAX_USERS = 5_000_000
MAX_COST = Decimal("9999999999.99")

_UNKNOWN = frozenset(
    {"", "onbekend", "nvt", "n v t", "niet bekend", "geen idee", "nog uitzoeken", "pm", "p m", "tbd", "unknown"}
)
_FREE = frozenset({"gratis", "geen kosten", "kosteloos", "free"})
_ABOUT = re.compile(r"^(?:ca\.?|circa|ongeveer|ong\.?|plm\.?|\+/-|±|~|rond de|rond)\s*", re.IGNORECASE)
_MONEY = re.compile(r"^(?:€|eur(?:o)?\b)\s*|\s*(?:€|eur(?:o)?\b)$", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\s*(?:gebruikers?|leerlingen|medewerkers|accounts?|licenties|users|personen|stuks)$", re.IGNORECASE
)
_ZERO_CENTS = re.compile(r",\s*(?:-+|–|—)\s*$")
_NUMBER = re.compile(r"^-?\d{1,15}(?:[.,' \u00a0\u202f]\d{1,3}){0,6}$|^-?\d{1,15}[.,]\d{1,6}$")
_NOT_YEARLY = frozenset(phrases("maand;mnd;kwartaal;leerling;leerlingen;gebruiker;eenmalig;pp;pm;week"))


def whole_number(cell: Cell) -> Parsed[int]:
    """Return a number of people; `ca. 200` gives 200 with a remark, a range or fraction stays unknown."""
    if _is_nothing(cell):
        return NOTHING
    found, about = _amount(_PEOPLE.sub("", str(cell)) if isinstance(cell, str) else cell)
    if found is None:
        return _unreadable(
            cell,
            "Het aantal “%(value)s” is niet als getal te lezen; het blijft leeg.",
            "Vul een heel getal in, zoals 250.",
        )
    if found < 0 or found > MAX_USERS:
        return problem(
            Level.ERROR,
            "Het aantal %(value)s kan niet kloppen.",
            "Vul een heel getal in van 0 tot en met %(limit)s.",
            value=str(cell),
            limit=MAX_USERS,
        )
    if found != found.to_integral_value():
        return problem(
            Level.WARNING,
            "Het aantal “%(value)s” is geen heel getal; het blijft leeg.",
            "Vul een heel getal in, met een punt of niets tussen de duizendtallen.",
            value=str(cell),
        )
    return Parsed(int(found), _approximately(str(cell)) if about else ())


def yearly_amount(cell: Cell) -> Parsed[Decimal]:
    """Return an amount in euro per year; an amount per month, pupil or user stays unknown."""
    if _is_nothing(cell):
        return NOTHING
    if isinstance(cell, str) and fold(cell) in _FREE:
        return Parsed(Decimal(0))
    if isinstance(cell, str) and _NOT_YEARLY & set(fold(cell).split()):
        return problem(
            Level.WARNING,
            "Het bedrag “%(value)s” is niet per jaar; het blijft leeg.",
            "Vul de kosten per jaar in euro in.",
            value=cell,
        )
    text = (
        re.sub(r"\s*(?:per jaar|p\.?/?j\.?|/ ?jaar|/jr|incl\.? btw|excl\.? btw)\.?$", "", cell)
        if isinstance(cell, str)
        else cell
    )
    found, about = _amount(text)
    if found is None:
        return _unreadable(
            cell,
            "Het bedrag “%(value)s” is niet te lezen; het blijft leeg.",
            "Vul een bedrag in euro in, zoals 1.234,50.",
        )
    if found < 0 or found > MAX_COST:
        return problem(
            Level.ERROR,
            "Het bedrag %(value)s kan niet kloppen.",
            "Vul een bedrag in van 0 tot en met %(limit)s euro.",
            value=str(cell),
            limit=str(MAX_COST),
        )
    return Parsed(found.quantize(Decimal("0.01")), _approximately(str(cell)) if about else ())


def _is_nothing(cell: Cell) -> bool:
    if cell is None:
        return True
    return isinstance(cell, str) and (fold(cell) in _UNKNOWN) and not any(char.isdigit() for char in cell)


def _amount(cell: Cell) -> tuple[Decimal | None, bool]:
    """Return the number and whether it was said to be about that; `None` when it is not one clear number."""
    if isinstance(cell, bool) or cell is None:
        return None, False
    if isinstance(cell, float):
        return Decimal(str(cell)), False
    text = cell.strip()
    about = _ABOUT.match(text)
    text = _ABOUT.sub("", text)
    text = _ZERO_CENTS.sub("", _MONEY.sub("", text.strip()).strip()).strip()
    return _decimal(text), bool(about)


def _decimal(text: str) -> Decimal | None:
    """Return a number in Dutch or English notation; three digits after one comma could be either, so `None`."""
    if not _NUMBER.match(text):
        return None
    digits = re.sub(r"[' \u00a0\u202f]", "", text)
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        decimal_sign = max(digits.rfind("."), digits.rfind(","))
        thousands = "." if digits[decimal_sign] == "," else ","
        digits = digits.replace(thousands, "")
    elif points and re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", digits):
        digits = digits.replace(".", "")
    elif commas and re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", digits):
        return None
    digits = digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _approximately(text: str) -> tuple[CellProblem, ...]:
    return remark("“%(value)s” is een schatting; het getal is overgenomen.", value=text)


def _unreadable(cell: Cell, message: str, remedy: str) -> Parsed[Any]:
    return problem(Level.WARNING, message, remedy, value=str(cell))

"""Reading the properties of a model as fields of the landscape: pure; a value that cannot be read says why.

A property that is not there says nothing. One that is there and empty takes the value away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from swc.landscape.amounts import read_amount
from swc.landscape.exchange import encoding as e
from swc.landscape.imports.folding import fold
from swc.landscape.kinds import Criticality, Direction, UsageStatus

Value = str | int | Decimal | date | tuple[str, ...] | UsageStatus | Criticality | None

_APART = re.compile(r"[\s,;]+")
_MOST_DIGITS = 9
_PRICE = Decimal("0.01")


class Unreadable(ValueError):  # noqa: N818 - reads as what it is
    """A value that says nothing this product can keep; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of the lists by their folded names, and the schools of the board."""

    hosting: Mapping[str, str]
    categories: Mapping[str, str]
    kinds: Mapping[str, str]
    schools: Collection[str]


Reader = Callable[[str, Codes], Value]


def _text(text: str, _codes: Codes) -> str:
    return text


def _status(text: str, _codes: Codes) -> UsageStatus:
    names = {fold(name): one for one, name in e.STATUSES.items()} | {fold(one.value): one for one in UsageStatus}
    found = names.get(fold(text))
    if found is None:
        raise Unreadable("Kies Verwerving, Gepland, In productie, Uit te faseren of Uitgefaseerd.")
    return found


def _day(text: str, _codes: Codes) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Unreadable("Schrijf een datum als 2026-01-31.") from None


def _count(text: str, _codes: Codes) -> int | None:
    bare = text.replace(".", "").replace(" ", "")
    if not bare:
        return None
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= _MOST_DIGITS):
        raise Unreadable("Schrijf een heel getal.")
    return int(bare)


def _amount(text: str, _codes: Codes) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(str(read_amount(text)))
        return found.quantize(_PRICE)
    except InvalidOperation:
        raise Unreadable("Schrijf een bedrag in euro.") from None


def _criticality(text: str, _codes: Codes) -> Criticality | None:
    if not text:
        return None
    found = {fold(one.value): one for one in Criticality}.get(fold(text))
    if found is None:
        raise Unreadable("Kies Laag, Midden, Hoog of Kritiek.")
    return found


def _hosting(text: str, codes: Codes) -> str | None:
    if not text:
        return None
    found = codes.hosting.get(fold(text))
    if found is None:
        raise Unreadable("Kies een vorm van hosting uit de lijst.")
    return found


def _schools(text: str, codes: Codes) -> tuple[str, ...]:
    """Return the schools; none means the whole board."""
    if fold(text) in {"", fold(e.WHOLE_BOARD)}:
        return ()
    found = tuple(sorted({one.upper() for one in _APART.split(text) if one}))
    unknown = [one for one in found if one not in codes.schools]
    if unknown:
        raise Unreadable("Noem alleen scholen van dit bestuur, elk met de BRIN.")
    return found


def _categories(text: str, codes: Codes) -> tuple[str, ...]:
    found = tuple(sorted({one.upper() for one in _APART.split(text) if one}))
    known = set(codes.categories.values())
    unknown = [one for one in found if one not in known]
    if unknown:
        raise Unreadable("Noem codes uit de lijst van categorieën, zoals P01.")
    return found


USE_READERS: Mapping[str, tuple[str, Reader]] = {
    e.STATUS: ("status", _status),
    e.STATUS_SINCE: ("status_since", _day),
    e.START: ("start_date", _day),
    e.END: ("end_date", _day),
    e.OWNER: ("owner_role", _text),
    e.HOSTING: ("hosting", _hosting),
    e.USERS: ("users", _count),
    e.COST: ("yearly_cost", _amount),
    e.CRITICALITY: ("criticality", _criticality),
    e.SCHOOLS: ("schools", _schools),
    e.CATEGORIES: ("categories", _categories),
}
"""The field of a use, and how it is read, by the property that tells it; the version is looked up apart."""


def read_kind(text: str, codes: Codes) -> str:
    """Return the code of a kind of coupling; empty where nothing is told."""
    if not text:
        return ""
    found = codes.kinds.get(fold(text))
    if found is None:
        raise Unreadable("Kies een soort koppeling uit de lijst.")
    return found


def read_direction(text: str) -> Direction | None:
    """Return the direction that a property tells, or nothing."""
    found = fold(text)
    return next((one for one in Direction if fold(one.value) == found), None)


def read_coupling_categories(text: str, codes: Codes) -> tuple[str, ...]:
    """Return the categories of personal data that go over a coupling."""
    return _categories(text, codes)

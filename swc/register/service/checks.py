"""What must hold before a decision is kept: every problem is found at once, with its place in the form and a remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from sqlmodel import Session

from fora import queries as fora
from swc.errors import InvalidInputError, Problem
from swc.landscape.agreements.countries import is_country
from swc.landscape.queries import use_summary
from swc.register.kinds import CODED, RegisterField
from swc.register.schemas import Detail, ValueAddition
from vocab.schemes import scheme

CLOSED: Final = frozenset({RegisterField.LEGAL_BASIS, RegisterField.SPECIAL_GROUND})
"""Fields that take no words of one's own: art. 6 and art. 9 AVG list every ground there is."""

_ELEMENTS = frozenset({RegisterField.FUNCTION, RegisterField.PROCESS, RegisterField.INFORMATION_OBJECT})
_BASES = frozenset({"", "eea", "adequacy", "dpf"})
_ASPECTS = frozenset({"", "availability", "integrity", "confidentiality"})
_AGREEMENTS = frozenset({"", "present", "absent", "not_needed", "unknown"})
MAX_DAYS: Final = 36_525
"""A hundred years; a longer term is a slip of the pen."""


def demand(problems: Iterable[Problem]) -> None:
    """Raise `InvalidInputError` with every problem, if there is any."""
    found = tuple(problems)
    if found:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=found)


def codes_of(field: RegisterField) -> dict[str, str]:
    """Return the codes that a field chooses from with their Dutch labels; none for a field of words."""
    if field not in CODED:
        return {}
    return {one.code: one.label_nl for one in scheme(CODED[field]).concepts if not one.deprecated}


def label_of(session: Session, board_number: str, one: ValueAddition, *, on: date) -> str | None:
    """Return what the key of an addition stands for: a code's label, a use's or a FORA element's name; or nothing."""
    if one.field in CODED:
        return codes_of(one.field).get(one.key)
    if one.field is RegisterField.APPLICATION:
        return _use_name(session, board_number, one.key, on)
    if one.field in _ELEMENTS:
        found = fora.names(session, [one.key]).get(one.key)
        return found.name if found else None
    return None


def addition(where: str, one: ValueAddition, label: str | None) -> Iterator[Problem]:
    """Yield the problems of a value added by hand."""
    if one.key and label is None:
        yield Problem(
            f"{where}.key",
            "De keuze %(code)s bestaat niet.",
            "Kies een waarde uit de lijst.",
            params={"code": one.key, "field": one.field.value},
        )
    elif not one.key and one.field in CLOSED:
        yield Problem(f"{where}.key", "Kies een grondslag uit de lijst.", "De AVG noemt ze allemaal.")
    elif not one.key and one.field is RegisterField.APPLICATION:
        yield Problem(f"{where}.key", "Kies een applicatie van uw bestuur.")
    elif not one.key and not one.text:
        yield Problem(f"{where}.text", "Kies een waarde of schrijf er een.")
    yield from detail(where, one.detail)


def detail(where: str, given: Detail | None) -> Iterator[Problem]:
    """Yield the problems of what belongs to a value."""
    if given is None:
        return
    if given.country and not is_country(given.country):
        yield Problem(f"{where}.detail.country", "Dit is geen land in twee hoofdletters.", "Bijvoorbeeld NL of US.")
    if given.term_days is not None and not 0 <= given.term_days <= MAX_DAYS:
        yield Problem(f"{where}.detail.termDays", "Deze bewaartermijn kan niet kloppen.", "Vul dagen in, 0 of meer.")
    if given.url and not given.url.startswith(("https://", "http://")):
        yield Problem(f"{where}.detail.url", "Dit is geen webadres.", "Een webadres begint met https://.")
    levels = {"", *(one.code for one in scheme("biv-levels").concepts)}
    categories = codes_of(RegisterField.DATA_CATEGORY)
    lists: tuple[tuple[str, Iterable[str], Collection[str]], ...] = (
        ("basis", (given.basis,), _BASES),
        ("aspect", (given.aspect,), _ASPECTS),
        ("agreement", (given.agreement,), _AGREEMENTS),
        ("levelRequired", (given.level_required,), levels),
        ("levelProven", (given.level_proven,), levels),
        ("categories", given.categories, categories),
    )
    for name, codes, known in lists:
        for code in codes:
            if code not in known:
                yield Problem(f"{where}.detail.{name}", "De keuze %(code)s bestaat niet.", params={"code": code})


def _use_name(session: Session, board_number: str, key: str, on: date) -> str | None:
    """Return how a board calls one of its uses, or nothing for what is not one of its uses."""
    try:
        use_id = UUID(key)
    except ValueError:
        return None
    found = use_summary(session, board_number, use_id, on=on)
    return found.name if found else None

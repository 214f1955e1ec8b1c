"""Refuses periods that cannot stand beside those that are there, in words that say on which day."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from sqlmodel import Session

from swc.catalogue.ownership.queries import ownerships
from swc.catalogue.ownership.rules import Flaw, Found, Holding, Ownerships, flaw
from swc.errors import InvalidInputError, Problem

SENTENCE: Final = "Een leverancier kan niet, ook niet via anderen, eigenaar van zichzelf zijn."
NOT_ALL_WELL: Final = "Niet alles is goed ingevuld."


def demand_sound(
    session: Session, key: str, *new: Holding, without: frozenset[UUID] = frozenset(), where: str = "owner_key"
) -> None:
    """Refuse new periods of an organisation that cannot stand beside the others, on any day of theirs.

    `without` are the periods that the new ones replace, `where` is the field that a refusal is told at.
    """
    known = ownerships(session)
    after = Ownerships(known.vendors, (*(one for one in known.holdings if one.id not in without), *new))
    wrong = flaw(after, key)
    if wrong is not None:
        raise _refused(wrong, after, key, new, where)


def _refused(wrong: Found, after: Ownerships, key: str, new: tuple[Holding, ...], where: str) -> InvalidInputError:
    if wrong.flaw is Flaw.CIRCLE:
        return InvalidInputError(SENTENCE, problems=(_circle(wrong, after, key, new, where),))
    field = "share" if wrong.flaw is Flaw.OVER_THE_WHOLE and where == "owner_key" else where
    text, remedy = _WORDS[wrong.flaw, wrong.day != date.min]
    return InvalidInputError(
        NOT_ALL_WELL, problems=(Problem(field, text, remedy, params={"day": wrong.day.strftime("%d-%m-%Y")}),)
    )


def _circle(wrong: Found, after: Ownerships, key: str, new: tuple[Holding, ...], where: str) -> Problem:
    owner = next((one.owner_key for one in new if one.owner_key), None) or key
    names: dict[str, object] = {"parent": after.vendors[owner].name, "name": after.vendors[key].name}
    if wrong.day == date.min:
        return Problem(
            where,
            "%(parent)s hoort zelf al tot de groep van %(name)s.",
            "Kies een andere eigenaar of wijzig eerst de eigenaar van %(parent)s.",
            params=names,
        )
    return Problem(
        where,
        "%(parent)s hoort op %(day)s zelf tot de groep van %(name)s.",
        "Kies een andere eigenaar of andere dagen.",
        params={**names, "day": wrong.day.strftime("%d-%m-%Y")},
    )


_WORDS: Final = {
    (Flaw.TWICE, True): (
        "Deze eigenaar staat er op %(day)s al.",
        "Wijzig die periode of kies andere dagen.",
    ),
    (Flaw.TWICE, False): ("Deze eigenaar staat er al.", "Wijzig die periode of vul de dagen in."),
    (Flaw.TWO_IN_CONTROL, True): (
        "Op %(day)s heeft een ander al zeggenschap.",
        "Beëindig eerst die periode of leg een overname vast.",
    ),
    (Flaw.TWO_IN_CONTROL, False): (
        "Een ander heeft al zeggenschap.",
        "Beëindig eerst die periode of leg een overname vast.",
    ),
    (Flaw.OVER_THE_WHOLE, True): (
        "De aandelen zijn op %(day)s samen meer dan 100%%.",
        "Verlaag een aandeel of kies andere dagen.",
    ),
    (Flaw.OVER_THE_WHOLE, False): (
        "De aandelen zijn samen meer dan 100%%.",
        "Verlaag een aandeel of vul de dagen in.",
    ),
}
"""Sentence and remedy by flaw and whether its first day is known."""

"""Words of tender dossiers and comparisons in the language of the reader, for pages and files alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from api.catalogue_door import Named, country_name
from api.i18n import language, translate
from api.rendering import day, label, product_kind
from swc.procurement.kinds import Fulfilment, RequirementKind, Theme, Unmatched
from swc.procurement.schemas import AnswerFact, Cpv, Origin, Requirement, RequirementNorm
from vocab.schemes import scheme

KINDS: Final[dict[RequirementKind, str]] = {
    RequirementKind.MANDATORY: "verplicht",
    RequirementKind.DESIRED: "gewenst",
    RequirementKind.INFORMATION: "opgave",
}
ANSWERS: Final[dict[Fulfilment, str]] = {Fulfilment.UNKNOWN: "onbekend", Fulfilment.NO: "nee", Fulfilment.YES: "ja"}
WHY_NOT: Final[dict[Unmatched, str]] = {
    Unmatched.NO_END: "geen einddatum bekend",
    Unmatched.NO_COMPONENT: "geen product ervan staat op een FORA-component",
    Unmatched.ENDED: "afgelopen",
    Unmatched.TOO_FAR: "loopt verder dan wordt vooruitgekeken",
    Unmatched.NO_WINDOW: "het venster is korter dan een kwartaal",
}
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LAW: Final = {
    "AVG": "GDPR",
    "AI-verordening": "AI Act",
    "Dataverordening": "Data Act",
    "bijlage": "annex",
    "lid": "par.",
    "onder": "point",
    "punt": "point",
    "en": "and",
}


@dataclass(frozen=True, slots=True)
class Words(Named):
    """What templates of procurement look up."""

    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    answers: ClassVar[tuple[Fulfilment, ...]] = tuple(Fulfilment)

    def theme(self, one: Theme) -> str:
        """Return the name of a theme."""
        return label(one.value, "tender-requirements")

    def theme_meaning(self, one: Theme) -> str:
        """Return what a theme is about."""
        concept = scheme("tender-requirements").concept(one.value)
        return concept.definition_en if language.get() == "en" else concept.definition_nl

    def kind(self, one: RequirementKind) -> str:
        """Return how heavy a requirement weighs."""
        return translate(KINDS[one])

    def answer(self, one: Fulfilment) -> str:
        """Return yes, no or unknown."""
        return translate(ANSWERS[one])

    def why_not(self, one: Unmatched) -> str:
        """Return why a contract takes no part in joint buying."""
        return translate(WHY_NOT[one])

    def title(self, one: Requirement) -> str:
        """Return the title of a requirement."""
        return one.title_en if language.get() == "en" else one.title_nl

    def text(self, one: Requirement) -> str:
        """Return what a requirement asks."""
        return one.text_en if language.get() == "en" else one.text_nl

    def article(self, one: Requirement) -> str:
        """Return the article of the law; the words around the numbers follow the reader."""
        if language.get() != "en":
            return one.article
        return re.sub(r"[A-Za-z][A-Za-z-]*", lambda found: _LAW.get(found[0], found[0]), one.article)

    def origin(self, one: Origin) -> str:
        """Return the title of a source document."""
        return one.title_en if language.get() == "en" else one.title_nl

    def norm(self, one: RequirementNorm) -> str:
        """Return a norm with its value as one text."""
        name = one.label_en if language.get() == "en" else one.label_nl
        value = day(one.day) if one.day else f"{one.value} {translate(one.unit) if one.unit else ''}".strip()
        return f"{name}: {value}"

    def cpv(self, one: Cpv) -> str:
        """Return the name of a CPV code."""
        return one.label_en if language.get() == "en" else one.label_nl

    def by(self, one: Cpv) -> str:
        """Return what leads to a CPV code: a component, or the kind of product."""
        return product_kind(one.by)

    def fact(self, one: AnswerFact) -> str:
        """Return what an answer rests on, in words."""
        text = day(date.fromisoformat(one.text)) if _ISO.fullmatch(one.text) else one.text
        if one.scheme == "certificates":
            name = label(one.code, one.scheme)
            return f"{name}, {translate('geldig tot en met %(day)s', day=text)}" if text else name
        if one.scheme == "countries":
            return country_name(one.code)
        return " ".join(part for part in (label(one.code, one.scheme) if one.scheme else "", text) if part)

    def quarter(self, one: date) -> str:
        """Return a quarter by its number and year."""
        return translate("kwartaal %(number)s van %(year)s", number=(one.month + 2) // 3, year=one.year)


WORDS: Final = Words()

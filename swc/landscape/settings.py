"""Which questions on how a board set up a use apply to it (scheme `use-questions`); pure.

A question is asked as long as the facts do not rule it out, so that what nobody recorded is never taken for safe. A
question that follows from a product's own nature is only asked of the products that are known for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from swc.catalogue.kinds import DataLevel
from swc.landscape.kinds import ProcessesPersonalData

_BSN, _CARE, _PARENTS = "P03", "P08", "P16"
_TOO_LIGHT = frozenset({DataLevel.NONE, DataLevel.PSEUDONYM})
"""The levels that hold no names at all."""
_LIGHT = _TOO_LIGHT | {DataLevel.ORDINARY}
"""The levels below sensitive."""
_NO_AI = "none"
_GENERATIVE = "generative"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides which questions apply: traits of the product, its AI, and the data and place of the use.

    `categories` are those that are held or may be; `parents` says whether the use is placed where parents log in
    (`None` when it is not placed).
    """

    traits: frozenset[str]
    ai_use: str | None
    level: DataLevel
    personal_data: ProcessesPersonalData
    categories: frozenset[str]
    categories_unknown: bool
    parents: bool | None


def asked(about: Circumstances) -> tuple[str, ...]:
    """Return the questions that apply to a use, in reading order."""
    return tuple(code for code, applies in _QUESTIONS.items() if applies(about))


def _personal(about: Circumstances) -> bool:
    return about.personal_data is not ProcessesPersonalData.NO


def _heavy(about: Circumstances) -> bool:
    return _personal(about) and about.level not in _LIGHT


def _bsn_partnership(about: Circumstances) -> bool:
    if "partnership" in about.traits:
        return _personal(about)
    if _BSN in about.categories:
        return _CARE in about.categories
    return _heavy(about) and about.categories_unknown


def _parents(about: Circumstances) -> bool:
    """Parents log in at a parent portal, or at anything that knows them; a use without a place may be either."""
    if about.parents or _PARENTS in about.categories:
        return _personal(about)
    return _personal(about) and about.parents is None and about.categories_unknown and about.level not in _TOO_LIGHT


def _trait(name: str) -> Callable[[Circumstances], bool]:
    return lambda about: name in about.traits


def _ai(about: Circumstances) -> bool:
    return about.ai_use not in (None, _NO_AI)


def _generative(about: Circumstances) -> bool:
    return about.ai_use == _GENERATIVE


_QUESTIONS: dict[str, Callable[[Circumstances], bool]] = {
    "mfa-staff": _heavy,
    "own-password": _personal,
    "bsn-partnership": _bsn_partnership,
    "bsn-parent-login": _parents,
    "special-data-stored": _trait("microsoft-collaboration"),
    "own-keys": _trait("microsoft-collaboration"),
    "special-data-talks": _trait("google-meet"),
    "consumer-services-pupils": _trait("consumer-services"),
    "ai-function": _ai,
    "minors-ai": _generative,
    "ai-terms-minors": _generative,
}
"""Every question of the scheme, with when it applies."""

QUESTIONS = tuple(_QUESTIONS)

QUESTION_TEXTS: dict[str, str] = {
    "mfa-staff": "Loggen medewerkers in met meer dan een wachtwoord (MFA)?",
    "own-password": "Hebben gebruikers voor deze applicatie een eigen wachtwoord?",
    "bsn-partnership": "Krijgt een samenwerkingsverband hieruit het BSN of onderwijsnummer?",
    "bsn-parent-login": "Loggen ouders in met (een deel van) het BSN van hun kind?",
    "special-data-stored": "Worden hier bijzondere persoonsgegevens bewaard?",
    "own-keys": "Versleutelt het bestuur die gegevens met eigen sleutels?",
    "special-data-talks": "Komen bijzondere persoonsgegevens ter sprake in videogesprekken?",
    "consumer-services-pupils": "Staan voor leerlingen aanvullende of consumentendiensten aan?",
    "ai-function": "Wordt de AI-functie van dit product gebruikt?",
    "minors-ai": "Gebruiken minderjarige leerlingen de generatieve AI?",
    "ai-terms-minors": "Is nagegaan dat de voorwaarden gebruik door minderjarigen toestaan?",
}
"""Each question as people read it, equal to its label in the scheme, for rules that read no files."""

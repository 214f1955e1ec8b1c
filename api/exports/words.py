"""Codes, paths and details in words; what no code list names has its Dutch message id here."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from babel import Locale

from api.i18n import language, translate, translate_plural
from api.rendering import label, product_kind
from swc.dpia.kinds import AssessmentKind
from swc.register.kinds import CODED, AnchorKind, RegisterField, ValueOrigin, ValueState
from swc.register.schemas import Detail, PathStep, RegisterValue
from vocab.schemes import scheme

YEAR: Final = 365

ANCHORS: Final[dict[StrEnum, str]] = {
    AnchorKind.FUNCTION: "bedrijfsfunctie in de FORA",
    AnchorKind.COMPONENT: "referentiecomponent in de FORA",
    AnchorKind.USE: "applicatie",
    AnchorKind.MANUAL: "door het bestuur toegevoegd",
}

KINDS: Final[dict[StrEnum, str]] = {
    AssessmentKind.DPIA: "Gegevensbeschermingseffectbeoordeling (DPIA)",
    AssessmentKind.DTIA: "Doorgiftebeoordeling (DTIA)",
    AssessmentKind.FRIA: "Grondrechteneffectbeoordeling (FRIA)",
    AssessmentKind.PRE_SCAN: "Pre-scan",
}

ASPECTS: Final[dict[str, str]] = {
    "availability": "beschikbaarheid",
    "integrity": "integriteit",
    "confidentiality": "vertrouwelijkheid",
}

BASES: Final[dict[str, str]] = {
    "eea": "binnen de EER",
    "adequacy": "adequaatheidsbesluit",
    "dpf": "EU-US Data Privacy Framework",
}

AGREEMENTS: Final[dict[str, str]] = {
    "present": "verwerkersovereenkomst aanwezig",
    "absent": "geen verwerkersovereenkomst",
    "not_needed": "geen verwerkersovereenkomst nodig",
    "unknown": "verwerkersovereenkomst onbekend",
}


def word(names: dict[StrEnum, str], one: StrEnum) -> str:
    """Return the name of a member in the reader's language."""
    return translate(names[one])


def field_name(field: RegisterField) -> str:
    """Return the name of a field of the register."""
    return label(field, "register-fields")


def state_name(state: ValueState) -> str:
    """Return how far a value is confirmed, as it stands behind the value."""
    return label(state, "value-states").lower()


def meaning(code: str, scheme_name: str) -> str:
    """Return the definition of a code in the reader's language."""
    concept = next(one for one in scheme(scheme_name).concepts if one.code == code)
    return concept.definition_en if language.get() == "en" else concept.definition_nl


def country(code: str) -> str:
    """Return the name of a country by its ISO 3166-1 code."""
    return str(Locale.parse(language.get()).territories.get(code.upper(), code))


def shown(value: RegisterValue) -> str:
    """Return a value with what belongs to it: the person's text, else the label in the reader's language."""
    text = value.text or _label(value)
    extra = "; ".join(_particulars(value))
    return f"{text} – {extra}" if extra else text


def path(value: RegisterValue, anchor: str) -> str:
    """Return where a value comes from: its origin, and the way along which it was derived.

    Either end is left out where it is the value itself or the anchor of its activity, which stand beside it.
    """
    names = [step_name(one) for one in value.path]
    ends = {value.label, value.text, anchor}
    if names and names[-1] in ends:
        names.pop()
    if names and names[0] in ends:
        names.pop(0)
    origin = label(value.origin, "value-origins")
    return f"{origin}: {' → '.join(names)}" if names else origin


def step_name(step: PathStep) -> str:
    """Return what a path passes, in the reader's language where it is ours to name: a category, a table, a kind."""
    if step.kind == "category":
        return label(step.key, "data-categories")
    if step.kind == "mapping":
        return translate(step.name)
    return product_kind(step.name) if step.kind == "product" and not step.key else step.name


def _label(value: RegisterValue) -> str:
    """Return the label; a code has one in English too."""
    scheme = CODED.get(value.field)
    if scheme is None or language.get() == "nl":
        return value.label
    found = label(value.key, scheme)
    return value.label if found == value.key else found


def _particulars(value: RegisterValue) -> list[str]:
    """Return what belongs to a value; what a derived label says already is told of a person's text only."""
    detail = value.detail
    found = _said_by_label(detail) if _own_words(value) else []
    if detail.basis:
        found.append(translate(BASES.get(detail.basis, detail.basis)))
    if detail.safeguard:
        found.append(detail.safeguard)
    if detail.norm_days and detail.norm_days != detail.term_days:
        found.append(translate("norm: %(term)s", term=term(detail.norm_days)))
    if detail.agreement and not detail.safeguard:
        found.append(translate(AGREEMENTS.get(detail.agreement, detail.agreement)))
    return [one for one in (*found, detail.url) if one]


def _own_words(value: RegisterValue) -> bool:
    return value.origin is ValueOrigin.PERSON or bool(value.text) or value.state is ValueState.CHANGED


def _said_by_label(detail: Detail) -> list[str]:
    found = [translate(ASPECTS.get(detail.aspect, detail.aspect))] if detail.aspect else []
    if detail.level_required or detail.level_proven:
        found += [
            f"{translate('vereist')}: {label(detail.level_required, 'biv-levels')}",
            f"{translate('aangetoond')}: {label(detail.level_proven, 'biv-levels')}",
        ]
    if detail.country:
        found.append(country(detail.country))
    return [*found, term(detail.term_days)] if detail.term_days is not None else found


def term(days: int) -> str:
    """Return a number of days as people say it: whole years where it is."""
    if days and days % YEAR == 0:
        return translate_plural("%(num)s jaar", "%(num)s jaar", days // YEAR)
    return translate_plural("%(num)s dag", "%(num)s dagen", days)

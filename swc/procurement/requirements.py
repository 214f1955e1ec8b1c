"""The requirements of a tender, in reading order: functions and standards of the components, then what always holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from swc.catalogue.kinds import Trust
from swc.procurement.kinds import RequirementKind, Theme
from swc.procurement.needs import Needs
from swc.procurement.schemas import Element, Levels, Origin, Requirement, RequirementNorm
from vocab.norms import Norm, norm
from vocab.procurement_facts import standard_statuses
from vocab.reading import rows
from vocab.schemes import Concept, scheme
from vocab.sources import Source, source

SCHEME: Final = "tender-requirements"
SIGN_ON: Final = ("entree", "basispoort", "surfconext", "saml", "oidc")
"""The standards and facilities by which users can sign on without a password of their own."""
ALWAYS: Final = ("edukoppeling", "certificeringsschema", "edu-v")
"""The standards that are asked of every application, whatever component it serves."""
ASPECTS: Final = ("availability", "integrity", "confidentiality")

_MANDATORY, _DESIRED, _INFORMATION = RequirementKind.MANDATORY, RequirementKind.DESIRED, RequirementKind.INFORMATION

KINDS: Final[dict[str, RequirementKind]] = {
    "processor-agreement": _MANDATORY,
    "covenant": _DESIRED,
    "data-categories": _MANDATORY,
    "locations": _MANDATORY,
    "sub-processors": _MANDATORY,
    "central-dpia": _INFORMATION,
    "dpia-support": _MANDATORY,
    "availability": _MANDATORY,
    "integrity": _MANDATORY,
    "confidentiality": _MANDATORY,
    "central-login": _DESIRED,
    "exit-notice": _MANDATORY,
    "exit-transition": _MANDATORY,
    "exit-retrieval": _MANDATORY,
    "exit-data-list": _MANDATORY,
    "exit-format": _MANDATORY,
    "exit-erasure": _MANDATORY,
    "exit-charges": _MANDATORY,
    "ai-stated": _INFORMATION,
    "ai-prohibited": _MANDATORY,
    "ai-high-risk": _MANDATORY,
    "ai-transparency": _MANDATORY,
    "wcag-21": _MANDATORY,
    "wcag-22": _DESIRED,
    "no-announced-end": _DESIRED,
}
"""How heavy each requirement of the scheme weighs: mandatory is what a law or a binding agreement asks."""

NORMS: Final[dict[str, tuple[str, ...]]] = {
    "processor-agreement": ("agreement-model-current",),
    "exit-notice": ("data-act-notice-months", "data-act-applies-on"),
    "exit-transition": ("data-act-transition-days", "data-act-extension-months", "data-act-justify-days"),
    "exit-retrieval": ("data-act-retrieval-days",),
    "exit-charges": ("data-act-charges-end-on",),
    "ai-prohibited": ("ai-act-prohibitions-on",),
    "ai-high-risk": ("ai-act-annex-iii-on",),
    "ai-transparency": ("ai-act-transparency-on",),
}
"""The thresholds and days that belong to a requirement."""


def requirements(needs: Needs, on: date) -> tuple[Requirement, ...]:
    """Return the requirements that hold on a day for what components ask."""
    return (
        *_functions(needs),
        *(_standard(code) for code in dict.fromkeys((*needs.standards, *ALWAYS))),
        *(_fixed(one, needs.required, on) for one in scheme(SCHEME).concepts if one.broader is not None),
    )


def _functions(needs: Needs) -> Iterator[Requirement]:
    seen: set[str] = set()
    for component in needs.components:
        for one in component.functions:
            if one.guid not in seen:
                seen.add(one.guid)
                yield _function(one)


def _function(one: Element) -> Requirement:
    return Requirement(
        id=f"function-{one.guid}",
        theme=Theme.FUNCTIONS,
        kind=_DESIRED,
        title_nl=one.name,
        title_en=one.name,
        text_nl=f"De applicatie ondersteunt de bedrijfsfunctie {one.name}.",
        text_en=f"The application supports the business function {one.name}.",
        origins=(origin(source("fora")),),
        element=one.guid,
    )


def _standard(code: str) -> Requirement:
    """Return the requirement to support a standard: mandatory where its status says so, else desired."""
    concept, status = scheme("standards").concept(code), standard_statuses().get(code)
    origins = [source(status.source)] if status else [source(key) for key in _core_sources(code)]
    return Requirement(
        id=f"standard-{code}",
        theme=Theme.STANDARDS,
        kind=_MANDATORY if status and status.status == "mandatory" else _DESIRED,
        title_nl=concept.label_nl,
        title_en=concept.label_en,
        text_nl=f"De applicatie werkt met {concept.label_nl}. {concept.definition_nl}",
        text_en=f"The application works with {concept.label_en}. {concept.definition_en}",
        origins=tuple(origin(one) for one in origins or concept.sources),
        scheme="standards",
        code=code,
    )


def _core_sources(code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["source"] for row in rows("core_standards.csv") if row["standard"] == code))


def _fixed(concept: Concept, required: Levels, on: date) -> Requirement:
    level = getattr(required, concept.code) if concept.code in ASPECTS else None
    unset = concept.code in ASPECTS and level is None
    return Requirement(
        id=concept.code,
        theme=Theme(concept.broader or ""),
        kind=_INFORMATION if unset else KINDS[concept.code],
        title_nl=concept.label_nl,
        title_en=concept.label_en,
        text_nl=_with_level(concept.definition_nl, level, unset=unset, english=False),
        text_en=_with_level(concept.definition_en, level, unset=unset, english=True),
        article=str(concept.extra.get("article", "")),
        origins=tuple(origin(one) for one in concept.sources),
        norms=tuple(norm_value(norm(code, on)) for code in NORMS.get(concept.code, ())),
        scheme="biv-levels" if level else SCHEME,
        code=level or concept.code,
    )


def _with_level(text: str, level: str | None, *, unset: bool, english: bool) -> str:
    if unset:
        more = "The required level is not known yet." if english else "Welk niveau nodig is, is nog niet bekend."
        return f"{text} {more}"
    if level is None:
        return text
    concept = scheme("biv-levels").concept(level)
    return (
        f"{text} Required: {concept.label_en.lower()}." if english else f"{text} Vereist: {concept.label_nl.lower()}."
    )


def origin(one: Source) -> Origin:
    """Return a source document as a requirement shows it."""
    return Origin(title_nl=one.title, title_en=one.title_en or one.title, url=one.url, trust=Trust(one.trust))


def norm_value(one: Norm) -> RequirementNorm:
    """Return a norm as a requirement shows it."""
    return RequirementNorm(
        code=one.code,
        label_nl=one.label,
        label_en=one.label_en,
        value="" if one.is_day else str(one.number),
        unit=one.unit,
        day=one.day if one.is_day else None,
        trust=Trust(one.trust),
    )


def by_id(found: Iterable[Requirement]) -> dict[str, Requirement]:
    """Return requirements by their id."""
    return {one.id: one for one in found}

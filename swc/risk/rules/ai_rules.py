"""Rules on artificial intelligence in what a board uses (AI Act, Regulation (EU) 2024/1689)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.risk.facts import BoardFacts, Known, NormFact, UseFacts
from swc.risk.kinds import EvidenceForm, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source
from swc.risk.rules.evidence import Gap

_ON, _MINORS, _TERMS = "ai-function", "minors-ai", "ai-terms-minors"
_GENERATIVE = "generative"


def prohibited(facts: BoardFacts) -> Iterator[Finding]:
    """AI01: a practice that the act prohibits in education, such as emotion recognition (art. 5(1)(f))."""
    norm = facts.norm("ai-act-prohibitions-on")
    for use in _running(facts):
        if use.product.ai_risk == "prohibited":
            shown = (_ai(use), say.answer(_ON, use), say.norm("Verbod geldt vanaf", norm))
            yield say.found("AI01", use, _from(norm, facts), *shown)
    yield from say.gaps("AI01", facts, _unknown(facts))


def no_rights_assessment(facts: BoardFacts) -> Iterator[Finding]:
    """AI02: high-risk AI without a settled assessment of fundamental rights (art. 27)."""
    norm = facts.norm("ai-act-annex-iii-on")
    for use in _running(facts):
        if use.product.ai_risk == "high" and not use.dpia.fria_settled:
            shown = (_ai(use), say.answer(_ON, use), say.word("Grondrechten beoordeeld (FRIA)", "nee", use=use))
            yield say.found("AI02", use, _from(norm, facts), *shown, say.norm("Plicht geldt vanaf", norm))
    yield from say.gaps("AI02", facts, (gap for gap in _unknown(facts) if not gap.use.dpia.fria_settled))


def minors(facts: BoardFacts) -> Iterator[Finding]:
    """AI03: pupils under age use generative AI and nobody checked the age that the terms ask."""
    gaps: list[Gap] = list(_unknown(facts))
    for use in _running(facts):
        if use.product.ai_use != _GENERATIVE:
            continue
        used, checked = use.said(_MINORS), use.said(_TERMS)
        if used is Known.NO or checked is Known.YES:
            continue
        if used is Known.YES and checked is Known.NO:
            yield say.found("AI03", use, Severity.ORANGE, say.answer(_MINORS, use), say.answer(_TERMS, use), _ai(use))
        else:
            gaps.extend(say.unanswered(use, _MINORS, _TERMS))
    yield from say.gaps("AI03", facts, gaps)


def _running(facts: BoardFacts) -> Iterator[UseFacts]:
    """Yield the active uses with AI that the board did not switch off; silence about that does not switch it off."""
    for use in facts.active:
        if _ON in use.answers and use.said(_ON) is not Known.NO:
            yield use


def _unknown(facts: BoardFacts) -> Iterator[Gap]:
    """Yield the active uses of products of which nobody recorded what AI they use."""
    for use in facts.active:
        if use.product.ai_use is None:
            yield Gap(use, "AI in het product")


def _from(norm: NormFact, facts: BoardFacts) -> Severity:
    return Severity.RED if norm.day is not None and norm.day <= facts.today else Severity.ORANGE


def _ai(use: UseFacts) -> Fact:
    return Fact(
        "AI in het product",
        use.product.ai_use or "",
        EvidenceForm.CONCEPT,
        "ai-uses",
        say.CATALOGUE,
        "product",
        use.product.key,
    )


_ACT = "https://eur-lex.europa.eu/eli/reg/2024/1689/oj"

AI_RULES = (
    Rule(
        code="AI01",
        theme="ai",
        title="Verboden AI: emotieherkenning in het onderwijs",
        severity=Severity.RED,
        explanation="Het product herkent emoties van leerlingen of medewerkers. Dat is in het onderwijs verboden. Het "
        "signaal verdwijnt als het bestuur zegt dat de functie uit staat. Oranje zolang het verbod nog niet geldt; "
        "onbekend als niet is vastgelegd welke AI een product gebruikt.",
        remedy="Zet de functie uit en leg dat vast bij de instellingen, of stop met het product.",
        sources=(Source("AI-verordening, artikel 5 lid 1 onder f", _ACT),),
        check=prohibited,
        norms=("ai-act-prohibitions-on",),
    ),
    Rule(
        code="AI02",
        theme="ai",
        title="AI met hoog risico zonder beoordeling van grondrechten",
        severity=Severity.RED,
        explanation="AI die meebeslist over toelating, leerresultaten, niveau of gedrag bij toetsen heeft een hoog "
        "risico (bijlage III, punt 3). Een school beoordeelt dan vooraf de gevolgen voor grondrechten (FRIA). Oranje "
        "tot de dag waarop die plicht geldt, daarna rood; onbekend als niet is vastgelegd welke AI een product "
        "gebruikt.",
        remedy="Voer een FRIA uit bij deze applicatie, of zet de AI-functie uit en leg dat vast.",
        sources=(
            Source("AI-verordening, artikel 27 en bijlage III punt 3", _ACT),
            Source("Verschoven data van de AI-verordening", "https://casrai.org/wp/tag/ai-act-annex-iii/"),
        ),
        check=no_rights_assessment,
        norms=("ai-act-annex-iii-on",),
    ),
    Rule(
        code="AI03",
        theme="ai",
        title="Generatieve AI voor minderjarigen zonder leeftijdscontrole",
        severity=Severity.ORANGE,
        explanation="Minderjarige leerlingen gebruiken generatieve AI, en niemand is nagegaan of de voorwaarden van de "
        "leverancier dat toestaan. Onbekend zolang het bestuur de vragen niet beantwoordt of de catalogus niet zegt "
        "welke AI een product gebruikt.",
        remedy="Lees de leeftijd in de voorwaarden na, sluit jongere leerlingen uit, of vraag de leverancier.",
        sources=(
            Source(
                "SURF, privacyrisico's van Microsoft 365 Copilot",
                "https://www.surf.nl/en/news/privacy-risks-microsoft-365-copilot-remain-orange-despite-improvements",
            ),
            Source("AI-verordening, artikel 4", _ACT),
        ),
        check=minors,
    ),
)

"""Rules on the register of processing activities: what is not in it, and how long data are kept (art. 5 and 30 AVG)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.risk.facts import ActivityFacts, BoardFacts, Known, RetentionFact, UseFacts
from swc.risk.kinds import FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject
from swc.risk.rules.evidence import Gap

_IN_REGISTER = "Verwerking in het register"


def not_in_register(facts: BoardFacts) -> Iterator[Finding]:
    """RG01: an application with personal data is in no established activity; told once while there are none at all."""
    outside = [use for use in facts.active if not use.in_register and use.personal_data is not Known.NO]
    sure = [use for use in outside if use.personal_data is Known.YES]
    if facts.activities:
        for use in sure:
            shown = (say.personal_data(use), say.missing(_IN_REGISTER, source=say.REGISTER))
            yield say.found("RG01", use, Severity.ORANGE, *shown)
    elif sure:
        named = sorted(sure, key=lambda one: (one.name, one.id))[: say.NAMED]
        shown_all = (say.text("Applicatie", use.name, use=use) for use in named)
        count = say.number("Aantal applicaties", len(sure), source=say.DERIVED_OR_STATED)
        none = say.number("Vastgestelde verwerkingen", 0, source=say.REGISTER)
        yield say.found("RG01", say.board(facts), Severity.ORANGE, none, count, *shown_all)
    if facts.activities or not sure:
        unknown = (use for use in outside if use.personal_data is Known.UNKNOWN)
        yield from say.gaps("RG01", facts, (Gap(use, "Verwerkt persoonsgegevens") for use in unknown))


def no_retention(facts: BoardFacts) -> Iterator[Finding]:
    """RT01: an established activity names no retention term; what is not in the register is not known."""
    for one in facts.activities:
        if not one.retention:
            term = say.missing("Bewaartermijn", source=say.REGISTER)
            yield say.found("RT01", _subject(one), Severity.ORANGE, term)
    yield from say.gaps("RT01", facts, (Gap(use, _IN_REGISTER) for use in _unregistered(facts)))


def longer_than_norm(facts: BoardFacts) -> Iterator[Finding]:
    """RT02: a term above the norm without a reason; a term in words alone cannot be held against the norm."""
    for one in facts.activities:
        longer = [term for term in one.retention if _longer(term)]
        vague = [term for term in one.retention if term.term_days is None]
        if longer:
            yield say.found("RT02", _subject(one), Severity.ORANGE, *(say_it for t in longer for say_it in _term(t)))
        elif vague:
            yield say.unsure("RT02", _subject(one), *(say_it for t in vague for say_it in _term(t)))
    yield from say.gaps("RT02", facts, (Gap(use, _IN_REGISTER) for use in _unregistered(facts)))


def _unregistered(facts: BoardFacts) -> Iterator[UseFacts]:
    for use in facts.active:
        if not use.in_register and use.personal_data is not Known.NO:
            yield use


def _longer(term: RetentionFact) -> bool:
    if term.term_days is None or term.norm_days is None or term.reason.strip():
        return False
    return term.term_days > term.norm_days


def _subject(one: ActivityFacts) -> Subject:
    return Subject(FlagSubject.ACTIVITY, one.id, one.name)


def _term(term: RetentionFact) -> Iterator[Fact]:
    yield say.text("Bewaartermijn", term.label, source=say.REGISTER)
    for label, days in (("Termijn in dagen", term.term_days), ("Norm in dagen", term.norm_days)):
        if days is not None:
            yield say.number(label, days, source=say.REGISTER)
        elif label == "Termijn in dagen":
            yield say.missing(label, source=say.REGISTER)


_AVG = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
_TERMS = Source("Aanpak IBP, bewaartermijnen", "https://aanpakibp.kennisnet.nl/bewaartermijnen/")

REGISTER_RULES = (
    Rule(
        code="RT01",
        theme="register",
        title="Geen bewaartermijn bij een verwerking",
        severity=Severity.ORANGE,
        explanation="De verwerking noemt niet hoe lang gegevens worden bewaard. Onbekend voor applicaties die nog in "
        "geen vastgestelde verwerking staan.",
        remedy="Vul bij de verwerking een bewaartermijn in, of neem de voorgestelde over.",
        sources=(Source("AVG, artikel 5 lid 1 onder e en artikel 30 lid 1 onder f", _AVG), _TERMS),
        check=no_retention,
    ),
    Rule(
        code="RT02",
        theme="register",
        title="Bewaartermijn boven de norm zonder reden",
        severity=Severity.ORANGE,
        explanation="De termijn bij de verwerking is langer dan de gebruikelijke en er staat geen reden bij. De AVG "
        "noemt zelf geen termijnen; de normen zijn die van de sector. Onbekend als een termijn alleen in woorden is "
        "vastgelegd, of als de applicatie nog in geen vastgestelde verwerking staat.",
        remedy="Verkort de termijn, of leg vast waarom langer bewaren nodig is.",
        sources=(_TERMS, Source("AVG, artikel 5 lid 1 onder e", _AVG)),
        check=longer_than_norm,
    ),
    Rule(
        code="RG01",
        theme="register",
        title="Applicatie met persoonsgegevens buiten het register",
        severity=Severity.ORANGE,
        explanation="De applicatie verwerkt persoonsgegevens en staat in geen vastgestelde verwerking van het register "
        "van verwerkingsactiviteiten. Heeft een bestuur nog geen enkele verwerking vastgesteld, dan is er één signaal "
        "voor het bestuur. Onbekend als niet vaststaat of de applicatie persoonsgegevens verwerkt.",
        remedy="Stel de voorgestelde verwerking in het register vast, of voeg de applicatie aan een verwerking toe.",
        sources=(Source("AVG, artikel 30 lid 1", _AVG),),
        check=not_in_register,
    ),
)

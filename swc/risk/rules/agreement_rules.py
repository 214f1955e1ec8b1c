"""Rules on the processor agreement of a use (art. 28 AVG, Privacyconvenant Onderwijs)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.landscape.agreements import rules as agreements
from swc.landscape.kinds import AgreementPresence
from swc.risk.facts import BoardFacts, Known, NormFact, UseFacts
from swc.risk.kinds import Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source


def no_agreement(facts: BoardFacts) -> Iterator[Finding]:
    """PA01: a processor without a (valid) agreement (art. 28(3) AVG); orange as long as the use has not started."""
    for use in facts.uses:
        if not use.running_or_planned or use.personal_data is Known.NO:
            continue
        held = _in_force(use, facts)
        if held is Known.YES:
            continue
        shown = (say.personal_data(use), _presence(use), _end(use), say.status(use))
        if held is Known.NO and use.personal_data is Known.YES:
            yield say.found("PA01", use, Severity.RED if use.active else Severity.ORANGE, *shown)
        else:
            yield say.unsure("PA01", use, *shown)


def old_model(facts: BoardFacts) -> Iterator[Finding]:
    """PA02: the agreement follows a model older than the current one of the Privacyconvenant."""
    norm = facts.norm("agreement-model-current")
    for use in facts.uses:
        if not use.running_or_planned or use.personal_data is Known.NO:
            continue
        if use.agreement.presence is not AgreementPresence.PRESENT:
            continue
        older = is_older(use.agreement.model, norm.value)
        if older is Known.NO:
            continue
        shown = (_model(use), _current(norm), say.personal_data(use))
        if older is Known.YES and use.personal_data is Known.YES:
            yield say.found("PA02", use, Severity.ORANGE, *shown)
        else:
            yield say.unsure("PA02", use, *shown)


def _current(norm: NormFact) -> Fact:
    return say.concept("Geldend model", "agreement-models", f"model-{norm.value:.1f}", source=norm.source)


def is_older(model: str, current: float) -> Known:
    """Say whether an agreement follows an older model (scheme `agreement-models`); another form has no age here."""
    older = agreements.is_older(model, current)
    return Known.UNKNOWN if older is None else Known.YES if older else Known.NO


def _in_force(use: UseFacts, facts: BoardFacts) -> Known:
    """Say whether an agreement is in force today (or none is needed)."""
    presence, until = use.agreement.presence, use.agreement.valid_until
    if presence is AgreementPresence.UNKNOWN:
        return Known.UNKNOWN
    if presence is AgreementPresence.ABSENT:
        return Known.NO
    ended = presence is AgreementPresence.PRESENT and until is not None and until < facts.today
    return Known.NO if ended else Known.YES


def _presence(use: UseFacts) -> Fact:
    if use.agreement.presence is AgreementPresence.UNKNOWN:
        return say.missing("Verwerkersovereenkomst", use=use)
    return say.word("Verwerkersovereenkomst", say.WORDS[use.agreement.presence], use=use)


def _end(use: UseFacts) -> Fact | None:
    until = use.agreement.valid_until
    return say.day("Overeenkomst loopt tot en met", until, use=use) if until else None


def _model(use: UseFacts) -> Fact:
    if not use.agreement.model:
        return say.missing("Model van de overeenkomst", use=use)
    return say.concept("Model van de overeenkomst", "agreement-models", use.agreement.model, use=use)


AGREEMENT_RULES = (
    Rule(
        code="PA01",
        theme="agreement",
        title="Geen geldige verwerkersovereenkomst",
        severity=Severity.RED,
        explanation="Een leverancier die voor het bestuur persoonsgegevens verwerkt, doet dat op grond van een "
        "overeenkomst. Die ontbreekt of is afgelopen. Oranje zolang de applicatie nog niet in gebruik "
        "is; onbekend als niet is vastgelegd of er een overeenkomst is.",
        remedy="Sluit een verwerkersovereenkomst volgens het model van het Privacyconvenant, of leg de "
        "bestaande vast bij de applicatie. Is de leverancier geen verwerker, kies dan “niet nodig” en "
        "noteer waarom.",
        sources=(
            Source("AVG, artikel 28 lid 3", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),
            Source("Privacyconvenant Onderwijs", "https://www.privacyconvenant.nl/veelgestelde-vragen/"),
        ),
        check=no_agreement,
    ),
    Rule(
        code="PA02",
        theme="agreement",
        title="Verwerkersovereenkomst volgens een ouder model",
        severity=Severity.ORANGE,
        explanation="De overeenkomst volgt een ouder model dan het geldende van het Privacyconvenant. Het "
        "geldende model heeft een privacybijlage en een beveiligingsbijlage volgens het "
        "Certificeringsschema.",
        remedy="Vraag de leverancier de overeenkomst te vernieuwen volgens het geldende model.",
        sources=(Source("Privacyconvenant Onderwijs, downloads", "https://www.privacyconvenant.nl/downloads/"),),
        check=old_model,
        norms=("agreement-model-current",),
    ),
)

"""Rules on what a DPIA holds: a reasoned decision, advice, remaining risk and measures (art. 35 and 36 AVG)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.dpia.kinds import DpiaState, Duty, RiskLevel
from swc.risk.facts import BoardFacts, Known, MeasureFact, UseFacts
from swc.risk.kinds import Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source

_AVG = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
_APPROVED = frozenset({DpiaState.APPROVED, DpiaState.APPROVED_CONDITIONALLY})
_UNDECIDED = frozenset({DpiaState.NOT_ASSESSED, DpiaState.SCREENING, DpiaState.REVIEW})
_HIGH = frozenset({RiskLevel.HIGH, RiskLevel.VERY_HIGH})


def unweighed(facts: BoardFacts) -> Iterator[Finding]:
    """DP03: one criterion of WP248 holds and nobody decided with a reason whether a DPIA is due."""
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.state not in _UNDECIDED or dpia.ap_hits:
            continue
        shown = (
            *_criteria(use),
            _state(use),
            say.norm("Een DPIA is in de regel nodig vanaf", facts.norm("wp248-dpia-score")),
        )
        if dpia.duty is Duty.WEIGH:
            yield say.found("DP03", use, Severity.ORANGE, *shown)
        elif dpia.duty is Duty.UNKNOWN and len(dpia.wp248_hits) == 1 and dpia.state is not DpiaState.NOT_ASSESSED:
            yield say.unsure("DP03", use, say.missing("Criteria voor een DPIA", use=use), *shown)


def approved_without_advice(facts: BoardFacts) -> Iterator[Finding]:
    """DP05: approved without advice of the FG (art. 35(2) AVG); an approval of which not even the day is known may."""
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.state not in _APPROVED or dpia.fg_advice_on or dpia.fg_advice.strip():
            continue
        shown = (_state(use), say.day("Datum van het besluit", dpia.decided_on, use=use))
        advice = say.missing("Advies van de FG", use=use)
        if dpia.decided_on is None:
            yield say.unsure("DP05", use, advice, *shown)
        else:
            yield say.found("DP05", use, Severity.RED, advice, *shown)


def high_residual(facts: BoardFacts) -> Iterator[Finding]:
    """DP09: a high risk remains after measures and the authority was not consulted (art. 36 AVG)."""
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.consulted_on or dpia.state in (DpiaState.REJECTED, DpiaState.NOT_REQUIRED):
            continue
        if dpia.residual in _HIGH:
            asked = say.missing("Autoriteit geraadpleegd op", use=use)
            risk = say.concept("Hoogste restrisico", "risk-levels", dpia.residual, source="risico's in het dossier")
            yield say.found("DP09", use, Severity.RED, risk, asked, _state(use))
        elif dpia.state in _APPROVED and dpia.residual in (None, RiskLevel.UNKNOWN):
            yield say.unsure("DP09", use, say.missing("Hoogste restrisico", use=use), _state(use))


def measures_overdue(facts: BoardFacts) -> Iterator[Finding]:
    """DP10: a measure is open after the day it was due; one without a day cannot be held to any."""
    for use in _processing(facts):
        late = [one for one in use.dpia.open_measures if one.due and one.due < facts.today]
        undated = [one for one in use.dpia.open_measures if one.due is None]
        if late:
            yield say.found("DP10", use, Severity.ORANGE, *(fact for one in late for fact in _measure(one, use)))
        elif undated:
            yield say.unsure("DP10", use, *(fact for one in undated for fact in _measure(one, use)))


def _processing(facts: BoardFacts) -> Iterator[UseFacts]:
    for use in facts.uses:
        if use.running_or_planned and use.personal_data is not Known.NO:
            yield use


def _state(use: UseFacts) -> Fact:
    return say.concept("Status van de DPIA", "dpia-states", use.dpia.state, use=use)


def _criteria(use: UseFacts) -> Iterator[Fact]:
    for code in use.dpia.wp248_hits:
        yield say.concept("Criterium dat geldt", "wp248-criteria", code, source="screening", use=use)


def _measure(one: MeasureFact, use: UseFacts) -> tuple[Fact, Fact]:
    return say.text("Open maatregel", one.text, use=use), say.day("Uiterlijk", one.due, use=use)


DOSSIER_RULES = (
    Rule(
        code="DP03",
        theme="dpia",
        title="Eén criterium, en niet beredeneerd",
        severity=Severity.ORANGE,
        explanation="Eén criterium van WP248 geldt. Dan is een DPIA niet vanzelf verplicht, maar het bestuur moet "
        "beredeneren of zij nodig is. Dat besluit ontbreekt. Onbekend als nog criteria open staan.",
        remedy="Weeg het criterium, en leg met reden vast of een DPIA wordt gedaan.",
        sources=(
            Source("WP248 rev.01", "https://wiki.geant.org/pages/viewpage.action?pageId=131634710"),
            Source("AVG, artikel 35 lid 1", _AVG),
        ),
        check=unweighed,
        norms=("wp248-dpia-score",),
    ),
    Rule(
        code="DP05",
        theme="dpia",
        title="Goedgekeurd zonder advies van de FG",
        severity=Severity.RED,
        explanation="De DPIA is goedgekeurd en er is geen advies van de functionaris gegevensbescherming vastgelegd. "
        "Onbekend als van het besluit zelf niet eens de dag bekend is, zoals bij een overgenomen register.",
        remedy="Vraag de FG alsnog om advies, en neem het besluit opnieuw met dat advies erbij.",
        sources=(Source("AVG, artikel 35 lid 2", _AVG),),
        check=approved_without_advice,
    ),
    Rule(
        code="DP09",
        theme="dpia",
        title="Hoog restrisico zonder voorafgaande raadpleging",
        severity=Severity.RED,
        explanation="Na de maatregelen blijft een hoog risico over. Dan moet het bestuur de Autoriteit "
        "Persoonsgegevens raadplegen vóór de verwerking begint. Onbekend als de DPIA is goedgekeurd zonder dat "
        "vastligt welk risico overblijft.",
        remedy="Neem meer maatregelen, raadpleeg de autoriteit, of wijs de verwerking af. Ontbreken de risico's in "
        "het dossier, schat ze dan in.",
        sources=(Source("AVG, artikel 36 lid 1", _AVG),),
        check=high_residual,
    ),
    Rule(
        code="DP10",
        theme="dpia",
        title="Maatregel over de datum",
        severity=Severity.ORANGE,
        explanation="Een maatregel uit een beoordeling staat nog open terwijl de afgesproken dag voorbij is. "
        "Onbekend als bij een open maatregel geen dag is afgesproken.",
        remedy="Voer de maatregel uit en leg het bewijs vast, of spreek een nieuwe dag af.",
        sources=(
            Source("AVG, artikel 35 lid 7 onder d", _AVG),
            Source("SIVON, DPIA's: centraal deel en lokaal deel", "https://sivon.nl/dpia/"),
        ),
        check=measures_overdue,
    ),
)

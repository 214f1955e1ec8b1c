"""Rules on the DPIA of a use: screening, duty, reasons, local part and review (art. 35 AVG)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from swc.dpia.kinds import DpiaState, Duty
from swc.risk.facts import BoardFacts, DpiaFacts, Known, UseFacts
from swc.risk.kinds import Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source

_AVG_35 = Source("AVG, artikel 35", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
_AVG_35_11 = Source("AVG, artikel 35 lid 11", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
_SIVON = Source("SIVON, DPIA's: centraal deel en lokaal deel", "https://sivon.nl/dpia/")

_DONE = frozenset({DpiaState.APPROVED, DpiaState.APPROVED_CONDITIONALLY})
_CONCLUDED = _DONE | {DpiaState.NOT_REQUIRED}


def no_screening(facts: BoardFacts) -> Iterator[Finding]:
    """DP01: nobody looked whether a DPIA is due (art. 35(1) AVG); unknown personal data are no excuse."""
    for use in _processing(facts):
        if use.dpia.state is not DpiaState.NOT_ASSESSED:
            continue
        shown = (say.personal_data(use), _state(use), say.status(use))
        if use.personal_data is Known.YES:
            yield say.found("DP01", use, Severity.GREY, *shown)
        else:
            yield say.unsure("DP01", use, *shown)


def dpia_missing(facts: BoardFacts) -> Iterator[Finding]:
    """DP02: a DPIA is due (AP list or WP248 score) and is not done; orange before the start or while in review."""
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.state in _DONE or _reasoned_no(dpia):
            continue
        if dpia.duty is Duty.REQUIRED:
            shown = (*_hits(use), _norm(facts), _state(use), say.status(use))
            heavy = use.active and dpia.state is not DpiaState.REVIEW
            yield say.found("DP02", use, Severity.RED if heavy else Severity.ORANGE, *shown)
        elif dpia.duty is Duty.UNKNOWN and dpia.state is not DpiaState.NOT_ASSESSED:
            yield say.unsure("DP02", use, say.missing("Criteria voor een DPIA", use=use), _state(use))


def bare_not_required(facts: BoardFacts) -> Iterator[Finding]:
    """DP04: "niet nodig" without a reason, a date or the FG's view; not recorded is not accounted for."""
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.state is not DpiaState.NOT_REQUIRED:
            continue
        reason = say.text("Reden", dpia.reason, use=use) if dpia.reason.strip() else say.missing("Reden", use=use)
        if not (dpia.reason.strip() and dpia.decided_on and dpia.fg_seen_on):
            shown = (
                _state(use),
                reason,
                say.day("Datum van het besluit", dpia.decided_on, use=use),
                say.day("Gezien door de FG op", dpia.fg_seen_on, use=use),
            )
            yield say.found("DP04", use, Severity.ORANGE, *shown)


def local_part_missing(facts: BoardFacts) -> Iterator[Finding]:
    """DP06: a central DPIA exists, but the board's local part or measures are not recorded."""
    for use in _processing(facts):
        dpia, central = use.dpia, use.product.central
        own_work = dpia.state in _DONE and dpia.cited_key is None
        if central is None or own_work or dpia.state is DpiaState.NOT_REQUIRED:
            continue
        if dpia.local_part_on and dpia.local_measures_on:
            continue
        shown = (
            _central(use),
            say.day("Lokaal deel vastgesteld op", dpia.local_part_on, use=use),
            say.day("Lokale maatregelen vastgesteld op", dpia.local_measures_on, use=use),
            say.personal_data(use),
        )
        if use.personal_data is Known.YES:
            yield say.found("DP06", use, Severity.ORANGE, *shown)
        else:
            yield say.unsure("DP06", use, *shown)


def central_is_newer(facts: BoardFacts) -> Iterator[Finding]:
    """DP07: the central DPIA has a newer version than the one the board decided on (art. 35(11) AVG)."""
    for use in _processing(facts):
        if use.product.central is None or use.dpia.state not in _CONCLUDED:
            continue
        newer = _central_newer(use)
        shown = (_central(use), _central_date(use), _cited(use), _decided(use))
        if newer is Known.YES:
            yield say.found("DP07", use, Severity.ORANGE, *shown)
        elif newer is Known.UNKNOWN:
            yield say.unsure("DP07", use, *shown)


def review_overdue(facts: BoardFacts) -> Iterator[Finding]:
    """DP08: the review date has passed, or the decision is older than the customary maximum (a norm, not law)."""
    norm = facts.norm("dpia-review-years")
    for use in _processing(facts):
        dpia = use.dpia
        if dpia.state not in _CONCLUDED:
            continue
        shown = (_decided(use), say.day("Herziening vóór", dpia.review_due, use=use), say.norm("Termijn", norm))
        if _overdue(dpia, facts.today, int(norm.value)):
            yield say.found("DP08", use, Severity.ORANGE, *shown)
        elif dpia.review_due is None and dpia.decided_on is None:
            yield say.unsure("DP08", use, *shown)


def _processing(facts: BoardFacts) -> Iterator[UseFacts]:
    """Yield the uses that process or are going to process data that may be personal."""
    for use in facts.uses:
        if use.running_or_planned and use.personal_data is not Known.NO:
            yield use


def _reasoned_no(dpia: DpiaFacts) -> bool:
    """Say whether "not required" stands: WP248 leaves room for a reasoned no, the AP list does not."""
    return dpia.state is DpiaState.NOT_REQUIRED and not dpia.ap_hits


def _overdue(dpia: DpiaFacts, today: date, years: int) -> bool:
    if dpia.review_due is not None and dpia.review_due < today:
        return True
    return dpia.decided_on is not None and _years_later(dpia.decided_on, years) < today


def _years_later(day: date, years: int) -> date:
    """Return the same day some years later (28 February for a leap day)."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


def _central_newer(use: UseFacts) -> Known:
    """Compare by version number where the board cites the central DPIA, else by date."""
    dpia, central = use.dpia, use.product.central
    if central is None:
        return Known.NO
    if dpia.cited_key == central.key and dpia.cited_number is not None:
        return Known.YES if dpia.cited_number < central.number else Known.NO
    if dpia.decided_on is None or central.effective_on is None:
        return Known.UNKNOWN
    return Known.YES if dpia.decided_on < central.effective_on else Known.NO


def _state(use: UseFacts) -> Fact:
    return say.concept("Status van de DPIA", "dpia-states", use.dpia.state, use=use)


def _decided(use: UseFacts) -> Fact:
    return say.day("Datum van het besluit", use.dpia.decided_on, use=use)


def _hits(use: UseFacts) -> tuple[Fact, ...]:
    pairs = [("ap-list", code) for code in use.dpia.ap_hits] + [
        ("wp248-criteria", code) for code in use.dpia.wp248_hits
    ]
    return tuple(
        say.concept("Criterium dat geldt", scheme, code, source="screening", use=use) for scheme, code in pairs
    )


def _norm(facts: BoardFacts) -> Fact:
    return say.norm("Een DPIA is in de regel nodig vanaf", facts.norm("wp248-dpia-score"))


def _central(use: UseFacts) -> Fact | None:
    central = use.product.central
    if central is None:
        return None
    name = f"{central.title} ({central.number})"
    source = central.source or say.CATALOGUE
    return Fact("Centrale DPIA (versie)", name, source=source, target_kind="central-dpia", target_key=central.key)


def _central_date(use: UseFacts) -> Fact:
    effective = use.product.central.effective_on if use.product.central else None
    return say.day("Datum van de nieuwste versie", effective, source=say.CATALOGUE)


def _cited(use: UseFacts) -> Fact:
    if use.dpia.cited_number is None:
        return say.missing("Versie waarop het bestuur bouwt", use=use)
    return say.number("Versie waarop het bestuur bouwt", use.dpia.cited_number, use=use)


DPIA_RULES = (
    Rule(
        code="DP01",
        theme="dpia",
        title="Nog niet gescreend op een DPIA",
        severity=Severity.GREY,
        explanation="Deze applicatie verwerkt persoonsgegevens, of dat is niet uit te sluiten, en niemand heeft "
        "nog vastgelegd of een DPIA nodig is. Het signaal geldt ook vóór de start: de beoordeling "
        "hoort aan de verwerking vooraf te gaan.",
        remedy="Leg vast of de applicatie persoonsgegevens verwerkt en doorloop de criteria bij de applicatie.",
        sources=(Source("AVG, artikel 35 lid 1", _AVG_35.url),),
        check=no_screening,
    ),
    Rule(
        code="DP02",
        theme="dpia",
        title="DPIA nodig, maar niet afgerond",
        severity=Severity.RED,
        explanation="Een verwerking van de lijst van de Autoriteit Persoonsgegevens, of genoeg criteria van "
        "WP248, maakt een DPIA verplicht; er is er geen die is goedgekeurd. Oranje zolang de "
        "applicatie nog niet in gebruik is of een eerdere beoordeling wordt herzien. Onbekend als de "
        "screening loopt en criteria nog open staan; wie nog niet begon met screenen ziet DP01.",
        remedy="Voer de DPIA uit, vraag het advies van de FG en leg het besluit vast. Is een criterium ten "
        "onrechte geraakt, beantwoord het dan met een reden.",
        sources=(
            _AVG_35,
            Source(
                "Lijst van de Autoriteit Persoonsgegevens (Stcrt. 27 november 2019)",
                "https://www.autoriteitpersoonsgegevens.nl/nl/zelf-doen/data-protection-impact-assessment-dpia",
            ),
            Source("WP248 rev.01", "https://wiki.geant.org/pages/viewpage.action?pageId=131634710"),
        ),
        check=dpia_missing,
        norms=("wp248-dpia-score",),
    ),
    Rule(
        code="DP04",
        theme="dpia",
        title="“Niet nodig” zonder reden, datum of blik van de FG",
        severity=Severity.ORANGE,
        explanation="Geen DPIA doen mag, mits beredeneerd en bewaard: met reden, datum en de FG die het zag. Wat "
        "niet is vastgelegd, geldt hier als ontbrekend.",
        remedy="Vul de reden, de datum en de dag waarop de FG het besluit zag aan bij de applicatie.",
        sources=(
            Source(
                "Model DPIA po, vo en mbo, versie 0.99 (12 november 2020)",
                "https://5dok.net/document/q2n3eop2-handleiding-en-model-data-protection-impact-assessment-dpia.html",
            ),
            Source("WP248 rev.01", "https://wiki.geant.org/pages/viewpage.action?pageId=131634710"),
        ),
        check=bare_not_required,
    ),
    Rule(
        code="DP06",
        theme="dpia",
        title="Centrale DPIA zonder lokaal deel",
        severity=Severity.ORANGE,
        explanation="Voor dit product bestaat een centrale DPIA. Die geldt nooit vanzelf als gedaan: het bestuur "
        "moet het lokale deel en de lokale maatregelen zelf vaststellen.",
        remedy="Neem de centrale DPIA over bij de applicatie, stel het lokale deel vast en voer de maatregelen uit.",
        sources=(_SIVON,),
        check=local_part_missing,
    ),
    Rule(
        code="DP07",
        theme="dpia",
        title="Centrale DPIA is nieuwer dan het besluit",
        severity=Severity.ORANGE,
        explanation="Na het besluit van het bestuur verscheen een nieuwere versie van de centrale DPIA. Risico's "
        "of maatregelen kunnen zijn veranderd.",
        remedy="Lees de nieuwe versie, beoordeel opnieuw en leg vast op welke versie het bestuur nu bouwt.",
        sources=(_AVG_35_11,),
        check=central_is_newer,
    ),
    Rule(
        code="DP08",
        theme="dpia",
        title="Herziening van de DPIA is verlopen",
        severity=Severity.ORANGE,
        explanation="De afgesproken herzieningsdatum is voorbij, of het besluit is ouder dan de gebruikelijke "
        "termijn. De wet noemt geen termijn: herzien moet als het risico verandert. De termijn is een "
        "gewoonte en een instelling.",
        remedy="Herzie de beoordeling en leg een nieuwe herzieningsdatum vast.",
        sources=(_AVG_35_11,),
        check=review_overdue,
        norms=("dpia-review-years",),
    ),
)

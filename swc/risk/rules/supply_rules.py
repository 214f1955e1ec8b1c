"""Rules on leaving and on who stands behind: exit plans, owners, and sub-processors below what cannot be missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from swc.landscape.contracts.rules import plus_months
from swc.landscape.kinds import Criticality, SettingAnswer
from swc.risk.facts import BoardFacts, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject
from swc.risk.rules.evidence import Gap
from swc.risk.supply_facts import OwnerFact, SubFact

_CRITICAL = frozenset({Criticality.HIGH, Criticality.CRITICAL})
PRIVATE_EQUITY = "private-equity"
"""Code of scheme `ownership-kinds`."""


def no_way_out(facts: BoardFacts) -> Iterator[Finding]:
    """VD03: no exit plan, or an export that was not tried lately, of what the board cannot miss.

    A plan that the board says it does not have is told of any application; what nobody recorded is told once for the
    board, of critical applications and of those of which nobody recorded how critical they are.
    """
    norm = facts.norm("export-test-months")
    since = plus_months(facts.today, -int(norm.value))
    unknown = []
    for use in facts.active:
        critical = use.criticality in _CRITICAL
        severity = Severity.RED if critical else Severity.ORANGE
        if use.exit.plan is SettingAnswer.NO:
            yield say.found("VD03", use, severity, _plan(use), _importance(use))
        elif use.exit.plan is SettingAnswer.NOT_APPLICABLE or not (critical or use.criticality is None):
            continue
        elif use.exit.plan is None:
            unknown.append(Gap(use, "Uitstapplan" if critical else "Belang en uitstapplan"))
        elif critical and (use.exit.export_tested_on is None or use.exit.export_tested_on < since):
            tested = say.day("Laatste proef met uitvoer van gegevens", use.exit.export_tested_on, use=use)
            yield say.found("VD03", use, Severity.ORANGE, tested, say.norm("Een proef telt", norm), _importance(use))
    yield from say.gaps("VD03", facts, unknown)


def owner_on_the_move(facts: BoardFacts) -> Iterator[Finding]:
    """VD06: the owner changed lately, or is an investor that usually sells again; a signal to watch, no fault.

    Each vendor is told once. Owners that nobody checked, and of whom nobody knows since when, are told once for the
    board.
    """
    norm = facts.norm("owner-change-months")
    since = plus_months(facts.today, -int(norm.value))
    unchecked: dict[str, str] = {}
    for use in _each_vendor(facts):
        vendor = use.vendor
        subject = Subject(FlagSubject.VENDOR, vendor.key or "", vendor.name)
        fresh = [one for one in vendor.owners if one.since is not None and since < one.since <= facts.today]
        invested = [one for one in vendor.owners if one.kind == PRIVATE_EQUITY]
        if fresh:
            shown = (_since(one) for one in fresh)
            yield say.found("VD06", subject, Severity.ORANGE, *shown, *_investors(invested), say.norm("Termijn", norm))
        elif invested:
            yield say.found("VD06", subject, Severity.GREY, *_investors(invested))
        elif not vendor.group_known or any(one.since is None for one in vendor.owners):
            unchecked[vendor.key or ""] = vendor.name
    nobody = [use for use in facts.active if use.vendor.key is None]
    if unchecked or nobody:
        yield say.unsure("VD06", say.board(facts), *_unchecked(unchecked, nobody))


def shared_below(facts: BoardFacts) -> Iterator[Finding]:
    """VD08: one sub-processor below several applications that the board cannot miss: hidden concentration.

    Told once for the board where missing sub-processors, or an importance that nobody recorded, could make it so.
    """
    norm = facts.norm("vd08-min-critical")
    critical = [use for use in facts.active if use.criticality in _CRITICAL]
    unweighed = [use for use in facts.active if use.criticality is None]
    below = _below(critical)
    found = [one for one in sorted(below, key=lambda sub: (sub.name, sub.key)) if len(below[one]) >= norm.value]
    for one in found:
        subject = Subject(FlagSubject.SUB_PROCESSOR, one.key, one.name)
        shown = (say.text("Kritieke applicatie daarboven", use.name, use=use) for use in below[one])
        yield say.found("VD08", subject, Severity.ORANGE, *shown, say.norm("Vanaf", norm))
    silent = [use for use in critical if not use.product.sub_processors]
    most = _most_possible(below, _below(unweighed), len(silent), unweighed, set(found))
    if most >= norm.value:
        missing = [Gap(use, "Subverwerkers van een kritieke applicatie") for use in silent]
        yield from say.gaps("VD08", facts, [*missing, *(Gap(use, "Belang van de applicatie") for use in unweighed)])


def _below(uses: Iterable[UseFacts]) -> dict[SubFact, list[UseFacts]]:
    """Return the uses above each sub-processor."""
    found: dict[SubFact, list[UseFacts]] = defaultdict(list)
    for use in uses:
        for one in use.product.sub_processors:
            found[one].append(use)
    return found


def _most_possible(
    critical: Mapping[SubFact, list[UseFacts]],
    maybe: Mapping[SubFact, list[UseFacts]],
    silent: int,
    unweighed: list[UseFacts],
    told: set[SubFact],
) -> int:
    """Return how many critical uses could turn out to stand above one sub-processor that is not told yet.

    Nothing where nothing is missing: then what is known is all there is.
    """
    loose = silent + sum(not use.product.sub_processors for use in unweighed)
    named = [len(critical.get(one, ())) + len(maybe.get(one, ())) for one in {*critical, *maybe} - told]
    return loose + max(named, default=0) if silent or unweighed else 0


def _each_vendor(facts: BoardFacts) -> Iterator[UseFacts]:
    """Yield one active use of every known vendor, by name of the vendor."""
    first: dict[str, UseFacts] = {}
    for use in facts.active:
        if use.vendor.key is not None:
            first.setdefault(use.vendor.key, use)
    yield from sorted(first.values(), key=lambda use: (use.vendor.name, use.vendor.key))


def _plan(use: UseFacts) -> Fact:
    return say.word("Uitstapplan", "nee", use=use)


def _importance(use: UseFacts) -> Fact:
    if use.criticality is None:
        return say.missing("Belang van de applicatie", use=use)
    return say.concept("Belang van de applicatie", "criticality", use.criticality, use=use)


def _since(one: OwnerFact) -> Fact:
    day = one.since or date.min
    return Fact("Nieuwe eigenaar sinds", day.isoformat(), EvidenceForm.DATE, "", say.CATALOGUE, "vendor", one.owner_key)


def _investors(owners: list[OwnerFact]) -> Iterator[Fact]:
    for one in owners:
        yield Fact(
            "Investeerder als eigenaar", one.owner, EvidenceForm.TEXT, "", say.CATALOGUE, "vendor", one.owner_key
        )


def _unchecked(vendors: dict[str, str], nobody: list[UseFacts]) -> Iterator[Fact]:
    for key, name in sorted(vendors.items(), key=lambda pair: (pair[1], pair[0]))[: say.NAMED]:
        label = "Leverancier waarvan eigenaar of begin daarvan onbekend is"
        yield Fact(label, name, source=say.CATALOGUE, target_kind="vendor", target_key=key)
    if nobody:
        yield say.number("Applicaties met onbekende leverancier", len(nobody), source=say.CATALOGUE)


_DATA_ACT = Source(
    "Verordening (EU) 2023/2854 (Dataverordening), hoofdstuk VI",
    "https://eur-lex.europa.eu/eli/reg/2023/2854/oj",
)
_LETTER = Source(
    "Kamerstuk 32034, nr. 54 (22 november 2024)", "https://zoek.officielebekendmakingen.nl/kst-32034-54.html"
)

SUPPLY_RULES = (
    Rule(
        code="VD03",
        theme="vendor",
        title="Geen uitstapplan, of de uitvoer van gegevens is niet beproefd",
        severity=Severity.RED,
        explanation="Van wat het bestuur niet kan missen hoort vast te staan hoe het ervan af kan: een plan, en een "
        "uitvoer van de gegevens die onlangs is beproefd. Rood als een kritieke applicatie geen plan heeft, oranje "
        "als de proef ontbreekt of oud is. Onbekend als van een kritieke applicatie, of van een waarvan het belang "
        "niet is vastgelegd, niets over uitstappen is ingevuld.",
        remedy="Maak een uitstapplan en probeer de uitvoer van gegevens een keer uit; leg de dag vast.",
        sources=(_DATA_ACT,),
        check=no_way_out,
        norms=("export-test-months",),
    ),
    Rule(
        code="VD06",
        theme="vendor",
        title="De eigenaar van een leverancier wisselde, of is een investeerder",
        severity=Severity.ORANGE,
        explanation="Een wisseling van eigenaar kan voorwaarden, prijs of koers veranderen, en een investeerder "
        "verkoopt doorgaans weer. Dit is informatie om te volgen, geen oordeel over de leverancier. Oranje na een "
        "wisseling binnen de termijn, grijs bij een investeerder. Onbekend als de eigenaar, of sinds wanneer die "
        "het is, niet is nagegaan.",
        remedy="Kijk of het contract iets zegt over een wisseling van eigenaar, en of een uitstapplan klaarligt.",
        sources=(_LETTER,),
        check=owner_on_the_move,
        norms=("owner-change-months",),
    ),
    Rule(
        code="VD08",
        theme="vendor",
        title="Eén subverwerker onder meerdere kritieke applicaties",
        severity=Severity.ORANGE,
        explanation="Applicaties van verschillende leveranciers kunnen op dezelfde onderliggende partij draaien; valt "
        "die weg, dan vallen ze samen weg. Onbekend als van kritieke applicaties geen subverwerkers zijn vastgelegd.",
        remedy="Vraag de leveranciers naar hun voorziening bij uitval van die partij, en neem het mee in de "
        "continuïteitsplannen.",
        sources=(Source("Art. 28, lid 2 en 4 AVG", "https://eur-lex.europa.eu/eli/reg/2016/679/oj"),),
        check=shared_below,
        norms=("vd08-min-critical",),
    ),
)

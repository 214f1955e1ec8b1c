"""Rules on dependency on vendors: concentration, open standards, announced ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from swc.dependency.rules import hhi, hhi_bounds
from swc.landscape.kinds import Criticality
from swc.risk.facts import BoardFacts, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject

_CRITICAL = frozenset({Criticality.HIGH, Criticality.CRITICAL})
_SHOWN_GROUPS = 3


class Market(NamedTuple):
    """The uses of one component over boards: groups of known vendors, and how many uses have an unknown one."""

    component: str
    boards: int
    groups: tuple[str, ...]
    unknown: int

    @property
    def hhi(self) -> int:
        """Return the index over the groups of known vendors."""
        return hhi(Counter(self.groups).values())


def markets(placed: Mapping[str, Iterable[tuple[str, str | None]]], *, least_boards: int) -> tuple[Market, ...]:
    """Return the components that enough boards use, from (board, vendor group) pairs per component.

    VD01 for the sector: per component, and never from so few boards that one of them could be read from it.
    """
    found = []
    for component, pairs in placed.items():
        uses = tuple(pairs)
        boards = len({board for board, _group in uses})
        groups = tuple(group for _board, group in uses if group is not None)
        if boards >= least_boards:
            found.append(Market(component, boards, groups, len(uses) - len(groups)))
    return tuple(found)


def concentration(facts: BoardFacts) -> Iterator[Finding]:
    """VD01: few vendor groups carry the landscape; HHI over ultimate parents, as an indicator (EC, 2004/C 31/03)."""
    uses, norm, least = facts.active, facts.norm("hhi-high"), facts.norm("vd01-min-uses")
    known = _per_group(uses)
    loose = len(uses) - sum(known.values())
    if len(uses) < least.value:
        return
    unsettled = _unsettled(uses)
    lowest, highest = hhi_bounds(known, loose=loose, unsettled=unsettled)
    if highest <= norm.value:
        return
    figure = hhi(known.values())
    shown = (
        say.number("Concentratie (HHI) over bekende groepen", figure, source="berekend"),
        say.norm("Hoog geconcentreerd boven", norm),
        *_largest(uses, known),
        say.number("Applicaties met onbekende leverancier", loose, source=say.CATALOGUE) if loose else None,
        _unchecked(sum(known[key] for key in unsettled)),
    )
    subject = Subject(FlagSubject.BOARD, facts.number, facts.name)
    if min(lowest, figure) > norm.value and sum(known.values()) >= least.value:
        yield say.found("VD01", subject, Severity.ORANGE, *shown)
    else:
        yield say.unsure("VD01", subject, *shown)


def critical_dependency(facts: BoardFacts) -> Iterator[Finding]:
    """VD02: one ultimate parent carries more than the norm of what the board cannot miss.

    Criticality that nobody recorded, or an unknown vendor, may hide such a group: then the board gets one flag that
    says so.
    """
    norm, least = facts.norm("vd02-group-share"), facts.norm("vd02-min-critical")
    critical = [use for use in facts.active if use.criticality in _CRITICAL]
    unweighed = [use for use in facts.active if use.criticality is None]
    counts, names = _per_group(critical), _names(facts.active)
    size = (
        say.number("Kritieke applicaties in totaal", len(critical)),
        say.norm("Grens", norm),
        say.number("Applicaties zonder vastgelegd belang", len(unweighed)) if unweighed else None,
    )
    for key, count in sorted(counts.items()):
        if len(critical) >= least.value and count / (len(critical) + len(unweighed)) * 100 > norm.value:
            subject = Subject(FlagSubject.VENDOR, key, names[key])
            mine = say.number("Kritieke applicaties van deze groep", count)
            yield say.found("VD02", subject, Severity.ORANGE, mine, *size)
            return
    maybe = _per_group(unweighed)
    loose = Loose(len(critical), len(critical) - sum(counts.values()), len(unweighed) - sum(maybe.values()))
    possible = [key for key in sorted(names) if _may_exceed(counts[key], maybe[key], loose, norm.value, least.value)]
    if possible or _may_exceed(0, 0, loose, norm.value, least.value):
        shown = (say.text("Mogelijk overheersende groep", names[key], source=say.CATALOGUE) for key in possible[:5])
        yield say.unsure("VD02", Subject(FlagSubject.BOARD, facts.number, facts.name), *size, *shown)


def closed_exchange(facts: BoardFacts) -> Iterator[Finding]:
    """VD05: no open standard known for the core exchange of a component (for instance LAS: OSO, UWLR, ROD)."""
    for use in facts.active:
        wanted = {code for one in use.components for code in facts.reference.core_standards.get(one.guid, ())}
        if not wanted:
            continue
        over = [one.standards for one in facts.couplings if use.id in (one.source_id, one.target_id)]
        have = use.product.standards.union(*over)
        lacking = sorted(wanted - have)
        if not lacking:
            continue
        shown = (
            *(
                say.concept("Verwachte standaard, niet vastgelegd", "standards", code, source=say.FORA)
                for code in lacking
            ),
            *(say.concept("Vastgelegde standaard", "standards", code, source=say.CATALOGUE) for code in sorted(have)),
        )
        if have and not wanted & have:
            yield say.found("VD05", use, Severity.ORANGE, *shown)
        else:
            yield say.unsure("VD05", use, *shown)


def announced_end(facts: BoardFacts) -> Iterator[Finding]:
    """VD07: the vendor announced the end of the product or of the version in use, or stopped with it already."""
    for use in facts.uses:
        product = use.product
        if not use.running_or_planned:
            continue
        if product.end_of_life or product.version_end or product.version_unsupported:
            yield say.found("VD07", use, Severity.RED, _end(use), *_version(use), say.status(use))
        elif not product.version and product.other_version_ends:
            ends = tuple(
                say.day("Einde ondersteuning van een versie", last, source=say.CATALOGUE)
                for _name, last in product.other_version_ends
            )
            yield say.unsure("VD07", use, say.missing("Versie in gebruik", use=use), *ends)


def _per_group(uses: Iterable[UseFacts]) -> Counter[str]:
    return Counter(use.vendor.group_key for use in uses if use.vendor.group_key)


def _unsettled(uses: Iterable[UseFacts]) -> set[str]:
    """Return the groups whose top owner nobody checked."""
    return {use.vendor.group_key for use in uses if use.vendor.group_key and not use.vendor.group_known}


def _unchecked(number: int) -> Fact | None:
    """Return how many uses have an owner nobody checked: they may all turn out to belong to one group."""
    return (
        say.number("Applicaties waarvan de eigenaar niet is nagegaan", number, source=say.CATALOGUE) if number else None
    )


def _names(uses: Iterable[UseFacts]) -> dict[str, str]:
    return {use.vendor.group_key: use.vendor.group_name for use in uses if use.vendor.group_key}


def _largest(uses: tuple[UseFacts, ...], known: Counter[str]) -> tuple[Fact, ...]:
    """Return the largest groups with their share of the uses whose vendor is known."""
    names, total = _names(uses), sum(known.values())
    ordered = sorted(known, key=lambda key: (-known[key], key))[:_SHOWN_GROUPS]
    return tuple(
        Fact(
            "Aandeel van een groep",
            f"{names[key]}: {known[key]}/{total}",
            source=say.CATALOGUE,
            target_kind="vendor",
            target_key=key,
        )
        for key in ordered
    )


class Loose(NamedTuple):
    """Critical uses in all, and how many uses of an unknown vendor are critical or may be."""

    critical: int
    vendorless: int
    vendorless_unweighed: int


def _may_exceed(critical: int, unweighed: int, loose: Loose, share: float, least: float) -> bool:
    """Say whether a group exceeds the share if every missing fact turns out its way."""
    maybe = unweighed + loose.vendorless_unweighed
    total = loose.critical + maybe
    return total >= least and (critical + loose.vendorless + maybe) / total * 100 > share


def _end(use: UseFacts) -> Fact | None:
    product = use.product
    if product.end_of_life is None:
        return None
    return Fact(
        "Aangekondigd einde van het product",
        product.end_of_life.isoformat(),
        EvidenceForm.DATE,
        source=product.end_of_life_source or say.CATALOGUE,
        target_kind="product",
        target_key=product.key,
    )


def _version(use: UseFacts) -> Iterator[Fact]:
    """Yield what the catalogue says of the end of the version in use; nothing when it goes on."""
    product = use.product
    if product.version_end is None and not product.version_unsupported:
        return
    yield say.text("Versie in gebruik", product.version, use=use)
    if product.version_status:
        yield say.concept(
            "Status van de versie in gebruik", "version-status", product.version_status, source=say.CATALOGUE
        )
    yield say.day("Einde ondersteuning van de versie in gebruik", product.version_end, source=say.CATALOGUE)


_EC = Source(
    "Europese Commissie, richtsnoeren horizontale fusies (2004/C 31/03)",
    "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:52004XC0205(02)",
)

VENDOR_RULES = (
    Rule(
        code="VD01",
        theme="vendor",
        title="Het landschap leunt op weinig leveranciersgroepen",
        severity=Severity.ORANGE,
        explanation="Het aandeel van elke uiteindelijke eigenaar in alle applicaties die in gebruik zijn, "
        "samengevat als HHI (som van de kwadraten van de aandelen in procenten). De maat komt uit het "
        "mededingingsrecht en is hier een aanwijzing, geen bewijs. Applicaties met een onbekende "
        "leverancier tellen niet mee in het getal; kunnen zij de uitkomst veranderen, dan is die "
        "onbekend. Onder het kleinste aantal applicaties zegt het getal niets.",
        remedy="Bespreek de afhankelijkheid, en vraag bij inkoop naar export, open standaarden en een uitstapplan. "
        "Is de uitkomst onbekend, laat dan eerst leveranciers en eigenaren in de catalogus aanvullen.",
        sources=(_EC,),
        check=concentration,
        norms=("hhi-high", "vd01-min-uses"),
    ),
    Rule(
        code="VD02",
        theme="vendor",
        title="Eén groep draagt meer dan de helft van wat kritiek is",
        severity=Severity.ORANGE,
        explanation="Eén uiteindelijke eigenaar levert meer dan de grens van de applicaties met belang hoog of "
        "kritiek. Het gaat om afhankelijkheid, niet om een fout van de leverancier. Onbekend als van "
        "te veel applicaties het belang niet is vastgelegd.",
        remedy="Leg van elke applicatie het belang vast en maak voor de kritieke een uitstapplan.",
        sources=(
            Source(
                "Kennisnet, inzicht in het applicatielandschap",
                "https://www.kennisnet.nl/informatiemanagement/inzicht-in-het-applicatielandschap/",
            ),
        ),
        check=critical_dependency,
        norms=("vd02-group-share", "vd02-min-critical"),
    ),
    Rule(
        code="VD05",
        theme="vendor",
        title="Geen open standaard voor de kern van de uitwisseling",
        severity=Severity.ORANGE,
        explanation="Voor dit soort systeem bestaan open standaarden (voor een leerlingadministratie bijvoorbeeld "
        "OSO, UWLR en ROD). Geen daarvan is vastgelegd, wat overstappen moeilijker maakt. Onbekend "
        "als een deel ontbreekt of als van het product geen standaarden zijn vastgelegd: de lijst van "
        "het product kan onvolledig zijn.",
        remedy="Vraag de leverancier welke standaarden het product ondersteunt en laat die met bron in de "
        "catalogus zetten.",
        sources=(Source("Edustandaard, standaarden en afspraken", "https://www.edustandaard.nl/"),),
        check=closed_exchange,
    ),
    Rule(
        code="VD07",
        theme="vendor",
        title="Einde van het product of de versie is aangekondigd",
        severity=Severity.RED,
        explanation="De leverancier heeft het einde van het product, of van de versie die in gebruik is, "
        "aangekondigd, of is daar al mee gestopt. Onbekend als er versies aflopen en niet is vastgelegd welke in "
        "gebruik is.",
        remedy="Plan de overstap: gegevens meenemen, koppelingen, contract en bewaartermijnen.",
        sources=(
            Source(
                "Kennisnet, inzicht in het applicatielandschap",
                "https://www.kennisnet.nl/informatiemanagement/inzicht-in-het-applicatielandschap/",
            ),
        ),
        check=announced_end,
    ),
)

"""Rules on identifying data: the citizen service number and names in learning material."""

from __future__ import annotations

from collections.abc import Iterator

from swc.catalogue.kinds import DataLevel
from swc.risk.facts import BoardFacts, CouplingFacts, Known, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject

_BSN = "P03"
_IDENTITY = "P01"
_PSEUDONYM_STANDARDS = frozenset({"eck-id", "uwlr"})
_TOO_LIGHT = {
    _BSN: frozenset({DataLevel.NONE, DataLevel.PSEUDONYM, DataLevel.ORDINARY}),
    _IDENTITY: frozenset({DataLevel.NONE, DataLevel.PSEUDONYM}),
}
"""The levels of a product that cannot hold a category (privacy notes, section 5.1)."""
_NATIONAL = frozenset({"rod", "oso"})
"""Exchanges that carry the number by law (register of pupils, transfer file)."""


def bsn_outside(facts: BoardFacts) -> Iterator[Finding]:
    """ID01: a citizen service number outside the systems that may hold it (art. 46 UAVG)."""
    allowed = facts.reference.bsn_allowed
    for use in facts.active:
        held, home = _holds(use, _BSN), _allowed(use, allowed)
        if held is Known.NO or home is Known.YES:
            continue
        shown = (*_category_facts(use, _BSN), *_components(use), _level(use))
        if held is Known.YES and home is Known.NO:
            yield say.found("ID01", use, Severity.RED, *shown)
        else:
            yield say.unsure("ID01", use, *shown)
    by_id = {use.id: use for use in facts.uses}
    for coupling in facts.couplings:
        yield from _bsn_over(coupling, by_id, allowed)


def name_in_learning_material(facts: BoardFacts) -> Iterator[Finding]:
    """ID03: learning material gets name or date of birth while the pseudonym ECK iD would do (UWLR 2.3)."""
    by_id = {use.id: use for use in facts.uses}
    for use in facts.active:
        if not any(one.guid in facts.reference.learning for one in use.components):
            continue
        incoming = [one for one in facts.couplings if use.id in one.receivers and _from_running(one, use, by_id)]
        gets_name, possible = _gets_name(use, incoming), _pseudonym_possible(use, incoming)
        if gets_name is Known.NO:
            continue
        shown = (*_category_facts(use, _IDENTITY), *_sent(incoming), *_components(use), _standards(use, incoming))
        if gets_name is Known.YES and possible:
            yield say.found("ID03", use, Severity.ORANGE, *shown)
        else:
            yield say.unsure("ID03", use, *shown)


def _holds(use: UseFacts, code: str) -> Known:
    """Say whether a use holds a category; what nobody confirmed is ruled out by a lighter level of the product."""
    held = use.category(code)
    return Known.NO if held is Known.UNKNOWN and use.data_level in _TOO_LIGHT[code] else held


def _allowed(use: UseFacts, allowed: frozenset[str]) -> Known:
    """Say whether a use is placed on components that may hold the number; not placed is unknown."""
    if not use.components:
        return Known.UNKNOWN
    return Known.YES if any(one.guid in allowed for one in use.components) else Known.NO


def _bsn_over(coupling: CouplingFacts, by_id: dict[str, UseFacts], allowed: frozenset[str]) -> Iterator[Finding]:
    """Look at the sides that receive the number over a coupling; an unnamed outside side stays unknown."""
    if _BSN not in coupling.categories or coupling.standards & _NATIONAL:
        return
    subject = Subject(FlagSubject.COUPLING, coupling.id, coupling.name, use_id=coupling.source_id)
    category = Fact("Categorie over de koppeling", _BSN, EvidenceForm.CONCEPT, "data-categories", say.BOARD)
    for receiver in coupling.receivers:
        use = by_id.get(receiver)
        home = _allowed(use, allowed) if use else Known.UNKNOWN
        if home is Known.YES:
            continue
        shown = (category, say.text("Ontvanger", use.name if use else coupling.target_name, use=use))
        if use and home is Known.NO:
            yield say.found("ID01", subject, Severity.RED, *shown, *_components(use))
        else:
            yield say.unsure("ID01", subject, *shown)
        return


def _from_running(coupling: CouplingFacts, use: UseFacts, by_id: dict[str, UseFacts]) -> bool:
    """Say whether the other side of a coupling runs (or is outside the board)."""
    other = coupling.source_id if coupling.source_id != use.id else coupling.target_id
    found = by_id.get(other or "")
    return found is None or found.active


def _gets_name(use: UseFacts, incoming: list[CouplingFacts]) -> Known:
    if any(_IDENTITY in one.categories for one in incoming):
        return Known.YES
    return _holds(use, _IDENTITY)


def _pseudonym_possible(use: UseFacts, incoming: list[CouplingFacts]) -> bool:
    """Say whether a pseudonym is known to be possible; lists of standards are never complete, so no proof of no."""
    standards = use.product.standards.union(*(one.standards for one in incoming))
    return bool(standards & _PSEUDONYM_STANDARDS) or use.category("P02") is Known.YES


def _category_facts(use: UseFacts, code: str) -> tuple[Fact, ...]:
    known = tuple(say.category(one, use) for one in use.categories if one.code == code)
    if known or use.category(code) is not Known.UNKNOWN:
        return known
    return (say.missing("Categorieën persoonsgegevens", use=use),)


def _sent(incoming: list[CouplingFacts]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            "Naam en geboortedatum over de koppeling",
            one.name,
            source=say.BOARD,
            target_kind="coupling",
            target_key=one.id,
        )
        for one in incoming
        if _IDENTITY in one.categories
    )


def _components(use: UseFacts) -> tuple[Fact, ...]:
    if not use.components:
        return (say.missing("Plaats op de FORA", use=use),)
    return tuple(
        Fact("Plaats op de FORA", one.name, source=say.BOARD, target_kind="fora", target_key=one.guid)
        for one in use.components
    )


def _level(use: UseFacts) -> Fact:
    if use.data_level is DataLevel.UNKNOWN:
        return say.missing_of_product("Niveau persoonsgegevens", use)
    return say.concept("Niveau persoonsgegevens", "data-levels", use.data_level, source=say.CATALOGUE)


def _standards(use: UseFacts, incoming: list[CouplingFacts]) -> Fact:
    found = sorted(use.product.standards.union(*(one.standards for one in incoming)) & _PSEUDONYM_STANDARDS)
    if not found:
        return say.missing_of_product("Ondersteunt ECK iD", use)
    return say.concept("Ondersteunt ECK iD", "standards", found[0], source=say.CATALOGUE)


_UAVG = "https://wetten.overheid.nl/BWBR0040940/"

IDENTITY_RULES = (
    Rule(
        code="ID01",
        theme="identity",
        title="BSN of onderwijsnummer buiten de systemen die dat mogen",
        severity=Severity.RED,
        explanation="Het nummer mag alleen worden verwerkt waar de wet dat regelt: de leerlingadministratie, de "
        "uitwisseling met DUO en de personeels- en salarisadministratie. Hier staat of gaat het "
        "daarbuiten. Onbekend als niet vaststaat welke gegevens erin staan of waar de applicatie voor "
        "dient.",
        remedy="Haal het nummer uit deze applicatie of koppeling (gebruik ECK iD), of verbeter de "
        "categorieën en de plaats op de FORA als die niet kloppen.",
        sources=(
            Source("UAVG, artikel 46", _UAVG),
            Source("Uitleg onderwijsnummer", "https://www.onderwijsconsument.nl/onderwijsnummer"),
        ),
        check=bsn_outside,
    ),
    Rule(
        code="ID03",
        theme="identity",
        title="Leermiddel krijgt naam of geboortedatum terwijl ECK iD kan",
        severity=Severity.ORANGE,
        explanation="Met ECK iD kan leermateriaal werken zonder naam en geboortedatum. Deze applicatie krijgt die "
        "toch. Onbekend als niet bevestigd is welke gegevens zij krijgt of dat het product ECK iD "
        "ondersteunt.",
        remedy="Vraag de leverancier de uitwisseling te beperken tot ECK iD en de smalle gegevensset van UWLR.",
        sources=(
            Source(
                "Wet pseudonimisering onderwijsdeelnemers (Stb. 2017, 508)",
                "https://zoek.officielebekendmakingen.nl/stb-2017-508.html",
            ),
            Source("Edustandaard, UWLR 2.3", "https://www.edustandaard.nl/"),
        ),
        check=name_in_learning_material,
    ),
)

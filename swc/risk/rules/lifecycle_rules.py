"""Rules on the shape of the landscape: overlap and gaps on the reference architecture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from swc.landscape.kinds import UsageStatus
from swc.risk.facts import BoardFacts, ComponentFact, UseFacts
from swc.risk.kinds import FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject


def overlaps(facts: BoardFacts) -> tuple[tuple[ComponentFact, tuple[UseFacts, ...]], ...]:
    """Return the components that two or more products serve which are there to stay, by name.

    A product that is being phased out does not count: that overlap is already ending.
    """
    placed: dict[ComponentFact, list[UseFacts]] = defaultdict(list)
    for use in facts.uses:
        if use.status is UsageStatus.IN_PRODUCTION:
            for component in use.components:
                placed[component].append(use)
    doubled = {one: uses for one, uses in placed.items() if len({use.product.key for use in uses}) > 1}
    return tuple((one, tuple(doubled[one])) for one in sorted(doubled, key=lambda one: (one.name, one.guid)))


def gaps(facts: BoardFacts) -> tuple[ComponentFact, ...]:
    """Return the expected components that no running or coming use serves; nothing where none are listed."""
    covered = {one.guid for use in facts.uses if use.running_or_planned for one in use.components}
    return tuple(one for one in facts.reference.expected or () if one.guid not in covered)


def double_product(facts: BoardFacts) -> Iterator[Finding]:
    """LC01: two or more products serve the same component; uses without a place may overlap too."""
    for component, uses in overlaps(facts):
        subject = Subject(FlagSubject.COMPONENT, component.guid, component.name)
        shown = (say.text("Applicatie op deze plek", use.name, use=use) for use in uses)
        yield say.found("LC01", subject, Severity.GREY, *shown)
    unplaced = _unplaced(facts)
    if unplaced:
        yield say.unsure("LC01", Subject(FlagSubject.BOARD, facts.number, facts.name), *_loose(unplaced))


def empty_component(facts: BoardFacts) -> Iterator[Finding]:
    """LC02: an expected component that nothing serves; unknown as long as uses without a place might.

    A landscape that nobody filled in is one unknown, not a gap for every component.
    """
    board = Subject(FlagSubject.BOARD, facts.number, facts.name)
    if facts.reference.expected is None:
        yield say.unsure("LC02", board, say.missing("Onderwijssector van het bestuur"))
        return
    if not facts.uses:
        yield say.unsure("LC02", board, say.missing("Applicaties in het landschap"))
        return
    unplaced = _unplaced(facts)
    for component in gaps(facts):
        subject = Subject(FlagSubject.COMPONENT, component.guid, component.name)
        expected = Fact(
            "Verwacht onderdeel", component.name, source=say.FORA, target_kind="fora", target_key=component.guid
        )
        if unplaced:
            number = say.number("Applicaties zonder plaats op de FORA", len(unplaced))
            yield say.unsure("LC02", subject, expected, number)
        else:
            served = say.word("Applicatie op deze plek", "geen")
            yield say.found("LC02", subject, Severity.GREY, expected, served)


def _unplaced(facts: BoardFacts) -> list[UseFacts]:
    return [use for use in facts.active if not use.components]


def _loose(uses: list[UseFacts]) -> Iterator[Fact]:
    yield say.number("Applicaties zonder plaats op de FORA", len(uses))
    for use in uses[:10]:
        yield say.text("Zonder plaats", use.name, use=use)


_KENNISNET = Source(
    "Kennisnet, inzicht in het applicatielandschap",
    "https://www.kennisnet.nl/informatiemanagement/inzicht-in-het-applicatielandschap/",
)

LIFECYCLE_RULES = (
    Rule(
        code="LC01",
        theme="lifecycle",
        title="Meer producten op dezelfde plek",
        severity=Severity.GREY,
        explanation="Twee of meer producten doen hetzelfde werk volgens de FORA. Dat kan bedoeld zijn; het kost "
        "geld en beheer. Wat wordt uitgefaseerd telt niet mee. Onbekend als applicaties nog geen "
        "plaats op de FORA hebben.",
        remedy="Ga na of beide nodig zijn. Is het een bewuste keuze, accepteer het signaal dan met de reden.",
        sources=(_KENNISNET,),
        check=double_product,
    ),
    Rule(
        code="LC02",
        theme="lifecycle",
        title="Verwacht onderdeel zonder applicatie",
        severity=Severity.GREY,
        explanation="Besturen in deze sector hebben hiervoor gewoonlijk een systeem; in dit landschap staat er "
        "geen. De lijst van verwachte onderdelen is een eigen keuze van deze catalogus. Onbekend "
        "zolang applicaties geen plaats op de FORA hebben: een daarvan kan het gat vullen.",
        remedy="Voeg de applicatie toe of geef een bestaande haar plaats. Is er bewust geen, accepteer het "
        "signaal dan.",
        sources=(_KENNISNET,),
        check=empty_component,
    ),
)

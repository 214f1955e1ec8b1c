"""Rules on where the citizen service number goes: partnerships for support, and parents who log in with it."""

from __future__ import annotations

from collections.abc import Iterator

from swc.risk.facts import BoardFacts, CouplingFacts, Known, UseFacts
from swc.risk.kinds import EvidenceForm, FlagSubject, Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source, Subject
from swc.risk.rules.evidence import Gap

_BSN = "P03"
_PARTNERSHIP = "partnership"
_WORDS = ("samenwerkingsverband", "swv")
_ASKED = "bsn-partnership"
_LOGIN = "bsn-parent-login"


def bsn_at_partnership(facts: BoardFacts) -> Iterator[Finding]:
    """ID02: a partnership gets the number, by what a use holds, by a coupling, or because the board says so."""
    gaps: list[Gap] = []
    for use in facts.active:
        if _ASKED not in use.answers:
            continue
        said, held = use.said(_ASKED), use.category(_BSN)
        proven = held is Known.YES and _PARTNERSHIP in use.product.traits
        if said is Known.YES or (said is Known.UNKNOWN and proven):
            categories = (say.category(one, use) for one in use.categories if one.code == _BSN)
            yield say.found("ID02", use, Severity.RED, say.answer(_ASKED, use), *categories)
        elif held is not Known.NO:
            gaps.extend(say.unanswered(use, _ASKED))
    by_id = {use.id: use for use in facts.uses}
    for coupling in facts.couplings:
        if _BSN in coupling.categories and (receiver := _partnership(coupling, by_id)):
            subject = Subject(FlagSubject.COUPLING, coupling.id, coupling.name, use_id=coupling.source_id)
            category = Fact("Categorie over de koppeling", _BSN, EvidenceForm.CONCEPT, "data-categories", say.BOARD)
            yield say.found("ID02", subject, Severity.RED, category, say.text("Ontvanger", receiver))
    yield from say.gaps("ID02", facts, gaps)


def parents_log_in(facts: BoardFacts) -> Iterator[Finding]:
    """ID04: parents log in with the number or a part of it."""
    gaps: list[Gap] = []
    for use in facts.active:
        if use.said(_LOGIN) is Known.YES:
            yield say.found("ID04", use, Severity.ORANGE, say.answer(_LOGIN, use))
        gaps.extend(say.unanswered(use, _LOGIN))
    yield from say.gaps("ID04", facts, gaps)


def _partnership(coupling: CouplingFacts, by_id: dict[str, UseFacts]) -> str | None:
    """Return the receiving side that is a partnership, by the product it runs or by its name outside the board."""
    for receiver in coupling.receivers:
        use = by_id.get(receiver)
        if use is not None:
            if _PARTNERSHIP in use.product.traits:
                return use.name
        elif set(coupling.target_name.casefold().split()) & set(_WORDS):
            return coupling.target_name
    return None


_NUMBER = Source("Uitleg onderwijsnummer", "https://www.onderwijsconsument.nl/onderwijsnummer")

NUMBER_RULES = (
    Rule(
        code="ID02",
        theme="identity",
        title="BSN of onderwijsnummer bij een samenwerkingsverband",
        severity=Severity.RED,
        explanation="Een samenwerkingsverband passend onderwijs mag het nummer niet gebruiken. Hier staat of gaat het "
        "naar een systeem van een samenwerkingsverband. Onbekend zolang het bestuur niet zegt of dat gebeurt bij "
        "applicaties waar het kan.",
        remedy="Laat het nummer weg uit deze uitwisseling, of beantwoord de vraag bij de instellingen als het niet "
        "meegaat.",
        sources=(_NUMBER, Source("UAVG, artikel 46", "https://wetten.overheid.nl/BWBR0040940/")),
        check=bsn_at_partnership,
    ),
    Rule(
        code="ID04",
        theme="identity",
        title="Ouders loggen in met (een deel van) het BSN",
        severity=Severity.ORANGE,
        explanation="Ouders gebruiken het nummer van hun kind, of een deel ervan, om in te loggen. Een leverancier "
        "stelt dat de laatste vier cijfers geen nummer meer zijn; dat is niet uitgemaakt en vraagt aandacht. Onbekend "
        "zolang het bestuur de vraag niet beantwoordt.",
        remedy="Kies een andere manier van inloggen, zoals een uitnodiging per e-mail of DigiD waar dat mag.",
        sources=(
            Source(
                "ParentCom, over de laatste vier cijfers",
                "https://parentcom.zendesk.com/hc/nl/articles/360020398660",
            ),
            Source("UAVG, artikel 46", "https://wetten.overheid.nl/BWBR0040940/"),
        ),
        check=parents_log_in,
    ),
)

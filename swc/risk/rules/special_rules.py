"""Rules on special categories of personal data and on services they should not be in (art. 9 AVG)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.catalogue.kinds import DataLevel
from swc.risk.facts import BoardFacts, CategoryFact, Known, UseFacts
from swc.risk.kinds import Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source
from swc.risk.rules.evidence import Gap

SPECIAL = frozenset({"P08", "P09", "P10", "P13", "P19", "P22", "P23"})
"""The categories that are always special (art. 9 AVG); P21 falls under art. 10, P14 and P20 may be either."""
_STORED, _KEYS, _TALKS, _CONSUMER = (
    "special-data-stored",
    "own-keys",
    "special-data-talks",
    "consumer-services-pupils",
)


def no_special_ground(facts: BoardFacts) -> Iterator[Finding]:
    """SD01: special data are held, and the register names no exception of art. 9 for the activities of the use."""
    gaps: list[Gap] = []
    for use in facts.active:
        if use.special_grounds or use.personal_data is Known.NO:
            continue
        special = _special(use)
        sure = [one for one in special if one.confirmed]
        if sure and use.in_register:
            ground = say.missing("Uitzondering van artikel 9", source=say.REGISTER)
            yield say.found("SD01", use, Severity.RED, *(say.category(one, use) for one in sure), ground)
        elif sure:
            gaps.append(Gap(use, "Verwerking in het register"))
        elif special or (use.categories_unknown and use.data_level in (DataLevel.SPECIAL, DataLevel.UNKNOWN)):
            gaps.append(Gap(use, "Categorieën persoonsgegevens"))
    yield from say.gaps("SD01", facts, gaps)


def without_own_keys(facts: BoardFacts) -> Iterator[Finding]:
    """SD02: special data in Teams, OneDrive or SharePoint that the vendor could read."""
    gaps: list[Gap] = []
    for use in facts.active:
        if _STORED not in use.answers:
            continue
        stored, keys = _stored(use), use.said(_KEYS)
        if stored is Known.NO or keys is Known.YES:
            continue
        if stored is Known.YES and keys is Known.NO:
            sure = (say.category(one, use) for one in _special(use) if one.confirmed)
            yield say.found("SD02", use, Severity.RED, say.answer(_STORED, use), say.answer(_KEYS, use), *sure)
        else:
            gaps.extend(say.unanswered(use, _STORED) if stored is Known.UNKNOWN else say.unanswered(use, _KEYS))
    yield from say.gaps("SD02", facts, gaps)


def special_talks(facts: BoardFacts) -> Iterator[Finding]:
    """SD03: special data are discussed in calls over Google Meet."""
    return _by_answer("SD03", _TALKS, facts)


def consumer_services(facts: BoardFacts) -> Iterator[Finding]:
    """SD04: services outside the core of the environment are on for pupils."""
    return _by_answer("SD04", _CONSUMER, facts)


def _by_answer(code: str, question: str, facts: BoardFacts) -> Iterator[Finding]:
    gaps: list[Gap] = []
    for use in facts.active:
        if use.said(question) is Known.YES:
            yield say.found(code, use, Severity.ORANGE, say.answer(question, use), _product(use))
        gaps.extend(say.unanswered(use, question))
    yield from say.gaps(code, facts, gaps)


def _stored(use: UseFacts) -> Known:
    """Say whether special data are kept there: the board's answer, or a category that it confirmed itself."""
    said = use.said(_STORED)
    if said is Known.UNKNOWN and any(one.confirmed for one in _special(use)):
        return Known.YES
    return said


def _special(use: UseFacts) -> list[CategoryFact]:
    return [one for one in use.categories if one.code in SPECIAL]


def _product(use: UseFacts) -> Fact:
    return Fact("Product", use.product.name, source=say.CATALOGUE, target_kind="product", target_key=use.product.key)


_AVG_9 = Source("AVG, artikel 9", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")
_WORKSPACE = Source("Verificatie Google Workspace for Education", "https://sivon.nl/dpia/")

SPECIAL_RULES = (
    Rule(
        code="SD01",
        theme="special",
        title="Bijzondere gegevens zonder uitzondering van artikel 9",
        severity=Severity.RED,
        explanation="De applicatie verwerkt bijzondere persoonsgegevens, en de verwerking in het register noemt geen "
        "uitzondering van artikel 9 AVG (met het artikel van de UAVG dat erbij hoort). Onbekend zolang de applicatie "
        "in geen vastgestelde verwerking staat, of als niet bevestigd is of zij bijzondere gegevens heeft.",
        remedy="Leg bij de verwerking vast op welke uitzondering zij rust, of haal de bijzondere gegevens weg.",
        sources=(_AVG_9, Source("UAVG, artikel 22 tot en met 30", "https://wetten.overheid.nl/BWBR0040940/")),
        check=no_special_ground,
    ),
    Rule(
        code="SD02",
        theme="special",
        title="Bijzondere gegevens in Teams, OneDrive of SharePoint zonder eigen sleutels",
        severity=Severity.RED,
        explanation="De DPIA van 2022 vond één hoog risico: bijzondere gegevens in deze diensten zijn voor de "
        "autoriteiten van de Verenigde Staten bereikbaar, tenzij het bestuur ze met eigen sleutels versleutelt. "
        "Onbekend zolang het bestuur de vragen niet beantwoordt.",
        remedy="Bewaar bijzondere gegevens elders, of versleutel ze met eigen sleutels.",
        sources=(
            Source(
                "DPIA Teams, OneDrive, SharePoint en Azure AD (februari 2022)",
                "https://www.rijksoverheid.nl/documenten/publicaties/2022/02/21/public-dpia-teams-onedrive-sharepoint-and-azure-ad",
            ),
            _AVG_9,
        ),
        check=without_own_keys,
    ),
    Rule(
        code="SD03",
        theme="special",
        title="Bijzondere gegevens in gesprekken via Google Meet",
        severity=Severity.ORANGE,
        explanation="De beoordeling van 2024 laat Google Meet toe, maar niet voor gesprekken over bijzondere "
        "persoonsgegevens. Onbekend zolang het bestuur de vraag niet beantwoordt.",
        remedy="Kies voor zulke gesprekken een ander middel, en spreek dat met medewerkers af.",
        sources=(
            Source(
                "Onderzoek Google Workspace afgerond (2024)",
                "https://www.slmmicrosoftrijk.nl/google-workspace-onderzoek-afgerond/",
            ),
            _AVG_9,
        ),
        check=special_talks,
    ),
    Rule(
        code="SD04",
        theme="special",
        title="Consumentendiensten staan aan voor leerlingen",
        severity=Severity.ORANGE,
        explanation="Diensten buiten de kern van de onderwijsomgeving, zoals YouTube en Zoeken, vallen buiten de "
        "afspraken die voor het onderwijs zijn gemaakt; de leverancier is daar zelf verantwoordelijke. Onbekend zolang "
        "het bestuur de vraag niet beantwoordt.",
        remedy="Zet aanvullende diensten uit voor leerlingaccounts.",
        sources=(
            Source(
                "Noorse DPIA (KS, SkoleSec)",
                "https://ks.no/fagomrader/digitalisering/felleslosninger/skolesec/nasjonal-dpia-for-google/",
            ),
            _WORKSPACE,
        ),
        check=consumer_services,
    ),
)

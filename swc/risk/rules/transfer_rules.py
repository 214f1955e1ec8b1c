"""Rules on transfer of personal data outside the European Economic Area (chapter V AVG)."""

from __future__ import annotations

from collections.abc import Iterator

from swc.risk.facts import BoardFacts, CountryFact, Known, UseFacts
from swc.risk.kinds import Severity
from swc.risk.rules import evidence as say
from swc.risk.rules.declaration import Fact, Finding, Rule, Source

_DPF = "dpf"


def transfer_without_ground(facts: BoardFacts) -> Iterator[Finding]:
    """TR01: data, vendor, owner or sub-processor outside the EEA without adequacy and without a settled DTIA."""
    for use in _transferring(facts):
        judged = [(one, _adequate(one, facts)) for one in use.product.countries]
        outside = [one for one, verdict in judged if verdict is Known.NO]
        open_question = [one for one, verdict in judged if verdict is Known.UNKNOWN]
        if outside and use.personal_data is Known.YES:
            yield say.found("TR01", use, Severity.RED, *_countries(outside), _no_dtia(use), say.personal_data(use))
            continue
        gaps = _gaps(use)
        if outside or open_question or gaps:
            yield say.unsure("TR01", use, *_countries(outside + open_question), *gaps, say.personal_data(use))


def only_privacy_framework(facts: BoardFacts) -> Iterator[Finding]:
    """TR02: an American party leans on the Data Privacy Framework only, whose appeal is pending."""
    for use in _transferring(facts):
        framework = [one for one in use.product.countries if facts.reference.adequate.get(one.country) == _DPF]
        certified = [one for one in framework if one.dpf]
        if certified and use.personal_data is Known.YES:
            shown = (*_countries(certified), say.word("Gecertificeerd onder het DPF", "ja", source=say.CATALOGUE))
            yield say.found("TR02", use, Severity.ORANGE, *shown, _no_dtia(use))
        elif certified or any(one.dpf is None for one in framework):
            unknown = [one for one in framework if one.dpf is not False]
            asked = say.missing_of_product("Gecertificeerd onder het DPF", use)
            yield say.unsure("TR02", use, *_countries(unknown), asked, say.personal_data(use))


def _transferring(facts: BoardFacts) -> Iterator[UseFacts]:
    """Yield the active uses that may hold personal data and lack a settled transfer assessment."""
    for use in facts.active:
        if use.personal_data is not Known.NO and not use.dpia.dtia_settled:
            yield use


def _adequate(one: CountryFact, facts: BoardFacts) -> Known:
    """Say whether data may go to a party or place without an own assessment (art. 45 AVG)."""
    basis = facts.reference.adequate.get(one.country)
    if basis is None:
        return Known.NO
    if basis != _DPF or one.dpf:
        return Known.YES
    return Known.UNKNOWN if one.dpf is None else Known.NO


def _countries(countries: list[CountryFact]) -> tuple[Fact, ...]:
    return tuple(say.country(one) for one in countries)


def _gaps(use: UseFacts) -> tuple[Fact, ...]:
    """Return which facts are missing to rule a transfer out."""
    asked = (
        (use.product.locations_known, "Landen van opslag en inzage"),
        (use.product.vendor_country_known, "Land van de leverancier"),
        (use.vendor.group_known, "Uiteindelijke eigenaar van de leverancier"),
    )
    return tuple(say.missing_of_product(label, use) for known, label in asked if not known)


def _no_dtia(use: UseFacts) -> Fact:
    return say.word("Doorgifte beoordeeld (DTIA)", "nee", use=use)


_AVG_V = Source("AVG, hoofdstuk V (artikel 44 tot en met 50)", "https://eur-lex.europa.eu/eli/reg/2016/679/oj")

TRANSFER_RULES = (
    Rule(
        code="TR01",
        theme="transfer",
        title="Doorgifte buiten de EER zonder adequaatheidsbesluit of DTIA",
        severity=Severity.RED,
        explanation="Gegevens, leverancier, eigenaar of subverwerker zit in een land buiten de Europese "
        "Economische Ruimte zonder adequaatheidsbesluit, en er is geen beoordeling van de doorgifte. "
        "Dit zegt iets over het recht dat daar geldt, niet over de leverancier. Onbekend als landen, "
        "eigenaar of DPF-certificering niet zijn vastgelegd.",
        remedy="Vul de landen aan in de productcatalogus, of laat de doorgifte beoordelen (DTIA) en leg die vast.",
        sources=(
            _AVG_V,
            Source(
                "EDPB-aanbevelingen 01/2020 in het kort",
                "https://www.computable.nl/2022/03/01/na-dpia-komt-dtia/",
            ),
        ),
        check=transfer_without_ground,
    ),
    Rule(
        code="TR02",
        theme="transfer",
        title="Doorgifte steunt alleen op het Data Privacy Framework",
        severity=Severity.ORANGE,
        explanation="De partij is gecertificeerd onder het EU-VS Data Privacy Framework (besluit van 10 juli "
        "2023). Dat is toegestaan, maar kwetsbaar: tegen het besluit loopt hoger beroep. Er is geen "
        "DTIA waarop kan worden teruggevallen. Onbekend als de certificering niet is vastgelegd.",
        remedy="Leg een DTIA of een andere grondslag vast als terugvaloptie.",
        sources=(
            Source("Uitvoeringsbesluit (EU) 2023/1795", "https://eur-lex.europa.eu/eli/dec_impl/2023/1795/oj"),
            _AVG_V,
        ),
        check=only_privacy_framework,
    ),
)

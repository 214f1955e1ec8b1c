"""The sentences that the sections of an assessment can begin with, each with its fact and source; pure.

A draft says what is known and no more: what nobody recorded gives no sentence, and a judgement (necessity, rights,
interests) is left to people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from swc.catalogue.kinds import LocationKind, Trust
from swc.dpia.criteria import SPECIAL
from swc.dpia.file_schemas import SectionDraft
from swc.dpia.kinds import Finding
from swc.dpia.schemas import CriterionFact, Fact
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import UseSummary
from swc.register.kinds import RegisterField
from swc.register.schemas import Activity

F = RegisterField


@dataclass(frozen=True, slots=True)
class ProductFact:
    """Something that the catalogue knows of a product: a party, a country or a certificate, with its source."""

    product: str
    name: str
    country: str = ""
    kind: LocationKind | None = None
    source: str = ""
    trust: Trust = Trust.UNKNOWN


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What drafts are written from.

    `activities` are as established in the register, or (version 0) only suggested; `functions`, `processes` and `laws`
    are names from FORA for an assessment of one use; `ai` is the use of AI of each product by name, `names` the Dutch
    of codes by scheme.
    """

    uses: tuple[UseSummary, ...] = ()
    activities: tuple[Activity, ...] = ()
    functions: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    ai: tuple[tuple[str, str | None], ...] = ()
    sub_processors: tuple[ProductFact, ...] = ()
    locations: tuple[ProductFact, ...] = ()
    certificates: tuple[ProductFact, ...] = ()
    criteria: tuple[CriterionFact, ...] = ()
    names: Mapping[tuple[str, str], str] | None = None

    def name(self, scheme: str, code: str) -> str:
        """Return the Dutch of a code, or the code itself."""
        return (self.names or {}).get((scheme, code), code)


def written(facts: DraftFacts) -> dict[str, SectionDraft]:
    """Return the draft of every section of which something is known, by code."""
    found = {}
    for code, sentences in _SECTIONS.items():
        told = {fact.text: fact for fact in sentences(facts)}
        if told:
            found[code] = SectionDraft(text="\n".join(told), facts=tuple(told.values()))
    return found


def _proposal(facts: DraftFacts) -> Iterator[Fact]:
    """Yield what is used, in which activities and for which functions."""
    for use in facts.uses:
        by = f" ({use.vendor_name})" if use.vendor_name else ""
        params: dict[str, str | int] = {
            "name": use.name,
            "vendor": by,
            "status": facts.name("usage-status", use.status),
        }
        yield Fact(message="%(name)s%(vendor)s: %(status)s.", params=params, source="landschap", about=use.name)
    for activity in facts.activities:
        message = "De verwerking ‘%(name)s’ staat in het register (versie %(version)s)."
        params = {"name": activity.name, "version": activity.version}
        if not activity.version:
            message = "De verwerking ‘%(name)s’ volgt uit het landschap en staat nog niet in het register."
            params = {"name": activity.name}
        yield Fact(message=message, params=params, source=_origin(activity), about=activity.name)
    yield from _values(facts, F.DESCRIPTION, "%(name)s")
    yield from _values(facts, F.FUNCTION, "Bedrijfsfunctie: %(name)s.")
    yield from _named(facts.functions, "Bedrijfsfunctie: %(name)s.", "FORA")


def _personal_data(facts: DraftFacts) -> Iterator[Fact]:
    """Yield the categories of data and who they are about."""
    for use in facts.uses:
        for one in use.categories:
            params: dict[str, str | int] = {"code": one.code, "name": facts.name("data-categories", one.code)}
            source = _source(one.source or one.via, one.trust)
            yield Fact(message="%(code)s %(name)s.", params=params, source=source, about=use.name)
        if use.categories_unknown:
            message = "Bij %(name)s is niet van alle gegevens bekend welke categorieën het zijn."
            yield Fact(message=message, params={"name": use.name}, source="landschap", about=use.name)
    yield from _values(facts, F.DATA_CATEGORY, "%(key)s %(name)s.")
    yield from _values(facts, F.DATA_SUBJECT, "Betrokkenen: %(name)s.")


def _operations(facts: DraftFacts) -> Iterator[Fact]:
    """Yield the processes in which the data are used."""
    yield from _values(facts, F.PROCESS, "Bedrijfsproces: %(name)s.")
    yield from _named(facts.processes, "Bedrijfsproces: %(name)s.", "FORA")


def _parties(facts: DraftFacts) -> Iterator[Fact]:
    """Yield processors with their agreement, sub-processors and recipients."""
    for use in facts.uses:
        if use.vendor_name:
            message = "Verwerker: %(vendor)s voor %(name)s; verwerkersovereenkomst: %(presence)s."
            presence = facts.name("agreement-presence", use.agreement.presence or AgreementPresence.UNKNOWN)
            params: dict[str, str | int] = {"vendor": use.vendor_name, "name": use.name, "presence": presence}
            yield Fact(message=message, params=params, source="landschap", about=use.name)
    for one in facts.sub_processors:
        message = "Subverwerker van %(product)s: %(name)s%(country)s."
        place = f" ({one.country})" if one.country else ""
        yield _of_product(one, message, country=place)
    yield from _values(facts, F.RECIPIENT, "Ontvanger: %(name)s.")
    yield from _values(facts, F.JOINT_CONTROLLER, "Gezamenlijk verwerkingsverantwoordelijke: %(name)s.")
    yield from _values(facts, F.CONTROLLER, "Verwerkingsverantwoordelijke: %(name)s.")


def _locations(facts: DraftFacts) -> Iterator[Fact]:
    """Yield where data are kept or seen, and transfers."""
    for one in facts.locations:
        support = one.kind is LocationKind.SUPPORT
        kept = "%(product)s: gegevens worden bewaard in %(country)s."
        seen = "%(product)s: gegevens kunnen worden ingezien vanuit %(country)s."
        yield _of_product(one, seen if support else kept, country=one.country)
    yield from _values(facts, F.TRANSFER, "Doorgifte: %(name)s.")


def _techniques(facts: DraftFacts) -> Iterator[Fact]:
    """Yield the use of AI, the hosting and what certificates prove."""
    for product, ai_use in facts.ai:
        known = "AI-gebruik van %(product)s: %(ai)s."
        message = "Of %(product)s AI gebruikt, is niet bekend." if ai_use is None else known
        params: dict[str, str | int] = {"product": product, "ai": facts.name("ai-uses", ai_use or "")}
        yield Fact(message=message, params=params, source="catalogus", about=product)
    for use in facts.uses:
        if use.hosting:
            params = {"name": use.name, "hosting": facts.name("hosting-forms", use.hosting)}
            yield Fact(message="Hosting van %(name)s: %(hosting)s.", params=params, source="landschap", about=use.name)
    for one in facts.certificates:
        yield _of_product(one, "Certificaat van %(product)s: %(name)s.")


def _special(facts: DraftFacts) -> Iterator[Fact]:
    """Yield special and criminal data, and the exception they rest on."""
    codes = {one.code for use in facts.uses for one in use.categories} & SPECIAL
    for code in sorted(codes):
        message = "Bijzondere of strafrechtelijke persoonsgegevens: %(code)s %(name)s."
        params: dict[str, str | int] = {"code": code, "name": facts.name("data-categories", code)}
        yield Fact(message=message, params=params, source="art. 9 en 10 AVG")
    yield from _values(facts, F.SPECIAL_GROUND, "Uitzondering op het verbod: %(name)s.")


def _legal_frame(facts: DraftFacts) -> Iterator[Fact]:
    """Yield the statutes of the register and the laws of FORA."""
    yield from _values(facts, F.STATUTE, "Wettelijk kader: %(name)s.")
    yield from _named(facts.laws, "Wettelijk kader: %(name)s.", "FORA")


def _risks(facts: DraftFacts) -> Iterator[Fact]:
    """Yield the criteria that hold, since those are where risks come from."""
    for one in facts.criteria:
        if one.outcome is Finding.YES:
            params: dict[str, str | int] = {"code": one.criterion, "name": facts.name(one.scheme, one.criterion)}
            yield Fact(message="Criterium %(code)s geldt: %(name)s.", params=params, source="voorafgaande toets")


def _only(field: RegisterField, message: str) -> Callable[[DraftFacts], Iterator[Fact]]:
    """Return a section that follows from one field of the register."""
    return lambda facts: _values(facts, field, message)


_SECTIONS: dict[str, Callable[[DraftFacts], Iterator[Fact]]] = {
    "proposal": _proposal,
    "personal-data": _personal_data,
    "operations": _operations,
    "purposes": _only(F.PURPOSE, "Doel: %(name)s."),
    "parties": _parties,
    "locations": _locations,
    "techniques": _techniques,
    "legal-frame": _legal_frame,
    "retention": _only(F.RETENTION, "Bewaartermijn: %(name)s."),
    "legal-basis": _only(F.LEGAL_BASIS, "Grondslag: %(name)s."),
    "special-categories": _special,
    "risks": _risks,
}
"""The sections of which something can be known ahead, by code of scheme `dpia-sections`."""


def _values(facts: DraftFacts, field: RegisterField, message: str) -> Iterator[Fact]:
    """Yield what the register holds of one field, once for each activity."""
    for activity in facts.activities:
        for value in activity.standing(field):
            params: dict[str, str | int] = {"name": value.shown, "key": value.key}
            yield Fact(message=message, params=params, source=_source(value.source, value.trust), about=activity.name)


def _origin(activity: Activity) -> str:
    """Return what the register says of itself: an activity that nobody established yet is a suggestion."""
    return "register" if activity.version else "voorstel voor het register"


def _named(names: Iterable[str], message: str, source: str) -> Iterator[Fact]:
    """Yield one sentence for each name."""
    for name in names:
        yield Fact(message=message, params={"name": name}, source=source)


def _of_product(one: ProductFact, message: str, *, country: str = "") -> Fact:
    """Return a sentence about a product."""
    params: dict[str, str | int] = {"product": one.product, "name": one.name, "country": country}
    return Fact(message=message, params=params, source=_source(one.source, one.trust), about=one.product)


def _source(source: str, trust: Trust) -> str:
    """Return where a fact comes from, with the doubt about it."""
    doubt = "" if trust is Trust.CONFIRMED else "niet bevestigd"
    return ", ".join(part for part in (source, doubt) if part)

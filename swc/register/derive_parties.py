"""Who gets the data of an activity and where: recipients, processors, sub-processors, transfers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from babel import Locale

from swc.catalogue.kinds import Trust
from swc.landscape.kinds import AgreementPresence
from swc.register.derive_ground import processor_of
from swc.register.derive_scope import Scope, mapping_step
from swc.register.facts import PlaceFact, SubFact, UseFacts
from swc.register.kinds import RegisterField, ValueOrigin
from swc.register.schemas import Detail, PathStep, RegisterValue
from vocab.facts import Adequacy, adequate_countries, folded

OfUse = tuple[RegisterValue, ...]
"""The parties of one use, which are the same in every activity."""

NO_TRANSFER = "none"
"""The key of the value that says that nothing leaves the EEA."""

_WORST = (AgreementPresence.ABSENT, AgreementPresence.UNKNOWN, AgreementPresence.PRESENT)
_ROOM = 150
_COUNTRIES = Locale.parse("nl").territories


def of_use(use: UseFacts, today: date) -> Iterator[RegisterValue]:
    """Yield the processor, sub-processors and transfers of one use."""
    yield from _processor(use)
    for sub in use.subs:
        yield _sub_processor(use, sub)
    adequate = adequate_countries(today)
    for place in use.places:
        found = adequate.get(place.country)
        if found is None or found.basis != "eea":
            yield _transfer(use, place, found)


def values(scope: Scope, of_uses: Sequence[OfUse]) -> Iterator[RegisterValue]:
    """Yield the parties of all uses that take part, each once, and the recipients."""
    found: dict[tuple[RegisterField, str], RegisterValue] = {}
    for one in (one for parties in of_uses for one in parties):
        known = found.get((one.field, one.key))
        found[one.field, one.key] = one if known is None else _worse(known, one)
    yield from found.values()
    yield from _recipients(scope)
    transfers = any(field is RegisterField.TRANSFER for field, _ in found)
    if not transfers and all(one.use.places_known for one in scope.takings):
        yield _stays(scope)


def _worse(known: RegisterValue, other: RegisterValue) -> RegisterValue:
    """Return the one of two statements on the same party that says least good of it."""
    if known.field is RegisterField.PROCESSOR:
        ranks = [_WORST.index(AgreementPresence(one.detail.agreement)) for one in (known, other)]
        return other if ranks[1] < ranks[0] else known
    return other if known.field is RegisterField.SUB_PROCESSOR and not known.detail.country else known


def _processor(use: UseFacts) -> Iterator[RegisterValue]:
    summary, agreement = use.summary, use.summary.agreement
    key = processor_of(summary)
    if key is None:
        return
    signed = f"verwerkersovereenkomst van {agreement.signed_on:%d-%m-%Y}" if agreement.signed_on else ""
    name = summary.vendor_name or key
    step = PathStep(kind="vendor", key=key, name=name, relation="vendor")
    yield RegisterValue(
        field=RegisterField.PROCESSOR,
        key=key,
        label=name,
        origin=ValueOrigin.CATALOGUE,
        path=(use.step, use.product, step),
        trust=Trust.CONFIRMED,
        detail=Detail(vendor_key=key, agreement=agreement.presence.value, safeguard=signed),
    )


def _sub_processor(use: UseFacts, sub: SubFact) -> RegisterValue:
    key = folded(sub.name)[:_ROOM] or sub.name[:_ROOM]
    step = PathStep(kind="sub_processor", key=key, name=sub.name, relation="sub_processor")
    return RegisterValue(
        field=RegisterField.SUB_PROCESSOR,
        key=key,
        label=f"{sub.name} ({sub.country})" if sub.country else sub.name,
        origin=ValueOrigin.AGREEMENT if sub.from_agreement else ValueOrigin.CATALOGUE,
        path=(use.step, use.product, step),
        source=sub.source,
        trust=sub.trust,
        detail=Detail(country=sub.country, vendor_key=sub.vendor_key),
    )


def _transfer(use: UseFacts, place: PlaceFact, found: Adequacy | None) -> RegisterValue:
    basis, safeguard = _basis(place, found)
    country = found.name_nl if found else _COUNTRIES.get(place.country, place.country)
    step = PathStep(kind="country", key=place.country, name=country, relation=place.role)
    return RegisterValue(
        field=RegisterField.TRANSFER,
        key=f"{place.country}:{place.key}"[:160],
        label=f"{country}: {place.who} ({place.role})",
        origin=ValueOrigin.CATALOGUE,
        path=(use.step, use.product, *place.way, step),
        source=place.source,
        trust=place.trust,
        detail=Detail(country=place.country, basis=basis, safeguard=safeguard),
    )


def _basis(place: PlaceFact, found: Adequacy | None) -> tuple[str, str]:
    """Return on what a transfer rests and what to know of it; a certification nobody knows of is no basis."""
    if found is None:
        return "", "geen adequaatheidsbesluit; passende waarborgen (art. 46 AVG) zijn nodig"
    if found.basis != "dpf":
        return found.basis, found.note
    if place.certified:
        return "dpf", "gecertificeerd onder het EU-VS-kader voor gegevensprivacy"
    known = "niet gecertificeerd" if place.certified is False else "certificering onbekend"
    return "", f"{known} onder het EU-VS-kader voor gegevensprivacy; passende waarborgen (art. 46 AVG) zijn nodig"


def _recipients(scope: Scope) -> Iterator[RegisterValue]:
    """Yield the parties to which couplings bring data, and those to whom a law makes the school give them."""
    found: dict[str, RegisterValue] = {}
    for taking in scope.takings:
        for one in taking.use.outside:
            if not one.categories or any(code in scope.categories for code in one.categories):
                value = _recipient(one.name, (taking.use.step, one.step), ValueOrigin.COUPLING, Trust.CONFIRMED, "")
                found.setdefault(value.key, value)
    profile = scope.profile
    for name in profile.recipients if profile else ():
        if profile:
            path = scope.mapping(profile.origin)
            origin = profile.origin
            value = _recipient(name, path, ValueOrigin.MAPPING, Trust(origin.trust), origin.source)
            found.setdefault(value.key, value)
    yield from found.values()


def _recipient(name: str, path: Iterable[PathStep], origin: ValueOrigin, trust: Trust, source: str) -> RegisterValue:
    return RegisterValue(
        field=RegisterField.RECIPIENT,
        key=folded(name)[:_ROOM] or name[:_ROOM],
        label=name,
        origin=origin,
        path=tuple(path),
        source=source,
        trust=trust,
    )


def _stays(scope: Scope) -> RegisterValue:
    first = scope.takings[0].use
    return RegisterValue(
        field=RegisterField.TRANSFER,
        key=NO_TRANSFER,
        label="Geen doorgifte buiten de EER",
        origin=ValueOrigin.CATALOGUE,
        path=(first.step, first.product, mapping_step("adequate_countries.csv")),
        source="eer",
        trust=Trust.UNCONFIRMED,
        detail=Detail(basis="eea"),
    )

"""From the rows of a board to the plain facts that its register is derived from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from swc.catalogue.kinds import LocationKind, Trust
from swc.catalogue.rules import Owners
from swc.landscape.kinds import Direction
from swc.landscape.schemas import CouplingDetail, UseSummary
from swc.register.facts import (
    BoardFacts,
    ComponentFacts,
    FunctionFacts,
    OutsideFact,
    PlaceFact,
    SubFact,
    UseFacts,
)
from swc.register.schemas import PathStep
from swc.register.sheaf import Sheaf, by_use, proven
from vocab.facts import country_code

_PLACES = {LocationKind.STORAGE: "opslag", LocationKind.SUPPORT: "beheer of ondersteuning"}


def board_facts(board_number: str, sheaf: Sheaf, today: date) -> BoardFacts:
    """Return the facts of a board on a day."""
    components = dict(_components(sheaf))
    couplings = by_use(sheaf.couplings)
    return BoardFacts(
        board_number=board_number,
        today=today,
        sector=sheaf.sector,
        uses=tuple(_use(one, sheaf, couplings, today) for one in sheaf.uses),
        components=components,
        functions=dict(_functions(sheaf, components)),
    )


def _components(sheaf: Sheaf) -> Iterator[tuple[str, ComponentFacts]]:
    guids = {one.guid for use in sheaf.uses for one in use.components if not one.lapsed}
    for guid in sorted(guids):
        if sheaf.reference is not None:
            yield guid, sheaf.reference.component(guid)


def _functions(sheaf: Sheaf, components: dict[str, ComponentFacts]) -> Iterator[tuple[str, FunctionFacts]]:
    """Yield every function that a component serves or that a person accepted for a use."""
    if sheaf.reference is None:
        return
    served = {guid for one in components.values() for guid, _ in one.functions}
    said = {row.element_guid for rows in sheaf.verdicts.values() for row in rows if row.accepted}
    for guid in sorted(served | said):
        if sheaf.reference.is_function(guid):
            yield guid, sheaf.reference.function(guid)


def _use(summary: UseSummary, sheaf: Sheaf, couplings: dict[UUID, list[CouplingDetail]], today: date) -> UseFacts:
    said = sheaf.verdicts.get(summary.id, ())
    owners = sheaf.owners(summary.vendor_key)
    subs = tuple(_subs(summary, sheaf))
    places = (*_stored(summary, sheaf, owners), *_owned(owners), *_of_subs(subs, sheaf))
    return UseFacts(
        summary=summary,
        step=PathStep(kind="use", key=str(summary.id), name=summary.name),
        product=PathStep(kind="product", key=summary.product_key, name=summary.product_name, relation="product"),
        places=places,
        places_known=_known(summary, sheaf, owners, subs),
        subs=subs,
        outside=tuple(_outside(couplings.get(summary.id, ()))),
        proven=proven(sheaf.certificates.get(summary.product_key, ()), today),
        accepted={row.element_guid: row.element_name for row in said if row.accepted},
        rejected=frozenset(row.element_guid for row in said if not row.accepted),
    )


def _stored(summary: UseSummary, sheaf: Sheaf, owners: Owners | None) -> Iterator[PlaceFact]:
    """Yield where data are kept or seen, by the catalogue and by the annex; there the vendor's certification counts."""
    certified = owners.certified if owners else None
    for row in sheaf.places.get(summary.product_key, ()):
        country, role = country_code(row.country), _PLACES[row.kind]
        key = f"{row.kind.value}:{summary.product_key}"
        yield PlaceFact(country, role, summary.product_name, key, certified, (), row.source_url, row.trust)
    for row in sheaf.annex_places.get(summary.agreement.agreement_id, ()):
        key = f"storage:{summary.product_key}"
        step = PathStep(kind="agreement", key=str(row.agreement_id), name="Verwerkersovereenkomst", relation="annex")
        country = country_code(row.country)
        yield PlaceFact(country, "opslag", summary.product_name, key, certified, (step,), "", Trust.CONFIRMED)


def _owned(owners: Owners | None) -> Iterator[PlaceFact]:
    """Yield the countries of the vendor and of everybody above it."""
    if owners is None:
        return
    way: tuple[PathStep, ...] = ()
    for at, link in enumerate(owners.chain):
        role = "land van een eigenaar" if at else "land van de leverancier"
        relation = "owner" if at else "vendor"
        way = (*way, PathStep(kind="vendor", key=link.key, name=link.name, relation=relation))
        if link.country:
            country = country_code(link.country)
            yield PlaceFact(country, role, link.name, link.key, owners.certified, way, "", link.trust)


def _subs(summary: UseSummary, sheaf: Sheaf) -> Iterator[SubFact]:
    for row in sheaf.subs.get(summary.product_key, ()):
        owners = sheaf.owners(row.vendor_key)
        country = row.country or (owners.chain[0].country if owners else None)
        code = country_code(country) if country else ""
        yield SubFact(row.name, code, row.vendor_key or "", source=row.source_url, trust=row.trust)
    for row in sheaf.annex_subs.get(summary.agreement.agreement_id, ()):
        code = country_code(row.country) if row.country else ""
        yield SubFact(row.name, code, from_agreement=True, trust=Trust.CONFIRMED)


def _of_subs(subs: tuple[SubFact, ...], sheaf: Sheaf) -> Iterator[PlaceFact]:
    for sub in subs:
        if sub.country:
            owners = sheaf.owners(sub.vendor_key or None)
            certified = owners.certified if owners else None
            step = PathStep(kind="sub_processor", name=sub.name, relation="sub_processor")
            role, key = "land van een subverwerker", f"sub:{sub.name.casefold()}"
            yield PlaceFact(sub.country, role, sub.name, key, certified, (step,), sub.source, sub.trust)


def _known(summary: UseSummary, sheaf: Sheaf, owners: Owners | None, subs: tuple[SubFact, ...]) -> bool:
    """Say whether nothing is left unknown of where data go: storage, vendor, owners and sub-processors.

    No sub-processor in the catalogue says nothing; a recorded annex without one does.
    """
    annex = summary.agreement.annex_categories is not None
    rows = sheaf.places.get(summary.product_key, ())
    stored = any(row.kind is LocationKind.STORAGE for row in rows) or bool(
        sheaf.annex_places.get(summary.agreement.agreement_id, ())
    )
    owned = owners is not None and owners.known and all(link.country for link in owners.chain)
    return stored and owned and (annex or bool(subs)) and all(sub.country for sub in subs)


def _outside(couplings: list[CouplingDetail] | tuple[()]) -> Iterator[OutsideFact]:
    """Yield the parties that get data; what only comes in makes nobody a recipient."""
    for one in couplings:
        if one.direction is not Direction.IN:
            step = PathStep(kind="coupling", key=str(one.id), name=one.target_name, relation="coupling")
            yield OutsideFact(one.target_name, one.categories, step)

"""Pure: in which countries vendors, their parents, data and sub-processors of the active uses are, each role apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from swc.catalogue.kinds import LocationKind
from swc.dependency.facts import BoardFacts, UseFacts, products_of
from swc.dependency.kinds import PlaceRole, TransferBasis
from swc.dependency.rules import share
from swc.dependency.schemas import Jurisdiction
from vocab.facts import adequate_countries, country_code

_BASES = {"eea": TransferBasis.EEA, "adequacy": TransferBasis.ADEQUATE}


class _Place(NamedTuple):
    """A country in a role, with the party there and whether that one is certified under the EU-US framework."""

    role: PlaceRole
    country: str | None
    party: str = ""
    certified: bool | None = None


def jurisdictions(facts: BoardFacts) -> tuple[Jurisdiction, ...]:
    """Return the countries by role, the most uses first within one role and the unknown ones last."""
    members: dict[tuple[PlaceRole, str | None, TransferBasis], dict[object, UseFacts]] = defaultdict(dict)
    parties: dict[tuple[PlaceRole, str | None, TransferBasis], set[str]] = defaultdict(set)
    for use in facts.uses:
        for place in _places(facts, use):
            at = (place.role, place.country, basis(facts, place.country, certified=place.certified))
            members[at][use.id] = use
            if place.party:
                parties[at].add(place.party)
    found = (
        Jurisdiction(
            role=at[0],
            country=at[1],
            basis=at[2],
            products=products_of(uses.values()),
            parties=tuple(sorted(parties[at], key=str.casefold)),
            uses=len(uses),
            share=share(len(uses), len(facts.uses)),
        )
        for at, uses in members.items()
    )
    roles = tuple(PlaceRole)
    return tuple(
        sorted(found, key=lambda one: (roles.index(one.role), one.country is None, -one.uses, one.country or ""))
    )


def basis(facts: BoardFacts, country: str | None, *, certified: bool | None) -> TransferBasis:
    """Return whether personal data may go to a country on the day (art. 45 GDPR); nothing is taken for granted."""
    if country is None:
        return TransferBasis.UNKNOWN
    found = adequate_countries(facts.on).get(country)
    if found is None:
        return TransferBasis.NONE
    if found.basis == "dpf":
        return {True: TransferBasis.CERTIFIED, False: TransferBasis.NONE, None: TransferBasis.UNKNOWN}[certified]
    return TransferBasis.CONDITIONAL if found.conditional else _BASES[found.basis]


def _places(facts: BoardFacts, use: UseFacts) -> Iterator[_Place]:
    """Yield the places of a use; a role of which nothing is known gives an unknown country."""
    yield from _owners(use)
    certified = use.group.dpf_certified if use.group else None
    held = facts.places.get(use.summary.product_key, ())
    for kind, role in ((LocationKind.STORAGE, PlaceRole.STORAGE), (LocationKind.SUPPORT, PlaceRole.SUPPORT)):
        countries = [country_code(one.country) for one in held if one.kind is kind]
        for country in countries or (None,):
            yield _Place(role, country, certified=certified)
    for sub in use.subs:
        country = country_code(sub.country) if sub.country else None
        yield _Place(PlaceRole.SUB_PROCESSOR, country, sub.name, sub.certified)
    if not use.subs:
        yield _Place(PlaceRole.SUB_PROCESSOR, None)


def _owners(use: UseFacts) -> Iterator[_Place]:
    """Yield the vendor and the top above it; a top that nobody checked has no known country."""
    group = use.group
    if group is None or not group.chain:
        yield _Place(PlaceRole.VENDOR, None)
        yield _Place(PlaceRole.PARENT, None)
        return
    vendor = group.chain[0]
    certified = group.dpf_certified
    yield _Place(PlaceRole.VENDOR, country_code(vendor.country) if vendor.country else None, vendor.name, certified)
    country = country_code(group.country) if group.country and group.known else None
    yield _Place(PlaceRole.PARENT, country, group.name if group.known else "", certified)

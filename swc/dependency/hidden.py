"""Pure: what several applications lean on below the surface; sub-processors, sign-on, couplings within one group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from swc.catalogue.kinds import Trust
from swc.catalogue.rules import fold, weakest
from swc.catalogue.schemas import VendorGroup
from swc.dependency.facts import BoardFacts, SubFacts, UseFacts, products_of, refs_of
from swc.dependency.kinds import HiddenKind, TargetKind
from swc.dependency.providers import Outside, named_facility, provider, signs_on
from swc.dependency.rules import share
from swc.dependency.schemas import Hidden, HiddenSummary, Ref
from swc.landscape.schemas import CouplingDetail

_SHARED: Final = 2
"""From how many products on something counts as shared."""


@dataclass(slots=True)
class _Below:
    """What was found below some uses."""

    name: str
    uses: dict[object, UseFacts] = field(default_factory=dict)
    subs: list[SubFacts] = field(default_factory=list)
    standards: set[str] = field(default_factory=set)
    target: TargetKind | None = None


def sub_key(name: str, vendor_key: str | None) -> str:
    """Return the key by which a sub-processor is one and the same below several products."""
    return vendor_key or fold(name)


def hidden(facts: BoardFacts) -> HiddenSummary:
    """Return what lies below the active uses, by kind."""
    live = tuple(_live(facts))
    signing = [one for one in live if signs_on(one)]
    ends = {end for one in signing for end in (one.source_use_id, one.target_use_id)}
    return HiddenSummary(
        sub_processors=_sub_processors(facts),
        sign_ons=_sign_ons(facts, signing),
        closed_couplings=tuple(_closed(facts, live)),
        without_sub_processors=sum(not use.subs for use in facts.uses),
        without_sign_on=sum(use.id not in ends for use in facts.uses),
        couplings=len(live),
        couplings_without_standard=sum(not one.standards for one in live),
    )


def _live(facts: BoardFacts) -> Iterable[CouplingDetail]:
    """Yield the couplings of active uses: both ends, where the other is a use too."""
    for one in facts.couplings:
        if one.source_use_id in facts.by_id and (one.target_use_id is None or one.target_use_id in facts.by_id):
            yield one


def _sub_processors(facts: BoardFacts) -> tuple[Hidden, ...]:
    """Return the sub-processors below at least two products."""
    found: dict[str, _Below] = {}
    for use in facts.uses:
        for sub in use.subs:
            below = found.setdefault(sub.key, _Below(sub.name, target=TargetKind.SUB_PROCESSOR))
            below.uses[use.id] = use
            below.subs.append(sub)
    return _shown(facts, HiddenKind.SUB_PROCESSOR, found)


def _sign_ons(facts: BoardFacts, couplings: Iterable[CouplingDetail]) -> tuple[Hidden, ...]:
    """Return what at least two products sign on through: a facility, a party outside, or a use of the board."""
    found: dict[str, _Below] = {}
    for one in couplings:
        source = facts.by_id[one.source_use_id]
        through = provider(one) or _of_use(facts, one)
        below = found.setdefault(through.key, _Below(through.name, target=through.target))
        below.uses[source.id] = source
        below.standards.update(one.standards)
        other = facts.by_id.get(one.target_use_id) if one.target_use_id else None
        if other and through.target is TargetKind.FACILITY and named_facility(one.target_name) != through.key:
            below.uses[other.id] = other
    return _shown(facts, HiddenKind.SIGN_ON, found)


def _of_use(facts: BoardFacts, coupling: CouplingDetail) -> Outside:
    """Return the application at the other end, through which the first one signs on."""
    if coupling.target_use_id is None:
        return Outside(TargetKind.FACILITY, fold(coupling.target_name), coupling.target_name)
    other = facts.by_id[coupling.target_use_id]
    return Outside(TargetKind.PRODUCT, other.summary.product_key, other.summary.name)


def _shown(facts: BoardFacts, kind: HiddenKind, found: Mapping[str, _Below]) -> tuple[Hidden, ...]:
    shown = [
        _hidden(facts, kind, key, below)
        for key, below in found.items()
        if len({use.summary.product_key for use in below.uses.values()}) >= _SHARED
    ]
    return tuple(sorted(shown, key=lambda one: (-len(one.uses), one.name.casefold(), one.key)))


def _hidden(facts: BoardFacts, kind: HiddenKind, key: str, below: _Below) -> Hidden:
    uses = tuple(below.uses.values())
    vendor = next((sub.vendor_key for sub in below.subs if sub.vendor_key), None)
    countries = {sub.country for sub in below.subs if sub.country}
    return Hidden(
        kind=kind,
        key=key,
        target=below.target,
        name=below.name,
        vendor_key=vendor,
        country=countries.pop() if len(countries) == 1 else None,
        group=_group(facts.groups, vendor),
        standards=tuple(sorted(below.standards)),
        products=products_of(uses),
        uses=refs_of(uses),
        share=share(len(uses), len(facts.uses)),
        trust=weakest(tuple(sub.trust for sub in below.subs)) if below.subs else Trust.UNKNOWN,
    )


def _group(groups: Mapping[str, VendorGroup], vendor: str | None) -> Ref | None:
    found = groups.get(vendor) if vendor else None
    return Ref(key=found.key, name=found.name) if found else None


def _closed(facts: BoardFacts, couplings: Iterable[CouplingDetail]) -> Iterable[Hidden]:
    """Yield the couplings between two products of one group of which no standard is recorded."""
    for one in couplings:
        if one.target_use_id is None or one.standards:
            continue
        source, target = facts.by_id[one.source_use_id], facts.by_id[one.target_use_id]
        if source.group is None or source.group_key != target.group_key or source.product == target.product:
            continue
        yield Hidden(
            kind=HiddenKind.CLOSED_COUPLING,
            key=str(one.id),
            name=f"{one.source_name} – {one.target_name}",
            group=source.group_ref,
            products=products_of((source, target)),
            uses=refs_of((source, target)),
            share=share(2, len(facts.uses)),
        )


def by_sub(uses: Iterable[UseFacts]) -> dict[str, list[UseFacts]]:
    """Return the uses below which each sub-processor works."""
    found: dict[str, list[UseFacts]] = defaultdict(list)
    for use in uses:
        for key in {sub.key for sub in use.subs}:
            found[key].append(use)
    return found

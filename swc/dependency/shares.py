"""Pure: what each vendor group carries of a board, in uses, functions, pupils, objects with personal data and cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from swc.catalogue.kinds import Trust
from swc.dependency.facts import BoardFacts, UseFacts, cost_of, group_names, tally
from swc.dependency.rules import Tally, concentration, group_parts, share
from swc.dependency.schemas import (
    UNKNOWN_VENDOR,
    ComponentConcentration,
    Concentration,
    CostPart,
    GroupShare,
    Part,
    Totals,
    VendorPart,
)
from swc.landscape.kinds import ProcessesPersonalData


def totals(facts: BoardFacts) -> Totals:
    """Return what shares are parts of."""
    uses = facts.uses
    schools = _schools(uses)
    pupils, at_least = facts.pupils(schools)
    cost, cost_unknown = cost_of(uses)
    return Totals(
        uses=len(uses),
        products=len({use.summary.product_key for use in uses}),
        functions=len(_union(uses, "functions")),
        schools=len(schools),
        pupils=pupils,
        pupils_at_least=at_least,
        objects=len(_union(uses, "objects")),
        cost=cost,
        cost_unknown=cost_unknown,
        unplaced=sum(use.unplaced for use in uses),
        personal_data_unknown=sum(use.summary.personal_data is ProcessesPersonalData.UNKNOWN for use in uses),
        vendor_unknown=sum(use.group is None for use in uses),
        owner_unknown=sum(use.group is not None and not use.group.known for use in uses),
    )


def group_shares(facts: BoardFacts, whole: Totals) -> tuple[GroupShare, ...]:
    """Return the groups by number of uses, the row of unknown vendors last."""
    members: dict[str, list[UseFacts]] = defaultdict(list)
    for use in facts.uses:
        members[use.group_key].append(use)
    found = [_share(facts, key, uses, whole) for key, uses in members.items()]
    return tuple(sorted(found, key=lambda one: (not one.key, -one.uses.number, one.name.casefold(), one.key)))


def board_concentration(facts: BoardFacts) -> Concentration:
    """Return the concentration over all active uses; no index over fewer than norm `vd01-min-uses`."""
    return concentration(tally(facts.uses), facts.limits, least=facts.least)


def component_concentrations(facts: BoardFacts) -> tuple[ComponentConcentration, ...]:
    """Return the concentration of every component on which an active use stands, the most uses first."""
    placed: dict[str, list[UseFacts]] = defaultdict(list)
    for use in facts.uses:
        for one in use.summary.components:
            if not one.lapsed:
                placed[one.guid].append(use)
    names = group_names(facts.uses)
    found = [_component(facts, guid, tally(uses), names) for guid, uses in placed.items()]
    return tuple(sorted(found, key=lambda one: (-one.uses, one.name.casefold(), one.guid)))


def _component(facts: BoardFacts, guid: str, counts: Tally, names: dict[str, str]) -> ComponentConcentration:
    figures = concentration(counts, facts.limits)
    return ComponentConcentration(
        **dict(figures),
        guid=guid,
        name=facts.names.get(guid, guid),
        groups=group_parts(counts, lambda key: names[key]),
    )


def _share(facts: BoardFacts, key: str, uses: Sequence[UseFacts], whole: Totals) -> GroupShare:
    group = uses[0].group
    functions, objects, schools = _union(uses, "functions"), _union(uses, "objects"), _schools(uses)
    pupils, at_least = facts.pupils(schools)
    cost, without = cost_of(uses)
    return GroupShare(
        key=key or UNKNOWN_VENDOR,
        name=group.name if group else "",
        country=group.country if group else None,
        ownership_kind=group.chain[-1].ownership_kind if group and group.chain else None,
        known=bool(group and group.known),
        trust=group.trust if group else Trust.UNKNOWN,
        vendors=_vendors(uses),
        uses=Part(number=len(uses), share=share(len(uses), whole.uses)),
        functions=Part(
            number=len(functions),
            share=share(len(functions), whole.functions),
            at_least=any(use.unplaced for use in uses),
        ),
        pupils=Part(number=pupils, share=share(pupils, whole.pupils), at_least=at_least),
        objects=Part(
            number=len(objects), share=share(len(objects), whole.objects), at_least=any(map(_more_data, uses))
        ),
        cost=CostPart(amount=cost, share=share(cost, whole.cost), without=without),
    )


def _more_data(use: UseFacts) -> bool:
    """Say whether a use may hold personal data of which its place on FORA tells no object."""
    return not use.objects and use.summary.personal_data is not ProcessesPersonalData.NO


def _vendors(uses: Sequence[UseFacts]) -> tuple[VendorPart, ...]:
    """Return the vendors that supply the uses of one group, the most uses first."""
    counts: dict[str, VendorPart] = {}
    for use in uses:
        key = use.summary.vendor_key
        if key is not None:
            known = counts.get(key)
            link = use.group.chain[0] if use.group and use.group.chain else None
            counts[key] = VendorPart(
                key=key,
                name=use.summary.vendor_name or key,
                country=link.country if link else None,
                uses=(known.uses if known else 0) + 1,
            )
    return tuple(sorted(counts.values(), key=lambda one: (-one.uses, one.name.casefold(), one.key)))


def _union(uses: Sequence[UseFacts], kind: str) -> frozenset[str]:
    """Return what some uses reach together: `functions`, `processes` or `objects`."""
    return frozenset().union(*(getattr(use, kind) for use in uses))


def _schools(uses: Sequence[UseFacts]) -> frozenset[str]:
    """Return the schools where at least one of some uses holds."""
    return frozenset().union(*(use.schools for use in uses))

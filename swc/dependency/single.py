"""Pure: business functions that one product or one vendor group serves, while no alternative was tested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from swc.dependency.facts import BoardFacts, UseFacts, products_of, refs_of
from swc.dependency.kinds import AlternativeState, SoleBy
from swc.dependency.schemas import Ref, SingleSupplier
from swc.landscape.contracts.schemas import ExitFacts


def single_suppliers(facts: BoardFacts) -> tuple[SingleSupplier, ...]:
    """Return the functions with a single supplier by name; a tested alternative at one of the uses takes one off."""
    serving: dict[str, list[UseFacts]] = defaultdict(list)
    for use in facts.uses:
        for guid in use.functions:
            serving[guid].append(use)
    found = (_sole(facts, function, serving[function.key]) for function in facts.refs(serving))
    return tuple(one for one in found if one is not None)


def alternative(exit_facts: ExitFacts | None) -> AlternativeState:
    """Return what is recorded of an alternative; nothing recorded is unknown, not absent."""
    if exit_facts is None or not exit_facts.has_alternative:
        return AlternativeState.UNKNOWN
    return AlternativeState.TESTED if exit_facts.alternative_tested else AlternativeState.NAMED


def _sole(facts: BoardFacts, function: Ref, uses: Sequence[UseFacts]) -> SingleSupplier | None:
    states = {use.id: alternative(facts.exits.get(use.id)) for use in uses}
    if AlternativeState.TESTED in states.values():
        return None
    products = products_of(uses)
    groups = {use.group.key: use.group_ref for use in uses if use.group}
    if len(products) > 1 and len(groups) != 1:
        return None
    named = [use for use in uses if states[use.id] is AlternativeState.NAMED]
    return SingleSupplier(
        function=function,
        by=SoleBy.PRODUCT if len(products) == 1 else SoleBy.GROUP,
        certain=len(products) == 1 or all(use.group for use in uses),
        products=products,
        uses=refs_of(uses),
        group=next(iter(groups.values()), None),
        alternative=AlternativeState.NAMED if named else AlternativeState.UNKNOWN,
        alternative_name=_name(facts, named),
    )


def _name(facts: BoardFacts, uses: Iterable[UseFacts]) -> str:
    """Return the names of the alternatives that are recorded, or their product keys."""
    exits = (facts.exits[use.id] for use in uses)
    return ", ".join(sorted({one.alternative_name or one.alternative_product_key or "" for one in exits}))

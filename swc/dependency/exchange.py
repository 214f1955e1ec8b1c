"""Pure: which core standards of a component the product and the couplings of a use are known to meet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from swc.dependency.facts import BoardFacts, UseFacts
from swc.dependency.kinds import StandardState
from swc.dependency.schemas import Exchange, ExchangeStandard, Ref
from swc.landscape.schemas import ComponentRef
from vocab.facts import core_standards

_WORST = (StandardState.MISSING, StandardState.UNKNOWN, StandardState.MET)


def exchanges(facts: BoardFacts) -> tuple[Exchange, ...]:
    """Return every use that stands on a component with core standards, by component and name.

    A standard is met when the product or a coupling of the use has it. It is missing when standards of the product are
    recorded and none of them is a core standard (as rule VD05 reads it); else nobody knows, since a list of standards
    may be incomplete.
    """
    over = _over(facts)
    found = (one for use in facts.uses for one in _of(facts, use, over.get(use.id, frozenset())))
    return tuple(sorted(found, key=lambda one: (one.component.name.casefold(), one.use.name.casefold(), one.use.id)))


def _over(facts: BoardFacts) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for one in facts.couplings:
        for end in (one.source_use_id, one.target_use_id):
            if end is not None:
                found[end].update(one.standards)
    return {use_id: frozenset(codes) for use_id, codes in found.items()}


def _of(facts: BoardFacts, use: UseFacts, over: frozenset[str]) -> Iterator[Exchange]:
    have = facts.standards.get(use.summary.product_key, frozenset())
    for component in use.summary.components:
        wanted = () if component.lapsed else core_standards(component.guid)
        if wanted:
            yield _exchange(use, component, tuple(_standards(wanted, have, over)))


def _standards(wanted: tuple[str, ...], have: frozenset[str], over: frozenset[str]) -> Iterator[ExchangeStandard]:
    told = have | over
    lacks = bool(told) and told.isdisjoint(wanted)
    for code in wanted:
        by = (*(("product",) if code in have else ()), *(("coupling",) if code in over else ()))
        absent = StandardState.MISSING if lacks else StandardState.UNKNOWN
        yield ExchangeStandard(code=code, state=StandardState.MET if by else absent, by=by)


def _exchange(use: UseFacts, component: ComponentRef, standards: tuple[ExchangeStandard, ...]) -> Exchange:
    return Exchange(
        use=use.ref,
        product=use.product,
        component=Ref(key=component.guid, name=component.name),
        standards=standards,
        state=min((one.state for one in standards), key=_WORST.index),
    )

"""What the components of a board cost a year: every euro of a contract or a use counted once, the unknown counted too.

The price of a contract that holds is shared out evenly over its products, each product's part evenly over the live uses
of it, and what a use costs evenly over its components. A use of which no contract tells the price counts with the cost
noted at the use itself; of a use with both, the contract counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.landscape.contracts import rules, stored
from swc.landscape.contracts.judging import thresholds
from swc.landscape.contracts.kinds import HOLDS, ContractStatus, CostBasis
from swc.landscape.contracts.overview_schemas import ComponentCost, CostOverview, UseCost
from swc.landscape.contracts.schemas import ContractRef
from swc.landscape.contracts.stored import BoardUse, ContractFacts
from swc.landscape.derived import reference
from swc.landscape.models import Placement, Use
from swc.landscape.rules import folded
from swc.landscape.schemas import ComponentRef


@dataclass(slots=True)
class _Shared:
    """The prices of contracts shared out: per use what falls to it and of which contracts, and what falls to none."""

    by_use: dict[UUID, Decimal] = field(default_factory=dict)
    contracts: dict[UUID, list[ContractRef]] = field(default_factory=lambda: defaultdict(list))
    unused: Decimal = Decimal(0)
    unpriced: int = 0


def component_costs(session: Session, board_number: str, today: date) -> tuple[ComponentCost, ...]:
    """Return the yearly cost per component, by name; what stands on no component comes last."""
    return cost_overview(session, board_number, today).components


def cost_overview(session: Session, board_number: str, today: date) -> CostOverview:
    """Return the yearly cost of a board per component and in all (a fixed number of statements)."""
    uses = [use for use in stored.uses_of_board(session, board_number, today) if use.live]
    known = _with_status(stored.of_board(session, board_number, documents=False), today)
    shared = _shared([one for one, status in known if status in HOLDS], uses)
    placed = _placements(session, board_number)
    rows: dict[str, list[UseCost]] = defaultdict(list)
    named: dict[str, ComponentRef] = {}
    counted: list[Decimal | None] = []
    for use in uses:
        components = placed.get(use.id, ())
        named.update({one.guid: one for one in components})
        costs = _use_costs(use, shared, len(components))
        counted.append(costs[0].counted)
        for component, cost in zip(components or (None,), costs, strict=True):
            rows[component.guid if component else ""].append(cost)
    return CostOverview(
        components=tuple(
            _component(named.get(guid), rows[guid]) for guid in sorted(rows, key=lambda one: _place(named.get(one)))
        ),
        total=_added(counted) + shared.unused,
        unused=shared.unused,
        unknown=sum(1 for one in counted if one is None),
        unpriced=shared.unpriced,
        uncertain=sum(1 for _, status in known if status is ContractStatus.UNKNOWN),
    )


def _place(component: ComponentRef | None) -> tuple[bool, str, str]:
    return component is None, folded(component.name) if component else "", component.guid if component else ""


def _with_status(found: Iterable[ContractFacts], today: date) -> list[tuple[ContractFacts, ContractStatus]]:
    days = thresholds(today).warning_days
    return [(one, rules.status(one.terms, today, warning_days=days)) for one in found]


def _shared(contracts: Sequence[ContractFacts], uses: Sequence[BoardUse]) -> _Shared:
    by_product: dict[str, list[BoardUse]] = defaultdict(list)
    for use in uses:
        by_product[use.product_key].append(use)
    found = _Shared()
    for one in contracts:
        price = rules.yearly_cost(one.terms, one.yearly_price)
        if price is None:
            found.unpriced += 1
        _share(one, price, by_product, found)
    return found


def _share(
    one: ContractFacts, price: Decimal | None, by_product: Mapping[str, Sequence[BoardUse]], found: _Shared
) -> None:
    """Share the price of one contract out; the part of a product that nobody uses is unused."""
    parts = rules.shares(price, len(one.products)) if price is not None else ()
    for place, product in enumerate(one.products):
        under = by_product.get(product.key, ())
        for use in under:
            found.contracts[use.id].append(ContractRef(id=one.id, title=one.title))
        if price is None:
            continue
        for use, part in zip(under, rules.shares(parts[place], len(under)), strict=True):
            found.by_use[use.id] = found.by_use.get(use.id, Decimal(0)) + part
        if not under:
            found.unused += parts[place]
    if price is not None and not one.products:
        found.unused += price


def _use_costs(use: BoardUse, shared: _Shared, components: int) -> tuple[UseCost, ...]:
    """Return what a use costs, once for each component that it stands on (once where it stands on none)."""
    of_contracts = shared.by_use.get(use.id)
    counted = use.yearly_cost if of_contracts is None else of_contracts
    basis = CostBasis.CONTRACT if of_contracts is not None else CostBasis.USE
    parts: tuple[Decimal | None, ...] = (None,) * max(components, 1)
    if counted is not None:
        parts = rules.shares(counted, max(components, 1))
    return tuple(
        UseCost(
            use_id=use.id,
            name=use.name,
            product_key=use.product_key,
            product_name=use.product_name,
            contract_share=of_contracts,
            own_cost=use.yearly_cost,
            counted=counted,
            basis=CostBasis.UNKNOWN if counted is None else basis,
            components=components,
            share=part,
            contracts=tuple(shared.contracts.get(use.id, ())),
        )
        for part in parts
    )


def _component(component: ComponentRef | None, uses: Sequence[UseCost]) -> ComponentCost:
    return ComponentCost(
        component=component,
        uses=tuple(uses),
        products=len({use.product_key for use in uses}),
        cost=_added([use.share for use in uses]),
        unknown=sum(1 for use in uses if use.share is None),
    )


def _added(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the known amounts."""
    return sum((one for one in amounts if one is not None), Decimal(0))


def _placements(session: Session, board_number: str) -> dict[UUID, tuple[ComponentRef, ...]]:
    """Return the components on which each use of a board stands, by name."""
    known = reference(session)
    query = (
        select(col(Placement.use_id), col(Placement.component_guid), col(Placement.component_name))
        .join(Use, col(Use.id) == col(Placement.use_id))
        .where(col(Use.board_number) == board_number)
        .order_by(col(Placement.component_name), col(Placement.component_guid))
    )
    found: dict[UUID, tuple[ComponentRef, ...]] = {}
    for use_id, guid, name in session.execute(query):
        found[use_id] = (*found.get(use_id, ()), known.component(guid, name))
    return found

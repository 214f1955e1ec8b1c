"""Pure: what each use costs a year, as the contracts say, or as the board noted at the use itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from swc.landscape.contracts.kinds import HOLDS
from swc.landscape.contracts.rules import shares
from swc.landscape.contracts.schemas import ContractSummary, ContractUse
from swc.landscape.kinds import LegalForm
from swc.landscape.schemas import UseSummary


def use_costs(uses: Iterable[UseSummary], contracts: Iterable[ContractSummary]) -> dict[UUID, Decimal]:
    """Return the known yearly cost of uses, by id; a use of unknown cost has no entry.

    As in the cost overview: the price of a contract that holds is shared out evenly over its products, and each
    product's part evenly over the live uses of it. What is noted at the use counts where no contract tells a price.
    """
    found = {use.id: use.yearly_cost for use in uses if use.yearly_cost is not None}
    return {**found, **_of_contracts(contracts)}


def _of_contracts(contracts: Iterable[ContractSummary]) -> dict[UUID, Decimal]:
    found: dict[UUID, Decimal] = defaultdict(Decimal)
    for one in contracts:
        price = _price(one)
        if one.status not in HOLDS or price is None:
            continue
        under: dict[str, list[ContractUse]] = defaultdict(list)
        for use in one.uses:
            if use.live:
                under[use.product_key].append(use)
        for product, part in zip(one.products, shares(price, len(one.products)), strict=True):
            live = under.get(product.key, [])
            for use, amount in zip(live, shares(part, len(live)), strict=True):
                found[use.id] += amount
    return dict(found)


def _price(one: ContractSummary) -> Decimal | None:
    if one.yearly_price is None and one.legal_form is LegalForm.FREE_WITHOUT_CONTRACT:
        return Decimal(0)
    return one.yearly_price

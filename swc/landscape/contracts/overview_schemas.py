"""Read models over all contracts of a board: what components cost, which ends are announced, what is not covered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from pydantic import computed_field

from swc.access.schemas import ReadModel
from swc.landscape.contracts.kinds import CostBasis, LifecycleKind, Uncovered, Unused
from swc.landscape.contracts.schemas import ContractRef
from swc.landscape.schemas import ComponentRef


class UseCost(ReadModel):
    """The yearly cost of one use, in euro: its share of the contracts that hold, and what was noted at the use itself.

    A contract's price is shared out evenly over its products, and each product's part evenly over the uses of it that
    are live. `counted` is what totals count: the share of contracts, else what was noted, else nothing (`unknown`).
    `share` is the part of `counted` that falls to the component at hand: a use on several components is shared out
    evenly over them.
    """

    use_id: UUID
    name: str
    product_key: str
    product_name: str
    contract_share: Decimal | None
    own_cost: Decimal | None
    counted: Decimal | None
    basis: CostBasis
    components: int
    share: Decimal | None
    contracts: tuple[ContractRef, ...] = ()


class ComponentCost(ReadModel):
    """What the live uses on one component cost a year; without a component: what stands on none.

    `cost` adds up the known shares only; `unknown` uses have no known cost. `overlap` says that several products serve
    the component.
    """

    component: ComponentRef | None
    uses: tuple[UseCost, ...]
    products: int
    cost: Decimal
    unknown: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def overlap(self) -> bool:
        """Say whether several products serve this one component."""
        return self.component is not None and self.products > 1


class CostOverview(ReadModel):
    """The yearly cost of a board: per component, and in all; every euro is counted once.

    `total` is what the components add up to together with `unused`, the price of contracts (or the part of it) that
    no live use falls under. `unknown` uses have no known cost, `unpriced` contracts that hold have no known price.
    Of `uncertain` contracts it is unknown whether they hold; their price counts nowhere.
    """

    components: tuple[ComponentCost, ...]
    total: Decimal
    unused: Decimal
    unknown: int
    unpriced: int
    uncertain: int


class LifecycleEntry(ReadModel):
    """An announced end that touches a use: of the product, or of the support of the version in use.

    `days` counts from today; `within_warning` says that it is near enough to be reported.
    """

    kind: LifecycleKind
    on: date
    days: int
    use_id: UUID
    use_name: str
    product_key: str
    product_name: str
    version_id: int | None = None
    version_name: str | None = None
    version_status: str | None = None
    within_warning: bool


class UncoveredUse(ReadModel):
    """A live use for which no contract is known to hold, and why."""

    id: UUID
    name: str
    product_key: str
    product_name: str
    vendor_name: str | None
    why: Uncovered
    contracts: tuple[ContractRef, ...] = ()


class UnusedContract(ReadModel):
    """A contract that holds, or may hold, while no live use falls under it, and why."""

    contract: ContractRef
    why: Unused
    yearly_price: Decimal | None


class ContractCoverage(ReadModel):
    """How contracts and uses fit together; `free` counts live uses that are free without any contract."""

    covered: int
    free: int
    without_contract: tuple[UncoveredUse, ...]
    without_use: tuple[UnusedContract, ...]

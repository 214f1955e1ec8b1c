"""What rows are planned against: the contracts, uses, products and vendors that a name in a list can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.landscape.contracts import stored
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.imports.folding import fold, fold_party
from swc.landscape.imports.matching import Match, NameIndex
from swc.landscape.imports.queries import named_products, named_vendors


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands when a list is planned; `own_names` are the products by how the board calls its use of them."""

    contracts: Mapping[UUID, ContractFacts]
    own_names: Mapping[str, frozenset[str]]
    products: NameIndex
    vendors: NameIndex
    kept_names: frozenset[str]

    def vendor(self, name: str) -> Match:
        """Return the vendor that a name means, apart from its legal form."""
        return self.vendors.match(fold_party(name) or name)


def ground(session: Session, board_number: str, today: date) -> Ground:
    """Read what a plan is made against, in a fixed number of statements."""
    contracts = {one.id: one for one in stored.of_board(session, board_number)}
    own: dict[str, set[str]] = {}
    for use in stored.uses_of_board(session, board_number, today):
        own.setdefault(fold(use.name), set()).add(use.product_key)
    parties = (party for one in contracts.values() for party in one.parties if party.vendor_key is None)
    return Ground(
        contracts=contracts,
        own_names={name: frozenset(keys) for name, keys in own.items()},
        products=NameIndex(named_products(session, on=today)),
        vendors=NameIndex(named_vendors(session)),
        kept_names=frozenset(fold_party(party.name) for party in parties),
    )

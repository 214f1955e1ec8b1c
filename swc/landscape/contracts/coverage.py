"""How contracts and uses of a board fit together: what runs without a contract, and what is paid for in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from swc.landscape.contracts import stored
from swc.landscape.contracts.judging import summaries
from swc.landscape.contracts.kinds import HOLDS, ContractStatus, Uncovered, Unused
from swc.landscape.contracts.overview_schemas import ContractCoverage, UncoveredUse, UnusedContract
from swc.landscape.contracts.schemas import ContractRef, ContractSummary
from swc.landscape.contracts.stored import BoardUse
from swc.landscape.kinds import LegalForm


def coverage(session: Session, board_number: str, today: date) -> ContractCoverage:
    """Return how contracts and uses fit together: live uses without a contract, contracts without a live use."""
    uses = stored.uses_of_board(session, board_number, today)
    found = summaries(stored.of_board(session, board_number, documents=False), uses, today)
    by_product: dict[str, list[ContractSummary]] = defaultdict(list)
    for one in found:
        for product in one.products:
            by_product[product.key].append(one)
    live = [use for use in uses if use.live]
    without = tuple(one for use in live for one in _uncovered(use, by_product[use.product_key]))
    return ContractCoverage(
        covered=len(live) - len(without),
        free=sum(1 for use in live if _is_free(by_product[use.product_key])),
        without_contract=without,
        without_use=tuple(one for each in found for one in _unused(each)),
    )


def _is_free(about: Sequence[ContractSummary]) -> bool:
    holding = [one for one in about if one.status in HOLDS]
    return bool(holding) and all(one.legal_form is LegalForm.FREE_WITHOUT_CONTRACT for one in holding)


def _uncovered(use: BoardUse, about: Sequence[ContractSummary]) -> Iterator[UncoveredUse]:
    if any(one.status in HOLDS for one in about):
        return
    states = {one.status for one in about}
    if ContractStatus.UNKNOWN in states:
        why = Uncovered.UNKNOWN
    elif ContractStatus.FUTURE in states:
        why = Uncovered.NOT_STARTED
    else:
        why = Uncovered.ENDED if states else Uncovered.NO_CONTRACT
    yield UncoveredUse(
        id=use.id,
        name=use.name,
        product_key=use.product_key,
        product_name=use.product_name,
        vendor_name=use.vendor_name,
        why=why,
        contracts=tuple(ContractRef(id=one.id, title=one.title) for one in about),
    )


def _unused(one: ContractSummary) -> Iterator[UnusedContract]:
    if not one.may_hold or any(use.live for use in one.uses):
        return
    ended = Unused.USE_ENDED if one.uses else Unused.NOT_USED
    why = ended if one.products else Unused.NO_PRODUCT
    yield UnusedContract(contract=ContractRef(id=one.id, title=one.title), why=why, yearly_price=one.yearly_price)

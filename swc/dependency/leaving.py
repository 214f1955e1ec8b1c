"""Pure: how far a board could leave each application, from what is recorded of plan, export, alternative and notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from swc.dependency.facts import BoardFacts, UseFacts
from swc.dependency.kinds import ExitState
from swc.dependency.schemas import ExitRow, Ref
from swc.dependency.single import alternative
from swc.landscape.contracts.kinds import NoticeVerdict
from swc.landscape.contracts.rules import plus_months
from swc.landscape.contracts.schemas import ContractSummary, ExitFacts
from swc.landscape.kinds import Criticality, SettingAnswer

_WORST: Final = (
    NoticeVerdict.CONFLICT,
    NoticeVerdict.UNKNOWN,
    NoticeVerdict.WITHIN,
    NoticeVerdict.NOT_APPLICABLE,
)
_SETTLED: Final = frozenset({NoticeVerdict.WITHIN, NoticeVerdict.NOT_APPLICABLE})
_CRITICAL: Final = frozenset({Criticality.HIGH, Criticality.CRITICAL})
_STATES: Final = (ExitState.MISSING, ExitState.UNKNOWN, ExitState.PARTLY, ExitState.READY)


def exit_rows(facts: BoardFacts, *, fresh_months: int) -> tuple[ExitRow, ...]:
    """Return how each active use could be left, the critical ones and the least prepared first."""
    since = plus_months(facts.on, -fresh_months)
    held: dict[str, list[ContractSummary]] = defaultdict(list)
    for contract in facts.contracts:
        for product in contract.products if contract.may_hold else ():
            held[product.key].append(contract)
    rows = (_row(use, facts.exits.get(use.id), held.get(use.summary.product_key, ()), since) for use in facts.uses)
    return tuple(sorted(rows, key=_order))


def judged(row: ExitRow) -> ExitState:
    """Return how far a use can be left.

    Ready: there is a plan (or none is needed), the export has a format and was tried lately, and the notice terms of
    its contracts are known to fit the Data Act or need not. Missing: there is no plan, and no export either. Unknown:
    nobody recorded plan or export.
    """
    planned = row.plan in (SettingAnswer.YES, SettingAnswer.NOT_APPLICABLE)
    exports = bool(row.export_format)
    if planned and exports and row.export_fresh and row.notice in _SETTLED:
        return ExitState.READY
    if row.plan is None and not exports and row.export_tested_on is None:
        return ExitState.UNKNOWN
    nothing = row.plan is SettingAnswer.NO and not exports and row.export_tested_on is None
    return ExitState.MISSING if nothing else ExitState.PARTLY


def _row(use: UseFacts, found: ExitFacts | None, contracts: Sequence[ContractSummary], since: date) -> ExitRow:
    known = found or ExitFacts(use_id=use.id)
    worst = min(contracts, key=lambda one: _WORST.index(one.notice_check.verdict), default=None)
    tested = known.export_tested_on
    row = ExitRow(
        use=use.ref,
        product=use.product,
        group=use.group_ref,
        critical=None if use.summary.criticality is None else use.summary.criticality in _CRITICAL,
        plan=known.exit_plan,
        plan_url=known.exit_plan_url,
        export_format=known.export_format,
        export_tested_on=tested,
        export_fresh=None if tested is None else tested >= since,
        escrow=known.escrow,
        alternative=alternative(found),
        alternative_name=known.alternative_name or known.alternative_product_key or "",
        alternative_tested_on=known.alternative_tested_on,
        notice=worst.notice_check.verdict if worst else NoticeVerdict.UNKNOWN,
        notice_months=worst.notice_months if worst else None,
        notice_days=worst.notice_days if worst else None,
        contracts=_refs(contracts),
    )
    return row.model_copy(update={"state": judged(row)})


def _refs(contracts: Iterable[ContractSummary]) -> tuple[Ref, ...]:
    return tuple(Ref(key=str(one.id), name=one.title) for one in contracts)


def _order(row: ExitRow) -> tuple[bool, int, str, str]:
    return (not row.critical, _STATES.index(row.state), row.use.name.casefold(), str(row.use.id))

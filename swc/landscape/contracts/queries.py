"""Reads of contracts: every one of a board judged on a day, one whole, their calendar, and the exits of uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from swc.landscape.contracts import stored
from swc.landscape.contracts.costs import component_costs, cost_overview
from swc.landscape.contracts.coverage import coverage
from swc.landscape.contracts.inputs import ContractFilter
from swc.landscape.contracts.judging import summaries
from swc.landscape.contracts.kinds import CalendarKind, ContractStatus
from swc.landscape.contracts.lifecycle import lifecycle
from swc.landscape.contracts.schemas import CalendarEntry, ContractDetail, ContractSummary, ExitFacts
from swc.landscape.kinds import PartyRole, Renewal
from swc.landscape.models import Use, UseExit
from swc.landscape.rules import folded

__all__ = [
    "calendar",
    "calendar_of",
    "component_costs",
    "contract",
    "contracts",
    "cost_overview",
    "coverage",
    "exits",
    "filtered",
    "lifecycle",
    "use_exit",
]

_EXIT_FIELDS = tuple(name for name in ExitFacts.model_fields if name in UseExit.model_fields)


def contracts(session: Session, board_number: str, today: date) -> tuple[ContractSummary, ...]:
    """Return every contract of a board by title, judged on a day, in four statements."""
    found = stored.of_board(session, board_number, documents=False)
    return summaries(found, stored.uses_of_board(session, board_number, today), today)


def contract(session: Session, board_number: str, contract_id: UUID, today: date) -> ContractDetail | None:
    """Return one contract whole, or nothing when the board has no such contract (a fixed number of statements)."""
    every = stored.of_board(session, board_number)
    facts = next((one for one in every if one.id == contract_id), None)
    if facts is None:
        return None
    judged = summaries(every, stored.uses_of_board(session, board_number, today), today)
    return ContractDetail(
        summary=next(one for one in judged if one.id == contract_id),
        documents=facts.documents,
        note=facts.note,
        created_at=facts.created_at,
    )


def filtered(found: Iterable[ContractSummary], asked: ContractFilter) -> tuple[ContractSummary, ...]:
    """Return the contracts that a filter asks for, in the order given."""
    words = folded(asked.text).split()
    return tuple(one for one in found if _fits(one, asked) and all(word in _texts(one) for word in words))


def _fits(one: ContractSummary, asked: ContractFilter) -> bool:
    return (
        (not asked.status or one.status in asked.status)
        and (not asked.legal_form or one.legal_form in asked.legal_form)
        and (not asked.notice or one.notice_check.verdict in asked.notice)
        and (not asked.vendor or asked.vendor in _vendors(one))
        and (not asked.product or any(product.key == asked.product for product in one.products))
        and (not asked.overlapping or bool(one.overlaps))
        and (not asked.unpriced or one.yearly_price is None)
    )


def _vendors(one: ContractSummary) -> set[str | None]:
    return {*(party.vendor_key for party in one.parties), *(product.vendor_key for product in one.products)}


def _texts(one: ContractSummary) -> str:
    named = (*(party.name for party in one.parties), *(product.name for product in one.products))
    return folded(" ".join((one.title, one.reference, *named)))


def calendar(session: Session, board_number: str, today: date) -> tuple[CalendarEntry, ...]:
    """Return the days that matter for contracts that have not ended, in their order (four statements)."""
    found = (entry for one in contracts(session, board_number, today) for entry in calendar_of(one, today))
    return tuple(sorted(found, key=lambda entry: (entry.on, folded(entry.title), entry.kind, str(entry.contract_id))))


def calendar_of(one: ContractSummary, today: date) -> Iterator[CalendarEntry]:
    """Yield the days of one contract: its last notice day, and the last day of its term."""
    if one.status is ContractStatus.ENDED:
        return
    if one.last_notice_day is not None:
        yield _entry(one, one.last_notice_day, CalendarKind.LAST_NOTICE, today)
    if one.term_end is not None:
        by_itself = one.renewal is Renewal.AUTOMATIC and one.ended_on is None
        yield _entry(one, one.term_end, CalendarKind.RENEWAL if by_itself else CalendarKind.END, today)


def _entry(one: ContractSummary, on: date, kind: CalendarKind, today: date) -> CalendarEntry:
    return CalendarEntry(
        on=on,
        days=(on - today).days,
        kind=kind,
        contract_id=one.id,
        title=one.title,
        reference=one.reference,
        status=one.status,
        term_end=one.term_end,
        products=tuple(product.name for product in one.products),
        suppliers=one.named(PartyRole.SUPPLIER, PartyRole.RESELLER),
        yearly_price=one.yearly_price,
    )


def exits(session: Session, board_number: str, only: Collection[UUID] | None = None) -> dict[UUID, ExitFacts]:
    """Return what is known of leaving the uses of a board (or some), in one statement; without an entry: nothing."""
    columns = (getattr(UseExit, name) for name in _EXIT_FIELDS)
    query = select(*columns).join(Use, col(Use.id) == col(UseExit.use_id)).where(col(Use.board_number) == board_number)
    rows = session.execute(query if only is None else query.where(col(Use.id).in_(only)))
    return {row.use_id: ExitFacts.model_validate(dict(row._mapping)) for row in rows}  # noqa: SLF001 - the public name


def use_exit(session: Session, board_number: str, use_id: UUID) -> ExitFacts | None:
    """Return what is known of leaving one use; nothing when the board has no such use."""
    use = session.get(Use, use_id)
    if use is None or use.board_number != board_number:
        return None
    row = session.get(UseExit, use_id)
    return ExitFacts(use_id=use_id) if row is None else ExitFacts.model_validate(row.model_dump())

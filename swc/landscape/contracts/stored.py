"""The rows of contracts with all that hangs under them, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from swc.catalogue.models import Product, Vendor
from swc.landscape.contracts.rules import Terms
from swc.landscape.contracts.schemas import ContractProductRef, DocumentFact, PartyFact
from swc.landscape.kinds import LegalForm, PartyRole, Renewal, UsageStatus
from swc.landscape.models import Contract, ContractDocument, ContractParty, ContractProduct, Use
from swc.landscape.rules import folded, lives

_ROLES = {role: place for place, role in enumerate(PartyRole)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFacts:
    """What stands in one contract, with the meanings of the table; nothing is worked out of it yet."""

    id: UUID
    board_number: str
    title: str
    reference: str
    legal_form: LegalForm
    signed_on: date | None
    start_date: date | None
    end_date: date | None
    notice_days: int | None
    notice_months: int | None
    renewal: Renewal
    renewal_months: int | None
    yearly_price: Decimal | None
    price_index: str
    data_processing_service: bool | None
    switching_clause: bool | None
    ended_on: date | None
    note: str
    import_key: str
    created_at: datetime
    updated_at: datetime
    row_version: int
    parties: tuple[PartyFact, ...] = ()
    products: tuple[ContractProductRef, ...] = ()
    documents: tuple[DocumentFact, ...] = ()

    @property
    def terms(self) -> Terms:
        """Return what the contract says of its time."""
        return Terms(**{name: getattr(self, name) for name in _TERMS})


_TERMS = tuple(Terms.__dataclass_fields__)
_COLUMNS = tuple(name for name in ContractFacts.__dataclass_fields__ if name in Contract.model_fields)


@dataclass(frozen=True, slots=True)
class BoardUse:
    """A use as far as contracts need it; `live` is false when it has ended."""

    id: UUID
    name: str
    product_key: str
    product_name: str
    vendor_name: str | None
    version_id: int | None
    status: UsageStatus
    yearly_cost: Decimal | None
    live: bool


def of_board(
    session: Session, board_number: str, only: Collection[UUID] | None = None, *, documents: bool = True
) -> tuple[ContractFacts, ...]:
    """Return every contract of a board (or some) by title, in four statements (three without the documents)."""
    mine = col(Contract.board_number) == board_number
    return _read(session, mine if only is None else mine & col(Contract.id).in_(only), documents=documents)


def one(session: Session, board_number: str, contract_id: UUID) -> ContractFacts | None:
    """Return one contract of a board, or nothing."""
    mine = (col(Contract.id) == contract_id) & (col(Contract.board_number) == board_number)
    return next(iter(_read(session, mine, documents=True)), None)


def uses_of_board(session: Session, board_number: str, today: date) -> tuple[BoardUse, ...]:
    """Return every use of a board by name, in one statement."""
    query: Any = (
        select(
            col(Use.id),
            col(Use.own_name),
            col(Use.product_key),
            col(Product.name).label("product_name"),
            col(Vendor.name).label("vendor_name"),
            col(Use.version_id),
            col(Use.status),
            col(Use.end_date),
            col(Use.yearly_cost),
        )
        .join(Product, col(Product.key) == col(Use.product_key))
        .join(Vendor, col(Vendor.key) == col(Product.vendor_key), isouter=True)
        .where(col(Use.board_number) == board_number)
    )
    found = (
        BoardUse(
            id=row.id,
            name=row.own_name or row.product_name,
            product_key=row.product_key,
            product_name=row.product_name,
            vendor_name=row.vendor_name,
            version_id=row.version_id,
            status=row.status,
            yearly_cost=row.yearly_cost,
            live=lives(row.status, row.end_date, today),
        )
        for row in session.execute(query)
    )
    return tuple(sorted(found, key=lambda use: (folded(use.name), str(use.id))))


def _read(session: Session, where: ColumnElement[bool], *, documents: bool) -> tuple[ContractFacts, ...]:
    mine = select(col(Contract.id)).where(where)
    parties, products = _parties(session, mine), _products(session, mine)
    papers = _documents(session, mine) if documents else {}
    columns = (getattr(Contract, name) for name in _COLUMNS)
    found = (
        ContractFacts(
            **row._mapping,  # noqa: SLF001 - the public name of a row's values
            parties=tuple(sorted(parties.get(row.id, ()), key=lambda party: (_ROLES[party.role], folded(party.name)))),
            products=tuple(products.get(row.id, ())),
            documents=tuple(papers.get(row.id, ())),
        )
        for row in session.execute(select(*columns).where(where))
    )
    return tuple(sorted(found, key=lambda contract: (folded(contract.title), str(contract.id))))


def _parties(session: Session, mine: Any) -> dict[UUID, list[PartyFact]]:  # noqa: ANN401 - a subquery
    query: Any = (
        select(
            col(ContractParty.contract_id),
            col(ContractParty.role),
            col(ContractParty.name),
            col(ContractParty.vendor_key),
            col(Vendor.name).label("vendor_name"),
        )
        .join(Vendor, col(Vendor.key) == col(ContractParty.vendor_key), isouter=True)
        .where(col(ContractParty.contract_id).in_(mine))
    )
    return _grouped(
        (row.contract_id, PartyFact(role=row.role, name=row.vendor_name or row.name, vendor_key=row.vendor_key))
        for row in session.execute(query)
    )


def _products(session: Session, mine: Any) -> dict[UUID, list[ContractProductRef]]:  # noqa: ANN401 - a subquery
    query: Any = (
        select(
            col(ContractProduct.contract_id),
            col(Product.key),
            col(Product.name),
            col(Product.vendor_key),
            col(Vendor.name).label("vendor_name"),
        )
        .join(Product, col(Product.key) == col(ContractProduct.product_key))
        .join(Vendor, col(Vendor.key) == col(Product.vendor_key), isouter=True)
        .where(col(ContractProduct.contract_id).in_(mine))
        .order_by(col(Product.name), col(Product.key))
    )
    return _grouped(
        (
            row.contract_id,
            ContractProductRef(key=row.key, name=row.name, vendor_key=row.vendor_key, vendor_name=row.vendor_name),
        )
        for row in session.execute(query)
    )


def _documents(session: Session, mine: Any) -> dict[UUID, list[DocumentFact]]:  # noqa: ANN401 - a subquery
    query: Any = (
        select(
            col(ContractDocument.contract_id),
            col(ContractDocument.title),
            col(ContractDocument.url),
            col(ContractDocument.dated),
        )
        .where(col(ContractDocument.contract_id).in_(mine))
        .order_by(col(ContractDocument.title), col(ContractDocument.url), col(ContractDocument.id))
    )
    return _grouped(
        (row.contract_id, DocumentFact(title=row.title, url=row.url, dated=row.dated)) for row in session.execute(query)
    )


def _grouped(pairs: Iterable[tuple[UUID, Any]]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found

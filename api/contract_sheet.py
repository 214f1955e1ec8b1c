"""Contracts as a workbook or CSV: the columns that reading in recognises, with what stands or empty to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from api.list_sheet import CSV_TYPE, MEDIA_TYPE, Layout, as_csv, as_template, as_workbook, yes_no
from api.rendering import label
from swc.landscape.contracts.imports.kinds import ContractField
from swc.landscape.contracts.imports.names import EXPLAINED, FIELD_NAMES
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.kinds import LegalForm, PartyRole, Renewal
from vocab.schemes import scheme

__all__ = ["CSV_TYPE", "MEDIA_TYPE", "contracts_csv", "contracts_sheet", "contracts_template"]

_F = ContractField


def _parties(role: PartyRole) -> Callable[[ContractFacts], str]:
    return lambda one: "; ".join(party.name for party in one.parties if party.role is role)


def _notice(one: ContractFacts) -> str | None:
    if one.notice_months is not None:
        return _months(one.notice_months)
    return None if one.notice_days is None else f"{one.notice_days} {'dag' if one.notice_days == 1 else 'dagen'}"


def _months(number: int) -> str:
    return f"{number} {'maand' if number == 1 else 'maanden'}"


def _documents(one: ContractFacts) -> str:
    return "\n".join(
        " | ".join([paper.title, paper.url, *([f"{paper.dated:%d-%m-%Y}"] if paper.dated else [])])
        for paper in one.documents
    )


LAYOUT: Final[Layout[ContractField, ContractFacts]] = Layout(
    title="Contracten",
    names=FIELD_NAMES,
    values={
        _F.TITLE: lambda one: one.title,
        _F.REFERENCE: lambda one: one.reference,
        _F.SUPPLIER: _parties(PartyRole.SUPPLIER),
        _F.RESELLER: _parties(PartyRole.RESELLER),
        _F.PURCHASING_BODY: _parties(PartyRole.PURCHASING_BODY),
        _F.CUSTOMER: _parties(PartyRole.CUSTOMER),
        _F.PRODUCTS: lambda one: "; ".join(product.name for product in one.products),
        _F.LEGAL_FORM: lambda one: _known(one.legal_form, LegalForm.UNKNOWN, "contract-forms"),
        _F.SIGNED_ON: lambda one: one.signed_on,
        _F.START_DATE: lambda one: one.start_date,
        _F.END_DATE: lambda one: one.end_date,
        _F.NOTICE: _notice,
        _F.RENEWAL: lambda one: _known(one.renewal, Renewal.UNKNOWN, "contract-renewals"),
        _F.RENEWAL_MONTHS: lambda one: _months(one.renewal_months) if one.renewal_months else None,
        _F.YEARLY_PRICE: lambda one: one.yearly_price,
        _F.PRICE_INDEX: lambda one: one.price_index,
        _F.DATA_SERVICE: lambda one: yes_no(one.data_processing_service),
        _F.SWITCHING: lambda one: yes_no(one.switching_clause),
        _F.ENDED_ON: lambda one: one.ended_on,
        _F.DOCUMENTS: _documents,
        _F.NOTE: lambda one: one.note,
        _F.KEY: lambda one: str(one.id),
    },
    explained=EXPLAINED,
    mark=_F.KEY,
    dates=frozenset({_F.SIGNED_ON, _F.START_DATE, _F.END_DATE, _F.ENDED_ON}),
)
"""The columns of the list with what stands in them."""


def _known(code: LegalForm | Renewal, unknown: LegalForm | Renewal, name: str) -> str | None:
    """Return the Dutch label of a code, whatever language is read: reading in knows those; unknown is empty."""
    return None if code is unknown else scheme(name).concept(code.value).label_nl


def contracts_sheet(rows: Iterable[ContractFacts]) -> bytes:
    """Return the contracts as a workbook; the last column holds the mark by which each reads back to itself."""
    return as_workbook(LAYOUT, rows)


def contracts_csv(rows: Iterable[ContractFacts]) -> bytes:
    """Return the contracts as CSV, with the same columns."""
    return as_csv(LAYOUT, rows)


def contracts_template(vendors: Sequence[str]) -> bytes:
    """Return an empty list with drop-downs, and a sheet that says what the columns mean."""
    return as_template(
        LAYOUT,
        {
            _F.SUPPLIER: vendors,
            _F.LEGAL_FORM: [label(one.code, "contract-forms") for one in scheme("contract-forms").concepts],
            _F.RENEWAL: [label(one.code, "contract-renewals") for one in scheme("contract-renewals").concepts],
            _F.DATA_SERVICE: ("ja", "nee"),
            _F.SWITCHING: ("ja", "nee"),
        },
    )

"""Agreements as a workbook: the columns that reading in recognises, filled with what stands or empty to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from api.list_sheet import MEDIA_TYPE, Layout, as_template, as_workbook, yes_no
from api.rendering import label
from swc.landscape.agreements.imports.kinds import DealField
from swc.landscape.agreements.imports.names import EXPLAINED, FIELD_NAMES
from swc.landscape.agreements.schemas import AgreementRow
from vocab.schemes import scheme

__all__ = ["MEDIA_TYPE", "agreements_sheet", "agreements_template"]


def _about(one: AgreementRow) -> str:
    return one.use_name or "; ".join(product.name for product in one.products)


LAYOUT: Final[Layout[DealField, AgreementRow]] = Layout(
    title="Overeenkomsten",
    names=FIELD_NAMES,
    values={
        DealField.VENDOR: lambda one: one.vendor_name,
        DealField.APPLICATION: _about,
        DealField.PRESENCE: lambda one: label(one.presence, "agreement-presence"),
        DealField.MODEL: lambda one: label(one.model_version, "agreement-models") if one.model_version else None,
        DealField.SIGNED_ON: lambda one: one.signed_on,
        DealField.VALID_UNTIL: lambda one: one.valid_until,
        DealField.SIGNER_ROLE: lambda one: one.signer_role,
        DealField.SIGNER_AUTHORISED: lambda one: yes_no(one.signer_authorised),
        DealField.DOCUMENT: lambda one: one.document_url,
        DealField.ANNEX: lambda one: yes_no(one.annex_recorded),
        DealField.CATEGORIES: lambda one: "; ".join(one.categories),
        DealField.SUB_PROCESSORS: lambda one: "; ".join(each.text for each in one.sub_processors),
        DealField.LOCATIONS: lambda one: "; ".join(one.locations),
        DealField.RETENTION: lambda one: one.annex_retention,
        DealField.TITLE: lambda one: one.title,
        DealField.NOTE: lambda one: one.note,
        DealField.KEY: lambda one: str(one.id),
    },
    explained=EXPLAINED,
    mark=DealField.KEY,
    dates=frozenset({DealField.SIGNED_ON, DealField.VALID_UNTIL}),
)
"""The columns of the list with what stands in them."""


def agreements_sheet(rows: Iterable[AgreementRow]) -> bytes:
    """Return the agreements as a workbook; the last column holds the mark by which each reads back to itself."""
    return as_workbook(LAYOUT, rows)


def agreements_template(vendors: Sequence[str]) -> bytes:
    """Return an empty list with drop-downs, and a sheet that says what the columns mean."""
    return as_template(
        LAYOUT,
        {
            DealField.VENDOR: vendors,
            DealField.PRESENCE: ("ja", "nee", "niet nodig"),
            DealField.MODEL: [label(one.code, "agreement-models") for one in scheme("agreement-models").concepts],
            DealField.SIGNER_AUTHORISED: ("ja", "nee"),
            DealField.ANNEX: ("ja", "nee"),
        },
    )

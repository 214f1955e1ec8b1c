"""What people hand in about contracts and exits, and which contracts they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, field_validator

from swc.access.schemas import Input
from swc.catalogue.inputs import Address
from swc.landscape.amounts import read_amount
from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, PartyRole, Renewal, SettingAnswer

Days = Annotated[int, Field(ge=0, le=3_660)]
Months = Annotated[int, Field(ge=0, le=240)]


class ContractFilter(Input):
    """Which contracts to show; an empty field asks nothing. `vendor` and `product` are keys."""

    text: str = ""
    status: tuple[ContractStatus, ...] = ()
    legal_form: tuple[LegalForm, ...] = ()
    vendor: str = ""
    product: str = ""
    notice: tuple[NoticeVerdict, ...] = ()
    overlapping: bool = False
    unpriced: bool = False


class PartyInput(Input):
    """A party: one of the catalogue by its key, or by name."""

    role: PartyRole = PartyRole.SUPPLIER
    name: Annotated[str, Field(max_length=200)] = ""
    vendor_key: Annotated[str, Field(max_length=120)] | None = None


class DocumentInput(Input):
    """A document: what it is, where it stands, and the day it bears."""

    title: Annotated[str, Field(max_length=300)] = ""
    url: Annotated[str, Field(min_length=1, max_length=1000)]
    dated: date | None = None


class ContractInput(Input):
    """A contract as it should be; what is left out is unknown. At most one of `notice_days` and `notice_months`.

    A form may write a party as a line (`leverancier: Naam`, without a role the supplier) and a document too
    (`Titel | https://… | 2026-01-31`).
    """

    title: Annotated[str, Field(min_length=1, max_length=300)]
    reference: Annotated[str, Field(max_length=120)] = ""
    legal_form: LegalForm = LegalForm.UNKNOWN
    signed_on: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    notice_days: Days | None = None
    notice_months: Months | None = None
    renewal: Renewal = Renewal.UNKNOWN
    renewal_months: Annotated[int, Field(ge=1, le=240)] | None = None
    yearly_price: Annotated[Decimal, Field(ge=0, lt=10_000_000_000, decimal_places=2)] | None = None
    price_index: Annotated[str, Field(max_length=200)] = ""
    data_processing_service: bool | None = None
    switching_clause: bool | None = None
    ended_on: date | None = None
    note: Annotated[str, Field(max_length=4000)] = ""
    parties: tuple[PartyInput, ...] = Field(default=(), max_length=40)
    products: tuple[str, ...] = Field(default=(), max_length=200)
    documents: tuple[DocumentInput, ...] = Field(default=(), max_length=60)

    @field_validator("yearly_price", mode="before")
    @classmethod
    def _amount(cls, value: object) -> object:
        return read_amount(value)

    @field_validator("parties", mode="before")
    @classmethod
    def _party_lines(cls, value: object) -> object:
        return _lines(value, _party)

    @field_validator("documents", mode="before")
    @classmethod
    def _document_lines(cls, value: object) -> object:
        return _lines(value, _document)

    def whole(self) -> Self:
        """Return the same values with every field counted as given."""
        return type(self).model_validate({name: getattr(self, name) for name in type(self).model_fields})


class EndInput(Input):
    """The last day on which a contract holds, now that it was ended."""

    ended_on: date


class ExitInput(Input):
    """How a board can leave an application, as it should be; what is left out is unknown."""

    exit_plan: SettingAnswer | None = None
    exit_plan_url: Address = ""
    export_format: Annotated[str, Field(max_length=200)] = ""
    export_tested_on: date | None = None
    escrow: SettingAnswer | None = None
    alternative_product_key: Annotated[str, Field(max_length=120)] | None = None
    alternative_name: Annotated[str, Field(max_length=200)] = ""
    alternative_tested_on: date | None = None
    note: Annotated[str, Field(max_length=4000)] = ""


def _lines(value: object, read: Callable[[str], dict[str, object]]) -> object:
    """Read the texts among the values line by line; leave what is no text as it is."""
    if not isinstance(value, (list, tuple)):
        return value
    texts = [line.strip() for one in value if isinstance(one, str) for line in one.splitlines() if line.strip()]
    return [*(one for one in value if not isinstance(one, str)), *(read(line) for line in texts)]


_ROLE = re.compile(r"^(?P<role>[a-z]+)\s*:\s*(?P<name>.*)$", re.IGNORECASE)


def _party(line: str) -> dict[str, object]:
    found = _ROLE.match(line)
    if found and found["role"].lower() in {one.value for one in PartyRole}:
        return {"role": found["role"].lower(), "name": found["name"].strip()}
    return {"name": line}


def _document(line: str) -> dict[str, object]:
    title, *rest = (part.strip() for part in line.split("|"))
    url, *dated = rest or [title]
    return {"title": title, "url": url, "dated": next(iter(dated), "") or None}

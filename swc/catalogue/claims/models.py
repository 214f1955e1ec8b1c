"""The table of what vendors claim."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type, json_type
from swc.catalogue.kinds import ClaimAction, ClaimState


class VendorClaim(SQLModel, table=True):
    """What a vendor says of its own product: a fact with its source, waiting for the sector editor or judged by one.

    `noun` is the kind of fact (`standard`, `sub_processor`, `certificate`, `version`, a field of the product, …) and
    `payload` holds it as the form of that kind does; `seen` is what the catalogue held of it when it was handed in.
    Without a product it is about the vendor itself.
    """

    __tablename__ = "vendor_claim"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    vendor_key: str = Field(foreign_key="vendor.key", max_length=120, index=True)
    product_key: str | None = Field(default=None, foreign_key="product.key", max_length=120, index=True)
    noun: str = Field(max_length=40)
    action: ClaimAction = Field(sa_column=Column(enum_type(ClaimAction), nullable=False))
    payload: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    seen: dict[str, Any] | None = Field(default=None, sa_column=Column(json_type))
    evidence_url: str = ""
    dated: date
    note: str = ""
    state: ClaimState = Field(sa_column=Column(enum_type(ClaimState), nullable=False, index=True))
    submitted_at: datetime = Field(sa_type=Moment)
    submitted_by: str = Field(max_length=80)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=80)
    decision_reason: str = ""
    row_version: int = 1

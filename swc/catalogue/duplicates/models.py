"""Tables of products that were merged, and of entries that look alike and are not the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from fora.columns import Moment, json_type


class ProductMerge(SQLModel, table=True):
    """Two entries that turned out to be one product; `moved` says what went over, so that it can be undone."""

    __tablename__ = "product_merge"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    from_key: str = Field(foreign_key="product.key", max_length=120, index=True)
    into_key: str = Field(foreign_key="product.key", max_length=120, index=True)
    reason: str = ""
    moved: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    merged_at: datetime = Field(sa_type=Moment)
    merged_by: str = Field(max_length=80)
    undone_at: datetime | None = Field(default=None, sa_type=Moment)
    undone_by: str = Field(default="", max_length=80)


class ProductDistinct(SQLModel, table=True):
    """Two entries that look alike and are not the same product, as a person said; the lower key comes first."""

    __tablename__ = "product_distinct"

    first_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120)
    second_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120)
    reason: str = ""
    said_at: datetime = Field(sa_type=Moment)
    said_by: str = Field(max_length=80)

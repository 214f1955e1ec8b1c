"""The table of model files that were read and wait to be carried out."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from fora.columns import Moment, json_type


class ExchangeBatch(SQLModel, table=True):
    """A model file that was read: the dry run waits here for choices, then is committed as one batch.

    `told` is what the file tells of the landscape, `choices` what a person chose by the identifier in the file.
    """

    __tablename__ = "exchange_batch"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    file_name: str
    sha256: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=Moment)
    created_by: str = Field(max_length=80)
    committed_at: datetime | None = Field(default=None, sa_type=Moment)
    told: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    choices: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(json_type))

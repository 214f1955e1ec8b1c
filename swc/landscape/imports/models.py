"""What the tables of files that boards read in have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Field, SQLModel

from fora.columns import Moment, json_type


class FileBatch(SQLModel):
    """A file that was read: the dry run waits here for choices, then is committed as one batch."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    board_number: str = Field(foreign_key="board.number", max_length=10, index=True)
    file_name: str
    sha256: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=Moment)
    created_by: str = Field(max_length=80)
    committed_at: datetime | None = Field(default=None, sa_type=Moment)
    result: dict[str, Any] | None = Field(default=None, sa_type=json_type)

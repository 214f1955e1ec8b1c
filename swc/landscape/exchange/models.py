"""The table of model files that were read and wait to be carried out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column
from sqlmodel import Field

from fora.columns import json_type
from swc.landscape.imports.models import FileBatch


class ExchangeBatch(FileBatch, table=True):
    """A model file that was read: the dry run waits here for choices, then is committed as one batch.

    `told` is what the file tells of the landscape, `choices` what a person chose by the identifier in the file.
    """

    __tablename__ = "exchange_batch"

    told: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    choices: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))

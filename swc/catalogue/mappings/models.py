"""The table of mappings between concepts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Column, Index
from sqlmodel import Field, SQLModel

from fora.columns import Moment, enum_type
from swc.catalogue.kinds import Trust
from swc.catalogue.mappings.kinds import Justification, MappingState, Predicate


class Mapping(SQLModel, table=True):
    """One statement that a concept corresponds with a concept of another scheme; see `kinds.End` for the ends."""

    __tablename__ = "mapping"
    __table_args__ = (
        Index("ix_mapping_schemes", "subject_scheme", "object_scheme"),
        Index("ix_mapping_subject", "subject_code"),
        Index("ix_mapping_object", "object_code"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    subject_scheme: str = Field(max_length=100)
    subject_code: str = Field(max_length=400)
    predicate: Predicate = Field(sa_column=Column(enum_type(Predicate), nullable=False))
    object_scheme: str = Field(max_length=100)
    object_code: str = Field(max_length=400)
    state: MappingState = Field(sa_column=Column(enum_type(MappingState), nullable=False, index=True))
    justification: Justification = Field(sa_column=Column(enum_type(Justification), nullable=False))
    source: str = ""
    trust: Trust = Field(sa_column=Column(enum_type(Trust), nullable=False))
    note: str = ""
    reason: str = ""
    proposed_at: datetime = Field(sa_type=Moment)
    proposed_by: str = Field(max_length=80)
    proposed_label: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=80)
    decided_label: str = ""
    row_version: int = 1

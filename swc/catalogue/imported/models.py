"""Tables of concept schemes of others: the scheme, the files it was read from, the concepts of each stored version."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import Moment, blob_type, enum_type, json_type
from swc.catalogue.imported.kinds import FileFormat, FileState, Publication


class ImportedScheme(SQLModel, table=True):
    """A concept scheme of somebody else; `file_id` is the file of the version in force, nothing when taken back."""

    __tablename__ = "imported_scheme"

    key: str = Field(primary_key=True, max_length=80)
    iri: str = Field(unique=True, max_length=400)
    title: str
    description: str = ""
    file_id: UUID | None = None
    row_version: int = 1


class SchemeFile(SQLModel, table=True):
    """A file with a concept scheme: its bytes, its report, and once stored its number with licence and source."""

    __tablename__ = "scheme_file"
    __table_args__ = (UniqueConstraint("scheme_key", "number"),)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    state: FileState = Field(sa_column=Column(enum_type(FileState), nullable=False))
    scheme_key: str | None = Field(default=None, foreign_key="imported_scheme.key", max_length=80)
    number: int | None = None
    previous_id: UUID | None = None
    file_name: str = Field(max_length=200)
    format: FileFormat = Field(sa_column=Column(enum_type(FileFormat), nullable=False))
    sha256: str = Field(max_length=64)
    content: bytes = Field(sa_column=Column(blob_type, nullable=False))
    report: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    version_label: str = ""
    licence: str = ""
    publication: Publication = Field(sa_column=Column(enum_type(Publication), nullable=False))
    source_url: str = ""
    note: str = ""
    read_at: datetime = Field(sa_type=Moment)
    read_by: str = Field(max_length=80)
    stored_at: datetime | None = Field(default=None, sa_type=Moment)
    stored_by: str = Field(default="", max_length=80)


class ImportedConcept(SQLModel, table=True):
    """A concept of a stored version; `code` is short for its IRI, `facts` holds all that the file says of it."""

    __tablename__ = "imported_concept"
    __table_args__ = (Index("ix_imported_concept_order", "file_id", "position"),)

    file_id: UUID = Field(primary_key=True, foreign_key="scheme_file.id", ondelete="CASCADE")
    code: str = Field(primary_key=True, max_length=16)
    iri: str = Field(index=True, max_length=400)
    label_nl: str
    label_en: str
    definition: str = ""
    notation: str = ""
    position: int
    deprecated: bool = False
    folded: str = ""
    facts: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))

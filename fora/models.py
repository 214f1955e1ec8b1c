"""Tables of the reference architecture: releases with their elements, relations, views and cleaning report.

An element keeps its GUID (32 hex digits) over all releases; the pair (release, GUID) is the row. A property pair is
`{"key", "value"}`, with `"raw"` where cleaning changed the value and `"lang"` where the file gave a language;
`translations` holds names and texts in further languages as `{"field", "lang", "text"}`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from fora.columns import Moment, blob_type, enum_type, json_type
from fora.kinds import DomainOrigin, Level, Lifecycle, PersonalData, ReleaseStatus, SourceFormat


class Release(SQLModel, table=True):
    """One version of the reference architecture."""

    __tablename__ = "fora_release"
    __table_args__ = (
        Index(
            "uq_fora_release_published",
            "status",
            unique=True,
            sqlite_where=text("status = 'published'"),
            postgresql_where=text("status = 'published'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    version: str = Field(unique=True, max_length=80)
    title: str
    status: ReleaseStatus = Field(sa_column=Column(enum_type(ReleaseStatus), nullable=False, index=True))
    source_format: SourceFormat = Field(sa_column=Column(enum_type(SourceFormat), nullable=False))
    source_name: str
    sha256: str = Field(max_length=64, index=True)
    counts: dict[str, Any] = Field(sa_column=Column(json_type, nullable=False))
    staged_at: datetime = Field(sa_type=Moment)
    published_at: datetime | None = Field(default=None, sa_type=Moment)
    previous_id: int | None = Field(default=None, foreign_key="fora_release.id")


class ReleaseSource(SQLModel, table=True):
    """The file a release was read from, as it came in."""

    __tablename__ = "fora_release_source"

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    content: bytes = Field(sa_column=Column(blob_type, nullable=False))


class Element(SQLModel, table=True):
    """An ArchiMate element of a release with its FORA facets; `properties` keeps every pair as it came."""

    __tablename__ = "fora_element"

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    guid: str = Field(primary_key=True, max_length=32)
    source_id: str
    archimate_type: str = Field(max_length=60)
    fora_type: str = Field(default="", max_length=80, index=True)
    name: str
    documentation: str = ""
    folder: str = ""
    lifecycle: Lifecycle = Field(sa_column=Column(enum_type(Lifecycle), nullable=False))
    metamodel: bool = False
    personal_data: PersonalData = Field(sa_column=Column(enum_type(PersonalData), nullable=False))
    availability: Level = Field(sa_column=Column(enum_type(Level), nullable=False))
    integrity: Level = Field(sa_column=Column(enum_type(Level), nullable=False))
    confidentiality: Level = Field(sa_column=Column(enum_type(Level), nullable=False))
    source_url: str = ""
    properties: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    translations: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))


class ElementDomain(SQLModel, table=True):
    """An element belongs to a domain; many-to-many (a student system sits in five)."""

    __tablename__ = "fora_element_domain"
    __table_args__ = (Index("ix_fora_element_domain_domain", "release_id", "domain_guid"),)

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    element_guid: str = Field(primary_key=True, max_length=32)
    domain_guid: str = Field(primary_key=True, max_length=32)
    origin: DomainOrigin = Field(sa_column=Column(enum_type(DomainOrigin), nullable=False))


class Relation(SQLModel, table=True):
    """An ArchiMate relation of a release, with identity and properties of its own."""

    __tablename__ = "fora_relation"
    __table_args__ = (
        Index("ix_fora_relation_source", "release_id", "source_guid", "type"),
        Index("ix_fora_relation_target", "release_id", "target_guid", "type"),
    )

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    guid: str = Field(primary_key=True, max_length=32)
    source_id: str
    type: str = Field(max_length=40)
    source_guid: str = Field(max_length=32)
    target_guid: str = Field(max_length=32)
    access_type: str = Field(default="", max_length=20)
    modifier: str = Field(default="", max_length=80)
    directed: bool = False
    name: str = ""
    documentation: str = ""
    properties: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    translations: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))


class View(SQLModel, table=True):
    """A drawing of a release: the stored geometry of its nodes and connections."""

    __tablename__ = "fora_view"

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    guid: str = Field(primary_key=True, max_length=32)
    source_id: str
    name: str
    documentation: str = ""
    folder: str = ""
    properties: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    translations: list[dict[str, str]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    nodes: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))
    connections: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(json_type, nullable=False))


class ViewElement(SQLModel, table=True):
    """Which elements a view shows."""

    __tablename__ = "fora_view_element"
    __table_args__ = (
        ForeignKeyConstraint(
            ["release_id", "view_guid"], ["fora_view.release_id", "fora_view.guid"], ondelete="CASCADE"
        ),
        Index("ix_fora_view_element_element", "release_id", "element_guid"),
    )

    release_id: int = Field(primary_key=True)
    view_guid: str = Field(primary_key=True, max_length=32)
    element_guid: str = Field(primary_key=True, max_length=32)


class Cleaning(SQLModel, table=True):
    """One value that reading a release cleaned, or one thing it could not use: nothing is dropped silently."""

    __tablename__ = "fora_cleaning"

    release_id: int = Field(primary_key=True, foreign_key="fora_release.id", ondelete="CASCADE")
    number: int = Field(primary_key=True)
    subject_kind: str = Field(max_length=20)
    subject_guid: str = Field(max_length=80)
    subject_name: str = ""
    property: str = ""
    old_value: str = ""
    new_value: str | None = None
    reason: str = ""

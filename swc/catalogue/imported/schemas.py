"""What a report, a scheme and a concept of others are read as, and what is asked when a file is stored."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.imported.kinds import Change, FileFormat, FileState, Publication, Severity


class Finding(ReadModel):
    """What a check found: how often, and the first resources that it hit with what is wrong there."""

    code: str
    severity: Severity
    asked_by: str
    message: str
    count: int
    examples: tuple[tuple[str, str], ...] = ()


class Left(ReadModel):
    """What is left out of a file and why; `count` in statements or resources."""

    message: str
    count: int
    examples: tuple[str, ...] = ()


class ChangeCount(ReadModel):
    """How many concepts a change is about, with the first of them by name."""

    change: Change
    count: int
    examples: tuple[str, ...] = ()


class SchemeChoice(ReadModel):
    """A scheme that a file holds, with the number of its concepts."""

    iri: str
    title: str
    concepts: int


class Report(ReadModel):
    """What a file holds and what is wrong with it, made before anything is stored."""

    scheme_iri: str
    title: str
    description: str = ""
    version_label: str = ""
    licence: str = ""
    schemes: tuple[SchemeChoice, ...]
    triples: int
    concepts: int
    collections: int
    labels: dict[str, int]
    findings: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()
    changes: tuple[ChangeCount, ...] = ()
    compared_with: UUID | None = None
    scheme_key: str | None = None

    @property
    def blocked(self) -> bool:
        """Say whether something has to be mended before the scheme can be stored."""
        return any(one.severity is Severity.BLOCK for one in self.findings)


class FileSummary(ReadModel):
    """A file that was read: waiting, or stored as a version."""

    id: UUID
    state: FileState
    scheme_key: str | None
    number: int | None
    file_name: str
    format: FileFormat
    sha256: str
    version_label: str
    licence: str
    publication: Publication
    source_url: str
    note: str
    read_at: datetime
    stored_at: datetime | None
    title: str
    concepts: int


class FileReport(FileSummary):
    """A file with its report."""

    report: Report


class ImportedSummary(ReadModel):
    """A scheme of others in force; `concepts` counts those not deprecated."""

    key: str
    iri: str
    title: str
    description: str
    number: int
    version_label: str
    licence: str
    publication: Publication
    source_url: str
    stored_at: datetime | None
    concepts: int
    row_version: int


class ImportedConceptSummary(ReadModel):
    """A concept of others as a line of a list."""

    scheme: str
    code: str
    iri: str
    notation: str
    label_nl: str
    label_en: str
    definition: str
    deprecated: bool


class ToldText(ReadModel):
    """A text of a concept with its language; no language is the empty string."""

    text: str
    language: str


class ImportedMatch(ReadModel):
    """What the file itself says a concept corresponds with."""

    relation: str
    iri: str


class ImportedConceptDetail(ReadModel):
    """A concept of others with everything that its file says."""

    concept: ImportedConceptSummary
    labels: tuple[ToldText, ...]
    alternates: tuple[ToldText, ...]
    definitions: tuple[ToldText, ...]
    notes: tuple[ToldText, ...]
    broader: tuple[ImportedConceptSummary, ...]
    narrower: tuple[ImportedConceptSummary, ...]
    related: tuple[ImportedConceptSummary, ...]
    matches: tuple[ImportedMatch, ...]
    collections: tuple[str, ...]
    replaced_by: tuple[str, ...]


class StoreInput(Input):
    """What is asked when a file is stored; only a licence that is told can make a scheme public."""

    licence: str = Field(default="", max_length=300)
    publication: Publication = Publication.UNKNOWN
    source_url: str = Field(default="", max_length=500, pattern=r"^(https?://[^\s<>\"{}|\\^`]+)?$")
    version_label: str = Field(default="", max_length=80)
    note: str = Field(default="", max_length=1000)


class ChooseInput(Input):
    """Which scheme of a file is meant."""

    scheme_iri: str = Field(max_length=400)

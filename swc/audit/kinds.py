"""What an event is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class SubjectKind(StrEnum):
    """The kinds of thing that events tell about; equal to the kinds of IRI where they have one."""

    BOARD = "board"
    SCHOOL = "school"
    SITE = "site"
    PERSON = "person"
    API_KEY = "api_key"
    VENDOR = "vendor"
    PRODUCT = "product"
    CENTRAL_DPIA = "central-dpia"
    USE = "use"
    COUPLING = "coupling"
    AGREEMENT = "agreement"
    ASSESSMENT = "assessment"
    PROCESSING = "processing"
    FLAG = "flag"
    RELEASE = "release"
    CONTRACT = "contract"
    CLAIM = "claim"
    WEBHOOK = "webhook"
    QUERY = "query"
    MAPPING = "mapping"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class Noted:
    """An event of this unit of work, as far as the feeds need it: its number comes with the transaction."""

    event_id: UUID
    kind: str
    subject: SubjectKind
    key: str
    board_number: str | None


@dataclass(slots=True)
class Touched:
    """What one unit of work touched, for the followers to look at before it commits."""

    boards: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)
    vendors: set[str] = field(default_factory=set)
    release: bool = False
    happened: list[Noted] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Say whether anything was touched."""
        return bool(self.boards or self.products or self.vendors or self.release)

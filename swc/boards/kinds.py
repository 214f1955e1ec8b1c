"""Enumerations of boards and their accounts."""

from __future__ import annotations

from enum import StrEnum


class Sector(StrEnum):
    """The education sector of a board or school, as in DUO's files."""

    PO = "po"
    SO = "so"
    VO = "vo"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Sharing(StrEnum):
    """How far a board lets others see its landscape; nothing by default."""

    PRIVATE = "private"
    SECTOR = "sector"


class KeyScope(StrEnum):
    """What an API key may be used for."""

    READ = "read"
    WRITE = "write"
    SPARQL = "sparql"
    FEED = "feed"
    SECTOR_FEED = "sector_feed"
    SECTOR_READ = "sector_read"

"""Severity, certainty and the subject of a flag."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How soon a flag asks for action; equal to scheme `severity`."""

    RED = "red"
    ORANGE = "orange"
    GREY = "grey"


class Certainty(StrEnum):
    """Whether the facts prove the flag, or facts are missing so that it cannot be ruled out."""

    CERTAIN = "certain"
    UNKNOWN = "unknown"


class FlagSubject(StrEnum):
    """What a flag is about."""

    USE = "use"
    COUPLING = "coupling"
    VENDOR = "vendor"
    COMPONENT = "component"
    BOARD = "board"
    ACTIVITY = "activity"
    CONTRACT = "contract"
    SUB_PROCESSOR = "sub_processor"


class FlagStatus(StrEnum):
    """Where a flag stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    RESOLVED = "resolved"


class EvidenceForm(StrEnum):
    """How the value of a piece of evidence reads, so that every surface can show it well."""

    TEXT = "text"
    WORD = "word"
    DATE = "date"
    NUMBER = "number"
    SHARE = "share"
    CONCEPT = "concept"
    MISSING = "missing"

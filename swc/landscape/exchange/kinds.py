"""Enumerations of reading a model back: what an item is about and what a person chose for it."""

from __future__ import annotations

from enum import StrEnum


class Subject(StrEnum):
    """What an item of the file is about."""

    USE = "use"
    COUPLING = "coupling"
    OTHER = "other"


class Deed(StrEnum):
    """What would be done with it."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    PHASE_OUT = "phase_out"
    NONE = "none"


class EndKind(StrEnum):
    """What stands at an end of a coupling: an application of the board, one the file brings, FORA, or a party."""

    USE = "use"
    NEW = "new"
    ELEMENT = "element"
    PARTY = "party"


class ExchangeChoice(StrEnum):
    """What a person chose: take it as the file says, leave it, or what the file means by a name."""

    TAKE = "take"
    SKIP = "skip"
    PRODUCT = "product"
    USE = "use"
    CONCEPT = "concept"
    PHASE_OUT = "phase_out"

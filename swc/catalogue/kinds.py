"""Enumerations of the product catalogue."""

from __future__ import annotations

from enum import StrEnum


class Trust(StrEnum):
    """How far a fact is confirmed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    UNKNOWN = "unknown"


class ProductStatus(StrEnum):
    """Whether a product is a confirmed entry, a concept that somebody proposed, or gone up in another entry."""

    CONFIRMED = "confirmed"
    CONCEPT = "concept"
    MERGED = "merged"


class OwnershipRelation(StrEnum):
    """In what way an organisation belongs to another: owned by it, gone up in it, to nobody at all, or nobody knows."""

    OWNED = "owned"
    MERGED = "merged"
    INDEPENDENT = "independent"
    UNKNOWN = "unknown"


class ClaimState(StrEnum):
    """Where a claim of a vendor stands; only a confirmed one is a fact of the catalogue."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ClaimAction(StrEnum):
    """What a vendor asks: that a fact be set, or taken away."""

    SET = "set"
    REMOVE = "remove"


class VersionStatus(StrEnum):
    """Where a version stands in the vendor's life cycle."""

    IN_DEVELOPMENT = "in-ontwikkeling"
    IN_USE = "in-gebruik"
    END_OF_SUPPORT = "einde-ondersteuning"
    WITHDRAWN = "teruggetrokken"


UNSUPPORTED = frozenset({VersionStatus.END_OF_SUPPORT, VersionStatus.WITHDRAWN})
"""What says that the vendor no longer mends a version, also when no day is known."""


class DataLevel(StrEnum):
    """The heaviest kind of personal data a product handles (privacy notes 5.1), lightest first."""

    NONE = "geen"
    PSEUDONYM = "pseudoniem"
    ORDINARY = "gewoon"
    SENSITIVE = "gevoelig"
    SPECIAL = "bijzonder"
    UNKNOWN = "unknown"


class LocationKind(StrEnum):
    """What happens at a place."""

    STORAGE = "storage"
    SUPPORT = "support"


class ClaimOrigin(StrEnum):
    """Who says that a product is suited for a component."""

    SEED = "seed"
    VENDOR = "vendor"
    SECTOR = "sector"


class CentralOutcome(StrEnum):
    """The outcome of a central DPIA version, as far as it is public."""

    POSITIVE = "positive"
    CONDITIONAL = "conditional"
    NEGATIVE = "negative"
    NOT_PUBLIC = "not_public"
    UNKNOWN = "unknown"


class Addressee(StrEnum):
    """Who a measure is for."""

    BOARD = "board"
    VENDOR = "vendor"


class CentralChangeKind(StrEnum):
    """In what a version of a central DPIA differs from the one before."""

    OUTCOME = "outcome"
    MEASURE_ADDED = "measure_added"
    MEASURE_CHANGED = "measure_changed"
    MEASURE_DROPPED = "measure_dropped"
    DUE_MOVED = "due_moved"

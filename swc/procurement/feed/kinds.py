"""Enumerations of the feeds."""

from __future__ import annotations

from enum import StrEnum


class FeedName(StrEnum):
    """The feeds: the public catalogue, what boards share with the sector, and all of one board."""

    CATALOGUE = "catalogue"
    SECTOR = "sector"
    BOARD = "board"


class FeedSubject(StrEnum):
    """The kinds of thing that feeds tell of, in the order in which one may refer to another; equal to kinds of IRI."""

    VENDOR = "vendor"
    PRODUCT = "product"
    CENTRAL_DPIA = "central-dpia"
    BOARD = "board"
    SCHOOL = "school"
    USE = "use"
    COUPLING = "coupling"
    AGREEMENT = "agreement"
    CONTRACT = "contract"
    ASSESSMENT = "assessment"
    PROCESSING = "processing"
    FLAG = "flag"


ORDER = tuple(FeedSubject)
"""The order in which things of one unit of work are told; what is gone is told in the reverse order."""


class FeedAction(StrEnum):
    """What an entry says of its subject: this is how it is now, or it is no longer to be had."""

    UPSERT = "upsert"
    DELETE = "delete"


class WebhookState(StrEnum):
    """Whether a webhook is sent to: active, paused by a person, or switched off by the product with a reason."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"

"""Enumerations of the feeds."""

from __future__ import annotations

from enum import StrEnum


class FeedName(StrEnum):
    """The feeds: the public catalogue, what boards share with the sector, and all of one board."""

    CATALOGUE = "catalogue"
    SECTOR = "sector"
    BOARD = "board"


class FeedAction(StrEnum):
    """What an entry says of its subject: this is how it is now, or it is no longer to be had."""

    UPSERT = "upsert"
    DELETE = "delete"


class WebhookState(StrEnum):
    """Whether a webhook is sent to: active, paused by a person, or switched off by the product with a reason."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"

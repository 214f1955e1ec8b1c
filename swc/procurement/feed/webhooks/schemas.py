"""What goes in and out of webhooks: the form, a webhook without its secret, a new secret shown once, and deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.procurement.feed.kinds import FeedName, WebhookState

Address = Annotated[str, Field(min_length=1, max_length=1000)]


class WebhookInput(Input):
    """Where the entries go; `from_start` sends everything that the feed ever told first."""

    url: Address
    description: Annotated[str, Field(max_length=200)] = ""
    from_start: bool = False


class SharedWebhookInput(WebhookInput):
    """The same for a feed that is not a board's."""

    feed: FeedName = FeedName.CATALOGUE


class WebhookChange(Input):
    """Another address or description."""

    url: Address
    description: Annotated[str, Field(max_length=200)] = ""


class WebhookSummary(ReadModel):
    """A webhook as who keeps it sees it: never the secret.

    `waiting` counts the entries that did not arrive yet; `failures` those attempts in a row that failed for the next.
    """

    id: UUID
    feed: FeedName
    board_number: str
    url: str
    description: str
    state: WebhookState
    state_reason: str
    after_seq: int
    waiting: int
    failures: int
    next_attempt_at: datetime | None
    previous_until: datetime | None
    created_at: datetime
    row_version: int


class NewSecret(ReadModel):
    """A secret just made; it is shown this once."""

    id: UUID
    secret: str


class DeliveryRow(ReadModel):
    """One attempt to deliver one entry, with what came of it; `subject` is what the entry is about."""

    id: int
    entry_seq: int
    subject: str
    attempt: int
    at: datetime
    delivered: bool
    status_code: int | None
    error: str
    duration_ms: int


class WebhookDetail(ReadModel):
    """A webhook with its last attempts, newest first."""

    webhook: WebhookSummary
    deliveries: tuple[DeliveryRow, ...]
    older: int | None = None

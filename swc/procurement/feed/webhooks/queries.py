"""Reads of webhooks: those of a board or of the sector, and one with its last deliveries."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.errors import NotFoundError
from swc.procurement.feed.models import FeedEntry, Webhook, WebhookDelivery
from swc.procurement.feed.webhooks.schemas import DeliveryRow, WebhookDetail, WebhookSummary
from swc.procurement.feed.webhooks.sending import of_feed, still_to_send
from swc.procurement.feed.webhooks.service import demand_keeping, may_keep

PAGE = 50
_PLAIN = tuple(name for name in WebhookSummary.model_fields if name in Webhook.model_fields)


def webhooks(session: Session, board_number: str, *, by: Act) -> tuple[WebhookSummary, ...]:
    """Return the webhooks of a board, or without a number those of catalogue and sector; two statements."""
    demand_keeping(by, board_number)
    rows = session.scalars(
        select(Webhook)
        .where(col(Webhook.board_number) == board_number)
        .order_by(col(Webhook.created_at), col(Webhook.id))
    ).all()
    waiting = _waiting(session, board_number)
    return tuple(_summary(row, waiting.get(row.id, 0)) for row in rows)


def webhook_detail(session: Session, webhook_id: UUID, *, by: Act, before: int | None = None) -> WebhookDetail:
    """Return a webhook with its last attempts; `before` goes on where an earlier stretch ended.

    Raises `NotFoundError` for one that is not the actor's to keep.
    """
    row = session.get(Webhook, webhook_id)
    if row is None or not may_keep(by, row):
        raise NotFoundError("Deze webhook is niet gevonden.")
    found = next(one for one in webhooks(session, row.board_number, by=by) if one.id == webhook_id)
    wanted = (
        select(WebhookDelivery, col(FeedEntry.subject_kind), col(FeedEntry.subject_key))
        .join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
        .outerjoin(FeedEntry, of_feed() & (col(FeedEntry.seq) == col(WebhookDelivery.entry_seq)))
        .where(col(WebhookDelivery.webhook_id) == webhook_id)
    )
    if before is not None:
        wanted = wanted.where(col(WebhookDelivery.id) < before)
    rows = session.execute(wanted.order_by(col(WebhookDelivery.id).desc()).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    return WebhookDetail(
        webhook=found,
        deliveries=tuple(_delivery(row, f"{kind}/{key}" if kind else "") for row, kind, key in shown),
        older=shown[-1][0].id if len(rows) > PAGE else None,
    )


def _waiting(session: Session, board_number: str) -> dict[UUID, int]:
    """Return how many entries each webhook still has to send."""
    rows = session.execute(
        select(col(Webhook.id), func.count())
        .join(FeedEntry, still_to_send())
        .where(col(Webhook.board_number) == board_number)
        .group_by(col(Webhook.id))
    )
    return {row[0]: row[1] for row in rows}


def _summary(row: Webhook, waiting: int) -> WebhookSummary:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return WebhookSummary(**plain, waiting=waiting, failures=row.attempts)


def _delivery(row: WebhookDelivery, subject: str) -> DeliveryRow:
    return DeliveryRow(
        id=row.id or 0,
        entry_seq=row.entry_seq,
        subject=subject,
        attempt=row.attempt,
        at=row.at,
        delivered=row.delivered,
        status_code=row.status_code,
        error=row.error,
        duration_ms=row.duration_ms,
    )

"""What is to be sent next, and noting what came of it: entries one by one and in order for each webhook.

A webhook is claimed for a while before anything goes out, so that two senders never both have it; one that dies leaves
it to the next when the claim is over. So an entry arrives at least once, and never before the one ahead of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlmodel import Session, col

from swc.access.kinds import SYSTEM, Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.procurement.feed.kinds import FeedName, WebhookState
from swc.procurement.feed.models import FeedEntry, Webhook, WebhookDelivery
from swc.procurement.feed.queries import entries
from swc.procurement.feed.schemas import Entry
from swc.procurement.feed.webhooks.rules import Verdict, next_attempt, verdict
from swc.procurement.feed.webhooks.service import scope_of

CLAIM: Final = timedelta(seconds=90)
"""How long a sender has a webhook to itself: longer than any one attempt takes."""

KEPT: Final = 1000
"""How many of the last attempts of a webhook are kept."""


@dataclass(frozen=True, slots=True)
class Due:
    """One entry that is to be sent to one address now; `secrets` are those that sign, the newest first.

    `after` is where the webhook was when it was claimed, and `until` when that claim is over.
    """

    webhook_id: UUID
    url: str
    secrets: tuple[str, ...]
    entry: Entry
    attempt: int
    after: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt; no status code when nothing answered."""

    status_code: int | None
    error: str = ""
    duration_ms: int = 0


def due(session: Session, now: datetime) -> tuple[UUID, ...]:
    """Return the webhooks for which something waits, that may be sent to now and are not claimed; one statement."""
    wanted = select(col(Webhook.id)).where(
        _something_waits(),
        col(Webhook.state) == WebhookState.ACTIVE,
        *_free(now),
    )
    return tuple(session.scalars(wanted.order_by(col(Webhook.id))).all())


def _something_waits() -> ColumnElement[bool]:
    """Return the condition that entries wait for a webhook: two looks at an index, however long its feed is."""
    last = select(func.max(FeedEntry.seq)).where(col(FeedEntry.feed) == col(Webhook.feed))
    own = last.where(col(FeedEntry.board_number) == col(Webhook.board_number))
    every = and_(col(Webhook.feed) == FeedName.SECTOR, last.scalar_subquery() > col(Webhook.after_seq))
    return or_(every, own.scalar_subquery() > col(Webhook.after_seq))


def _free(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a webhook may be sent to now: its wait is over, and nobody else has it."""
    return (
        or_(col(Webhook.next_attempt_at).is_(None), col(Webhook.next_attempt_at) <= now),
        or_(col(Webhook.claimed_until).is_(None), col(Webhook.claimed_until) <= now),
    )


def still_to_send() -> ColumnElement[bool]:
    """Return the condition that an entry is of the feed of a webhook and did not arrive there yet."""
    return and_(of_feed(), col(FeedEntry.seq) > col(Webhook.after_seq))


def of_feed() -> ColumnElement[bool]:
    """Return the condition that an entry is of the feed of a webhook."""
    return and_(
        col(FeedEntry.feed) == col(Webhook.feed),
        or_(col(Webhook.feed) == FeedName.SECTOR, col(FeedEntry.board_number) == col(Webhook.board_number)),
    )


def next_moment(session: Session) -> datetime | None:
    """Return when the first attempt that waits for its time is to be made; nothing when none waits."""
    wanted = select(func.min(Webhook.next_attempt_at)).where(col(Webhook.state) == WebhookState.ACTIVE)
    found: datetime | None = session.execute(wanted).scalar_one()
    return found


def claim(session: Session, webhook_id: UUID, now: datetime) -> Due | None:
    """Claim a webhook and return what it is to be sent; nothing when somebody else has it, or nothing waits."""
    claimed = session.execute(
        update(Webhook)
        .where(col(Webhook.id) == webhook_id, col(Webhook.state) == WebhookState.ACTIVE, *_free(now))
        .values(claimed_until=now + CLAIM)
        .execution_options(synchronize_session=False)
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    row = session.get_one(Webhook, webhook_id, populate_existing=True)
    found = entries(session, scope_of(row), after=row.after_seq, limit=1).entries
    if not found:
        row.claimed_until, row.next_attempt_at = None, None
        session.flush()
        return None
    return Due(row.id, row.url, _secrets(row, now), found[0], row.attempts + 1, row.after_seq, now + CLAIM)


def settle(session: Session, sent: Due, outcome: Outcome, now: datetime, *, luck: Callable[[], float]) -> bool:
    """Note an attempt and say when to come back; return whether the next entry may go at once.

    A receiver that answers 410 is not sent to again, nor is one that failed for as long as the specification tells to
    try. A webhook that was paused, removed, sent back or led elsewhere meanwhile stays as it was made, and one that
    another sender has by now stays with that one.
    """
    locked = session.get_bind().dialect.name == "postgresql"
    row = session.get(Webhook, sent.webhook_id, populate_existing=True, with_for_update=locked)
    if row is None:
        return False
    session.add(
        WebhookDelivery(
            webhook_id=sent.webhook_id,
            entry_seq=sent.entry.seq,
            attempt=sent.attempt,
            at=now,
            delivered=verdict(outcome.status_code) is Verdict.DELIVERED,
            status_code=outcome.status_code,
            error=outcome.error[:300],
            duration_ms=outcome.duration_ms,
        )
    )
    if row.claimed_until == sent.until:
        row.claimed_until = None
    if (row.after_seq, row.url) == (sent.after, sent.url):
        _advance(session, row, sent, outcome, now=now, luck=luck())
    session.flush()
    _forget_old(session, sent.webhook_id)
    return row.state is WebhookState.ACTIVE and row.next_attempt_at is None


def _advance(session: Session, row: Webhook, sent: Due, outcome: Outcome, *, now: datetime, luck: float) -> None:
    found = verdict(outcome.status_code)
    if found is Verdict.DELIVERED:
        row.after_seq, row.attempts, row.next_attempt_at = sent.entry.seq, 0, None
        return
    row.attempts += 1
    again = next_attempt(row.attempts, now, luck)
    row.next_attempt_at = again
    if found is Verdict.GONE:
        _disable(session, row, "De ontvanger antwoordde dat dit adres niet meer bestaat (410).", now)
    elif again is None:
        _disable(session, row, "Het laatste bericht kwam na alle pogingen niet aan.", now)


def _disable(session: Session, row: Webhook, reason: str, now: datetime) -> None:
    row.state, row.state_reason, row.next_attempt_at = WebhookState.DISABLED, reason, None
    row.row_version += 1
    record(
        session,
        by=Act(SYSTEM, now, reason=reason),
        kind="webhook.disabled",
        subject=SubjectKind.WEBHOOK,
        key=str(row.id),
        board_number=row.board_number or None,
        after={"url": row.url, "state": row.state.value},
    )


def _secrets(row: Webhook, now: datetime) -> tuple[str, ...]:
    """Return the secrets that sign: the present one, and the one before until its time is over."""
    if row.previous_secret and row.previous_until is not None and now < row.previous_until:
        return (row.secret, row.previous_secret)
    return (row.secret,)


def _forget_old(session: Session, webhook_id: UUID) -> None:
    """Keep the record of deliveries at a fixed length."""
    oldest = (
        select(col(WebhookDelivery.id))
        .where(col(WebhookDelivery.webhook_id) == webhook_id)
        .order_by(col(WebhookDelivery.id).desc())
        .offset(KEPT)
        .limit(1)
    )
    last = session.execute(oldest).scalar_one_or_none()
    if last is not None:
        session.execute(
            delete(WebhookDelivery).where(
                col(WebhookDelivery.webhook_id) == webhook_id, col(WebhookDelivery.id) <= last
            )
        )

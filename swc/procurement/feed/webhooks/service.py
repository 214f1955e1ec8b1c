"""Keeping webhooks: added, changed, paused, resumed, given a new secret, sent again and removed, each with an event.

A webhook of a board belongs to that board's administrator; those of catalogue and sector to the sector editor.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem, RuleRefusedError
from swc.procurement.feed.kinds import FeedName, WebhookState
from swc.procurement.feed.models import Webhook
from swc.procurement.feed.queries import last_seq
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.webhooks.addresses import Allowance, target_of
from swc.procurement.feed.webhooks.rules import OVERLAP, new_secret
from swc.procurement.feed.webhooks.schemas import NewSecret, WebhookChange, WebhookInput


def demand_keeping(by: Act, board_number: str) -> None:
    """Refuse whoever may not keep the webhooks of a board, or (without a number) those of catalogue and sector."""
    if board_number:
        by.demand(Right.MANAGE_FEEDS, board_number)
    else:
        by.demand(Right.MANAGE_SECTOR_FEEDS)


def add_webhook(session: Session, scope: FeedScope, data: WebhookInput, *, by: Act, allowed: Allowance) -> NewSecret:
    """Add a webhook for a feed and return its secret, this once.

    It begins with what happens from now on, or with the first entry that there ever was. Raises `InvalidInputError`
    for an address that a webhook may not lead to.
    """
    demand_keeping(by, scope.board_number)
    target_of(data.url, allowed)
    secret = new_secret()
    row = Webhook(
        feed=scope.feed,
        board_number=scope.board_number,
        url=data.url,
        description=data.description,
        secret=secret,
        state=WebhookState.ACTIVE,
        after_seq=0 if data.from_start else last_seq(session, scope),
        created_at=by.now,
        created_by=by.actor.key,
    )
    session.add(row)
    session.flush()
    _note(session, row, "webhook.added", by=by, after={"url": row.url, "feed": row.feed.value})
    return NewSecret(id=row.id, secret=secret)


def change_webhook(
    session: Session,
    webhook_id: UUID,
    data: WebhookChange,
    *,
    by: Act,
    allowed: Allowance,
    expected_version: int | None = None,
) -> None:
    """Change address or description; saying the same again changes nothing."""
    row = _own(session, webhook_id, by=by, expected_version=expected_version)
    target_of(data.url, allowed)
    before = {"url": row.url, "description": row.description}
    after = {"url": data.url, "description": data.description}
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return
    row.url, row.description = data.url, data.description
    row.row_version += 1
    session.add(row)
    _note(
        session,
        row,
        "webhook.changed",
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )


def pause_webhook(session: Session, webhook_id: UUID, *, by: Act) -> None:
    """Send nothing until it is resumed; nothing is lost, it goes on where it was."""
    row = _own(session, webhook_id, by=by)
    if row.state is WebhookState.PAUSED:
        return
    _set_state(session, row, WebhookState.PAUSED, "webhook.paused", by=by)


def resume_webhook(session: Session, webhook_id: UUID, *, by: Act) -> None:
    """Send again from where it was, at once, also after it was switched off."""
    row = _own(session, webhook_id, by=by)
    if row.state is WebhookState.ACTIVE and row.attempts == 0:
        return
    row.attempts, row.next_attempt_at = 0, None
    _set_state(session, row, WebhookState.ACTIVE, "webhook.resumed", by=by)


def rotate_secret(session: Session, webhook_id: UUID, *, by: Act) -> NewSecret:
    """Give a webhook a new secret and return it, this once; the one before still signs for a day beside it."""
    row = _own(session, webhook_id, by=by)
    row.previous_secret, row.previous_until = row.secret, by.now + OVERLAP
    row.secret = new_secret()
    row.row_version += 1
    session.add(row)
    _note(session, row, "webhook.secret_rotated", by=by, after={"url": row.url})
    return NewSecret(id=row.id, secret=row.secret)


def go_back(session: Session, webhook_id: UUID, after_seq: int, *, by: Act) -> None:
    """Send again everything after an entry; the receiver tells a repeated one by its id."""
    row = _own(session, webhook_id, by=by)
    if not 0 <= after_seq <= row.after_seq:
        problem = Problem(
            "after_seq", "Daar is deze webhook nog niet geweest.", "Kies een eerder bericht, of 0 voor alles."
        )
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))
    before, row.after_seq, row.attempts, row.next_attempt_at = row.after_seq, after_seq, 0, None
    row.row_version += 1
    session.add(row)
    _note(session, row, "webhook.sent_again", by=by, before={"after_seq": before}, after={"after_seq": after_seq})


def remove_webhook(session: Session, webhook_id: UUID, *, by: Act) -> None:
    """Remove a webhook with the record of its deliveries; what it was stands in its event, but for the secret."""
    row = _own(session, webhook_id, by=by)
    before = {"url": row.url, "description": row.description, "feed": row.feed.value, "after_seq": row.after_seq}
    _note(session, row, "webhook.removed", by=by, before=before)
    session.delete(row)
    session.flush()


def scope_of(row: Webhook) -> FeedScope:
    """Return the feed of a webhook."""
    return FeedScope(row.feed, row.board_number)


def shared_scope(feed: FeedName) -> FeedScope:
    """Return the feed of catalogue or sector; a board's feed belongs to its board."""
    if feed is FeedName.BOARD:
        raise RuleRefusedError(
            "De berichten van een bestuur horen bij dat bestuur.", remedy="Maak de webhook bij het bestuur zelf."
        )
    return FeedScope(feed)


def _own(session: Session, webhook_id: UUID, *, by: Act, expected_version: int | None = None) -> Webhook:
    """Return a webhook to change it; one that is not the actor's to keep does not exist."""
    session.flush()
    row = session.get(Webhook, webhook_id, with_for_update=session.get_bind().dialect.name == "postgresql")
    if row is None or not may_keep(by, row):
        raise NotFoundError("Deze webhook is niet gevonden.")
    if expected_version is not None and expected_version != row.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Haal de pagina opnieuw op en vul uw wijziging weer in.",
        )
    return row


def may_keep(by: Act, row: Webhook) -> bool:
    """Say whether a webhook is the actor's to keep."""
    if row.board_number:
        return by.actor.may(Right.MANAGE_FEEDS, row.board_number)
    return by.actor.may(Right.MANAGE_SECTOR_FEEDS)


def _set_state(session: Session, row: Webhook, state: WebhookState, kind: str, *, by: Act) -> None:
    before, row.state, row.state_reason = row.state, state, ""
    row.row_version += 1
    session.add(row)
    after = {"state": state.value, "url": row.url}
    _note(session, row, kind, by=by, before={"state": before.value}, after=after)


def _note(
    session: Session,
    row: Webhook,
    kind: str,
    *,
    by: Act,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    session.flush()
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.WEBHOOK,
        key=str(row.id),
        board_number=row.board_number or None,
        before=before,
        after=after,
    )

"""Webhooks as JSON: those of a board, those on the feeds of catalogue and sector, and what is done with one."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from api.deps import ActDep, SessionDep
from api.feeds.sending import AllowanceDep
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import Input, ReadModel
from swc.errors import UnauthenticatedError
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.webhooks import queries, service
from swc.procurement.feed.webhooks.schemas import (
    NewSecret,
    SharedWebhookInput,
    WebhookChange,
    WebhookDetail,
    WebhookInput,
    WebhookSummary,
)

router = APIRouter(prefix="/api/v1", tags=["Berichten"])
Number = Annotated[str, Path(max_length=10, description="Nummer van het bestuur bij DUO")]


class WebhookList(ReadModel):
    """The webhooks of a board, or those on the shared feeds."""

    items: tuple[WebhookSummary, ...]


class SendAgain(Input):
    """After which entry to send again; 0 for everything."""

    after_seq: int


def _signed_in(act: ActDep) -> Act:
    if not act.actor.key:
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    return act


KeeperDep = Annotated[Act, Depends(_signed_in)]


@router.get("/boards/{number}/webhooks", summary="De webhooks van een bestuur")
def list_board_webhooks(number: Number, session: SessionDep, act: KeeperDep) -> WebhookList:
    """Return the webhooks of a board, never their secrets."""
    return WebhookList(items=queries.webhooks(session, number, by=act))


@router.post("/boards/{number}/webhooks", summary="Webhook toevoegen aan de berichten van een bestuur", status_code=201)
def add_board_webhook(
    *, number: Number, data: WebhookInput, session: SessionDep, act: KeeperDep, allowed: AllowanceDep
) -> NewSecret:
    """Add a webhook; its secret is in the answer, this once."""
    return service.add_webhook(session, FeedScope.board(number), data, by=act, allowed=allowed)


@router.get("/webhooks", summary="De webhooks op catalogus en sector")
def list_shared_webhooks(session: SessionDep, act: KeeperDep) -> WebhookList:
    """Return the webhooks on the shared feeds, never their secrets."""
    return WebhookList(items=queries.webhooks(session, "", by=act))


@router.post("/webhooks", summary="Webhook toevoegen aan de berichten van catalogus of sector", status_code=201)
def add_shared_webhook(
    data: SharedWebhookInput, session: SessionDep, act: KeeperDep, allowed: AllowanceDep
) -> NewSecret:
    """Add a webhook; its secret is in the answer, this once."""
    return service.add_webhook(session, service.shared_scope(data.feed), data, by=act, allowed=allowed)


@router.get("/webhooks/{webhook_id}", summary="Eén webhook met de laatste pogingen")
def read_webhook(
    *,
    webhook_id: UUID,
    before: Annotated[int | None, Query(ge=1, description="Eerdere pogingen: de waarde van older")] = None,
    session: SessionDep,
    act: KeeperDep,
    response: Response,
) -> WebhookDetail:
    """Return a webhook with its last attempts, newest first, and the ETag of its version."""
    found = queries.webhook_detail(session, webhook_id, by=act, before=before)
    tag(response, found.webhook.row_version)
    return found


@router.put("/webhooks/{webhook_id}", summary="Adres of omschrijving van een webhook wijzigen", status_code=204)
def change_webhook(
    *,
    webhook_id: UUID,
    data: WebhookChange,
    version: IfMatch,
    session: SessionDep,
    act: KeeperDep,
    allowed: AllowanceDep,
) -> None:
    """Change where a webhook leads to."""
    service.change_webhook(session, webhook_id, data, by=act, allowed=allowed, expected_version=version)


@router.delete("/webhooks/{webhook_id}", summary="Webhook verwijderen", status_code=204)
def remove_webhook(webhook_id: UUID, session: SessionDep, act: KeeperDep) -> None:
    """Remove a webhook with the record of its deliveries."""
    service.remove_webhook(session, webhook_id, by=act)


@router.post("/webhooks/{webhook_id}/pause", summary="Webhook pauzeren", status_code=204)
def pause_webhook(webhook_id: UUID, session: SessionDep, act: KeeperDep) -> None:
    """Send nothing until it is resumed."""
    service.pause_webhook(session, webhook_id, by=act)


@router.post("/webhooks/{webhook_id}/resumption", summary="Webhook weer laten lopen", status_code=204)
def resume_webhook(webhook_id: UUID, session: SessionDep, act: KeeperDep) -> None:
    """Send again from where it was, at once."""
    service.resume_webhook(session, webhook_id, by=act)


@router.post("/webhooks/{webhook_id}/secret", summary="Nieuw geheim voor een webhook", status_code=201)
def rotate_secret(webhook_id: UUID, session: SessionDep, act: KeeperDep) -> NewSecret:
    """Give a new secret, in the answer this once; the one before still signs for a day."""
    return service.rotate_secret(session, webhook_id, by=act)


@router.post("/webhooks/{webhook_id}/repetition", summary="Opnieuw versturen vanaf een bericht", status_code=204)
def send_again(webhook_id: UUID, data: SendAgain, session: SessionDep, act: KeeperDep) -> None:
    """Send again everything after an entry."""
    service.go_back(session, webhook_id, data.after_seq, by=act)

"""The demo's webhook of a board: it leads to nowhere, so it stands still until somebody names another address."""

from __future__ import annotations

from typing import Final

from sqlmodel import Session

from api.demo.people import Cast
from swc.access.roles import Role
from swc.procurement.feed.kinds import FeedName
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.webhooks.addresses import Allowance
from swc.procurement.feed.webhooks.schemas import WebhookInput
from swc.procurement.feed.webhooks.service import add_webhook, pause_webhook

_BOARD: Final = "99001"
_URL: Final = "https://datawarehouse.waterlelie.example/berichten"


def add_still_webhook(session: Session, cast: Cast) -> None:
    """Add a webhook that sends nothing yet."""
    by = cast.act(_BOARD, Role.BOARD_ADMIN, days_ago=10)
    data = WebhookInput(url=_URL, description="Datawarehouse van het bestuur (fictief)")
    made = add_webhook(session, FeedScope(FeedName.BOARD, _BOARD), data, by=by, allowed=Allowance())
    pause_webhook(session, made.id, by=by)

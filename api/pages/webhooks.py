"""Pages of webhooks: those of a board, those on the shared feeds, and one with its deliveries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.feeds.sending import AllowanceDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.use_pages import status_of, version_of
from api.rendering import Page
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.procurement.feed.kinds import FeedName
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

router = APIRouter()
BLANK = Entered()
BeforeQuery = Annotated[int | None, Query(alias="voor", ge=1, description="Eerdere pogingen")]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksPage:
    """The webhooks of a board or (without one) of the shared feeds; `shown` is a secret just made, shown this once."""

    board: BoardDetail | None
    webhooks: tuple[WebhookSummary, ...]
    form: Entered = BLANK
    shown: NewSecret | None = None
    feeds: tuple[FeedName, ...] = (FeedName.CATALOGUE, FeedName.SECTOR)

    @property
    def here(self) -> str:
        """Return the address of this page."""
        return home_of(self.board.number if self.board else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookPage:
    """One webhook with its last attempts and its forms."""

    board: BoardDetail | None
    found: WebhookDetail
    form: Entered = BLANK
    shown: NewSecret | None = None


def home_of(board_number: str) -> str:
    """Return the address of the list that a webhook stands in."""
    return f"/besturen/{board_number}/berichten" if board_number else "/beheer/webhooks"


@router.get("/besturen/{number}/berichten")
def show_board_webhooks(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the webhooks of a board."""
    return page.render("webhooks/list.html", _list(session, number, by=act))


@router.post("/besturen/{number}/berichten")
def add_board_webhook(
    *, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, form: FormDep, allowed: AllowanceDep
) -> Response:
    """Add a webhook to the feed of a board; its secret is shown this once."""
    return _added(
        session,
        page,
        form,
        lambda: service.add_webhook(
            session, FeedScope.board(number), parsed(WebhookInput, form), by=act, allowed=allowed
        ),
        lambda **more: _list(session, number, by=act, **more),
    )


@router.get("/beheer/webhooks")
def show_shared_webhooks(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the webhooks on the feeds of catalogue and sector."""
    return page.render("webhooks/list.html", _list(session, "", by=act))


@router.post("/beheer/webhooks")
def add_shared_webhook(
    session: SessionDep, act: ActDep, page: PageDep, form: FormDep, *, allowed: AllowanceDep
) -> Response:
    """Add a webhook to a shared feed; its secret is shown this once."""
    return _added(
        session,
        page,
        form,
        lambda: _add_shared(session, parsed(SharedWebhookInput, form), by=act, allowed=allowed),
        lambda **more: _list(session, "", by=act, **more),
    )


@router.get("/webhooks/{webhook_id}")
def show_webhook(
    webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep, *, before: BeforeQuery = None
) -> Response:
    """Show a webhook with its last attempts."""
    return page.render("webhooks/webhook.html", _one(session, webhook_id, by=act, before=before))


@router.post("/webhooks/{webhook_id}")
def change_webhook(
    *, webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep, allowed: AllowanceDep
) -> Response:
    """Change where a webhook leads to."""
    outcome = attempt(
        session,
        lambda: service.change_webhook(
            session,
            webhook_id,
            parsed(WebhookChange, form),
            by=act,
            allowed=allowed,
            expected_version=version_of(form),
        ),
    )
    if outcome.refused:
        model = _one(session, webhook_id, by=act, form=entered(form, outcome.refused))
        return page.render("webhooks/webhook.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/webhooks/{webhook_id}", notice="De webhook is bewaard.")


@router.post("/webhooks/{webhook_id}/pauze")
def pause_webhook(webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Send nothing until it is resumed."""
    service.pause_webhook(session, webhook_id, by=act)
    return page.see_other(f"/webhooks/{webhook_id}", notice="De webhook staat stil.")


@router.post("/webhooks/{webhook_id}/hervatten")
def resume_webhook(webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Send again from where it was, at once."""
    service.resume_webhook(session, webhook_id, by=act)
    return page.see_other(f"/webhooks/{webhook_id}", notice="De webhook loopt weer.")


@router.post("/webhooks/{webhook_id}/geheim")
def rotate_secret(webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Give a new secret, shown this once."""
    made = service.rotate_secret(session, webhook_id, by=act)
    return page.render("webhooks/webhook.html", _one(session, webhook_id, by=act, shown=made))


@router.post("/webhooks/{webhook_id}/opnieuw")
def send_again(webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Send again everything after an entry."""
    text = str(form.get("after_seq", ""))
    after_seq = int(text) if text.isdecimal() and len(text) < len(str(2**31)) else -1
    outcome = attempt(session, lambda: service.go_back(session, webhook_id, after_seq, by=act))
    if outcome.refused:
        model = _one(session, webhook_id, by=act, form=entered(form, outcome.refused))
        return page.render("webhooks/webhook.html", model, status=400)
    return page.see_other(f"/webhooks/{webhook_id}", notice="De berichten gaan opnieuw uit.")


@router.post("/webhooks/{webhook_id}/verwijderen")
def remove_webhook(webhook_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Remove a webhook."""
    home = home_of(queries.webhook_detail(session, webhook_id, by=act).webhook.board_number)
    service.remove_webhook(session, webhook_id, by=act)
    return page.see_other(home, notice="De webhook is verwijderd.")


def _added(
    session: Session,
    page: Page,
    form: FormDep,
    deed: Callable[[], NewSecret],
    model: Callable[..., WebhooksPage],
) -> Response:
    """Do it, and show the secret at once so that no address keeps it."""
    outcome = attempt(session, deed)
    if outcome.refused:
        return page.render("webhooks/list.html", model(form=entered(form, outcome.refused)), status=400)
    return page.render("webhooks/list.html", model(shown=outcome.value))


def _add_shared(session: Session, data: SharedWebhookInput, *, by: Act, allowed: AllowanceDep) -> NewSecret:
    return service.add_webhook(session, service.shared_scope(data.feed), data, by=by, allowed=allowed)


def _list(
    session: Session, board_number: str, *, by: Act, form: Entered = BLANK, shown: NewSecret | None = None
) -> WebhooksPage:
    found = queries.webhooks(session, board_number, by=by)
    return WebhooksPage(board=_board(session, board_number, by), webhooks=found, form=form, shown=shown)


def _one(
    session: Session,
    webhook_id: UUID,
    *,
    by: Act,
    before: int | None = None,
    form: Entered = BLANK,
    shown: NewSecret | None = None,
) -> WebhookPage:
    found = queries.webhook_detail(session, webhook_id, by=by, before=before)
    return WebhookPage(board=_board(session, found.webhook.board_number, by), found=found, form=form, shown=shown)


def _board(session: Session, board_number: str, by: Act) -> BoardDetail | None:
    return open_board(session, board_number, by=by) if board_number else None

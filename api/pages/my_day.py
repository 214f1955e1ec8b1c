"""`/mijn-dag`: what is due for whoever is logged in, the choice of mail, and the own calendar feeds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep, SettingsDep
from api.exports.calendar import calendar
from api.forms import Entered, attempt, entered, parsed
from api.i18n import language
from swc.access.kinds import Act
from swc.errors import NotFoundError
from swc.reminders import service
from swc.reminders.kinds import Urgency
from swc.reminders.queries import feed_due, own_digest, own_feeds
from swc.reminders.schemas import Digest, DueItem, FeedCreate, FeedRef

router = APIRouter()


@dataclass(frozen=True, slots=True)
class MyDayPage:
    """What is due, with the own feeds; `secret_address` is shown once, right after a feed was made."""

    digest: Digest
    feeds: tuple[FeedRef, ...]
    form: Entered
    secret_address: str = ""

    @property
    def groups(self) -> tuple[tuple[Urgency, tuple[DueItem, ...]], ...]:
        """Return the items by urgency, the most urgent first."""
        found = groupby(self.digest.items, key=lambda one: one.urgency)
        return tuple((urgency, tuple(items)) for urgency, items in found)


@router.get("/mijn-dag")
def my_day(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what is due."""
    return page.render("my_day/my_day.html", _model(session, act))


@router.post("/mijn-dag/mail")
def choose_mail(session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Choose whether the digest comes by mail."""
    wanted = form.get("by_mail") == "yes"
    service.choose_mail(session, wanted=wanted, by=act)
    notice = "U krijgt de dagelijkse mail." if wanted else "U krijgt geen dagelijkse mail meer."
    return page.see_other("/mijn-dag#mail", notice=notice)


@router.post("/mijn-dag/agenda")
def create_feed(session: SessionDep, act: ActDep, page: PageDep, form: FormDep, settings: SettingsDep) -> Response:
    """Make a calendar feed and show its address once."""
    number = str(form.get("board", ""))
    tried = attempt(session, lambda: service.create_feed(session, number, parsed(FeedCreate, form), by=act))
    if tried.refused is not None:
        model = _model(session, act, form=entered(form, tried.refused))
        return page.render("my_day/my_day.html", model, status=400)
    address = f"{settings.public_base_url}/agenda/{tried.value}.ics"
    answer = page.render("my_day/my_day.html", _model(session, act, secret_address=address))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/mijn-dag/agenda/{feed_id}/intrekken")
def revoke_feed(feed_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """End a calendar feed."""
    service.revoke_feed(session, feed_id, by=act)
    return page.see_other("/mijn-dag#agenda", notice="Het agenda-adres werkt niet meer.")


@router.get("/agenda/{secret}.ics")
def calendar_feed(
    secret: Annotated[str, Path(min_length=20, max_length=100)],
    session: SessionDep,
    act: ActDep,
    settings: SettingsDep,
) -> Response:
    """Give the due dates of a board as iCalendar (RFC 5545) to whoever knows the secret address."""
    found = feed_due(session, secret, act.today)
    if found is None:
        raise NotFoundError("Dit agenda-adres bestaat niet of is ingetrokken.")
    token = language.set(found.language)
    try:
        body = calendar(found.items, name=found.board_name, base=settings.public_base_url, now=act.now)
    finally:
        language.reset(token)
    headers = {"Cache-Control": "private, max-age=3600", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def _model(session: Session, act: Act, *, form: Entered | None = None, secret_address: str = "") -> MyDayPage:
    """Gather the page."""
    found = own_digest(session, by=act)
    return MyDayPage(
        digest=found,
        feeds=own_feeds(session, by=act),
        form=form or Entered(),
        secret_address=secret_address,
    )

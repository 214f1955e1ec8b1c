"""What feeds there are for machines, what stands in them and how to read them; and the keys of the sector."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep, SettingsDep
from api.feeds.asking import event_settings
from api.feeds.listing import FeedAddress, feeds_for
from api.forms import Entered, attempt, entered, parsed
from api.rendering import Page
from api.settings import Settings
from swc.access.kinds import Act
from swc.boards.kinds import KeyScope
from swc.boards.login.keys import SECTOR_SCOPES, KeySummary, NewKey
from swc.boards.login.sector_keys import SectorKeyCreate, create_sector_key, revoke_sector_key, sector_keys
from swc.procurement.feed.cloudevents import cloud_event
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject
from swc.procurement.feed.schemas import Entry
from swc.procurement.feed.subjects import KINDS, fields_of

router = APIRouter()

_KEY_LIFE = timedelta(days=180)
_EXAMPLE = Entry(
    seq=1042,
    id=UUID("5a0ff0c2-0df5-4f0e-9a3c-0f3c8a9b6a11"),
    at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    feed=FeedName.CATALOGUE,
    board_number="",
    subject_kind=FeedSubject.PRODUCT,
    subject_key="voorbeeld",
    action=FeedAction.UPSERT,
    cause="product.changed",
    data='{"key":"voorbeeld","name":"Voorbeeld","vendorKey":"voorbeeldschool","status":"confirmed"}',
)


@dataclass(frozen=True, slots=True)
class KindFields:
    """A kind of thing in a feed and the names of what is told of it."""

    kind: FeedSubject
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """The feeds that the visitor may read, and for every feed what stands in it."""

    feeds: tuple[FeedAddress, ...]
    contents: tuple[tuple[FeedName, tuple[KindFields, ...]], ...]
    example: str
    base_url: str


@dataclass(frozen=True, slots=True)
class SectorKeysPage:
    """The keys of the sector with the form for a new one; `shown` is the key just made, shown this once."""

    keys: tuple[KeySummary, ...]
    today: date
    key_until: date
    scopes: tuple[KeyScope, ...] = SECTOR_SCOPES
    form: Entered = field(default_factory=Entered)
    shown: NewKey | None = None


@router.get("/berichten")
def show_feeds(session: SessionDep, act: ActDep, page: PageDep, settings: SettingsDep) -> Response:
    """Tell what feeds there are and how to read them."""
    found = feeds_for(session, settings.public_base_url, by=act).items
    return page.render("feeds/about.html", FeedsPage(found, _contents(), _example(settings), settings.public_base_url))


@router.get("/beheer/sleutels")
def show_keys(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the keys with which the feed of the sector is read."""
    return page.render("feeds/keys.html", _keys(session, act))


@router.post("/beheer/sleutels")
def new_key(session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Make a key, shown this once."""
    outcome = attempt(session, lambda: create_sector_key(session, parsed(SectorKeyCreate, form), by=act))
    if outcome.refused is not None:
        return page.render("feeds/keys.html", _keys(session, act, form=entered(form, outcome.refused)), status=400)
    return page.render("feeds/keys.html", _keys(session, act, shown=outcome.value))


@router.post("/beheer/sleutels/{key_id}/intrekken")
def withdraw_key(key_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Withdraw a key at once."""
    return _done(page, lambda: revoke_sector_key(session, key_id, by=act))


def _done(page: Page, deed: Callable[[], None]) -> Response:
    deed()
    return page.see_other("/beheer/sleutels", notice="De sleutel is ingetrokken.")


def _keys(session: Session, act: Act, *, form: Entered | None = None, shown: NewKey | None = None) -> SectorKeysPage:
    return SectorKeysPage(
        keys=sector_keys(session, by=act),
        today=act.today,
        key_until=act.today + _KEY_LIFE,
        form=form or Entered(),
        shown=shown,
    )


def _contents() -> tuple[tuple[FeedName, tuple[KindFields, ...]], ...]:
    """Return for each feed the kinds of thing in it with the names of their fields."""
    return tuple(
        (feed, tuple(KindFields(kind, fields_of(feed, kind)) for kind in kinds)) for feed, kinds in KINDS.items()
    )


def _example(settings: Settings) -> str:
    """Return an event as it is sent."""
    return json.dumps(cloud_event(_EXAMPLE, event_settings(settings)), ensure_ascii=False, indent=2)

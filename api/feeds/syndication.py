"""The entries of a feed for feed readers, newest first: Atom (RFC 4287, paged by RFC 5005) and JSON Feed 1.1."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from api.feeds.titles import LANGUAGE, entry_title, feed_title
from swc.procurement.feed.cloudevents import DATA, EventSettings, cloud_event, data_address, event_type, moment
from swc.procurement.feed.schemas import Entry, FeedPage, FeedScope

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
_EMPTY = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed without entries was updated: Atom asks for a moment."""


@dataclass(frozen=True, slots=True)
class Syndicated:
    """A page of a feed with its addresses; `older` leads to the page of entries before it, when there are any."""

    scope: FeedScope
    page: FeedPage
    settings: EventSettings
    first: str
    here: str
    older: str | None

    @property
    def home(self) -> str:
        """Return the page that tells about the feeds."""
        return f"{self.settings.base_url}/berichten"


def thing_address(entry: Entry, base_url: str) -> str:
    """Return the address of the thing that an entry is about."""
    return f"{base_url}/id/{entry.subject}"


def atom(shown: Syndicated) -> str:
    """Return a page of a feed as Atom; the data of an entry stand at its own address (`content src`)."""
    newest = shown.page.entries[0].at if shown.page.entries else _EMPTY
    links = [("self", shown.here), ("first", shown.first), *([("next", shown.older)] if shown.older else [])]
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{LANGUAGE}">',
        f"<id>{escape(shown.first)}</id><title>{escape(feed_title(shown.scope))}</title>",
        f"<updated>{moment(newest)}</updated><author><name>FORA-softwarecatalogus</name></author>",
        *(f'<link rel="{rel}" type="{ATOM}" href={quoteattr(address)}/>' for rel, address in links),
        f'<link rel="alternate" type="text/html" href={quoteattr(shown.home)}/>',
        *(_atom_entry(entry, shown.settings) for entry in shown.page.entries),
        "</feed>\n",
    ]
    return "".join(parts)


def _atom_entry(entry: Entry, settings: EventSettings) -> str:
    title = escape(entry_title(entry, entry.content()))
    address = quoteattr(thing_address(entry, settings.base_url))
    source = data_address(entry, settings.base_url)
    content = "" if entry.data is None else f'<content type="{DATA}" src={quoteattr(source)}/>'
    return (
        f"<entry><id>urn:uuid:{entry.id}</id><title>{title}</title><updated>{moment(entry.at)}</updated>"
        f'<link rel="alternate" href={address}/><category term={quoteattr(event_type(entry))}/>'
        f"<summary>{title}</summary>{content}</entry>"
    )


def json_feed(shown: Syndicated) -> str:
    """Return a page of a feed as JSON Feed; the CloudEvent of an item stands in the extension `_cloudevent`."""
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(shown.scope),
        "home_page_url": shown.home,
        "feed_url": shown.first,
        "language": LANGUAGE,
    }
    if shown.older:
        found["next_url"] = shown.older
    found["items"] = [_item(entry, shown.settings) for entry in shown.page.entries]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _item(entry: Entry, settings: EventSettings) -> dict[str, Any]:
    title = entry_title(entry, entry.content())
    return {
        "id": str(entry.id),
        "url": thing_address(entry, settings.base_url),
        "title": title,
        "content_text": title,
        "date_published": moment(entry.at),
        "tags": [entry.subject_kind.value, entry.action.value],
        "_cloudevent": cloud_event(entry, settings),
    }

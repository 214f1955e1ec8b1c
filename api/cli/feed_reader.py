"""Reads a feed over HTTP into a replica: a snapshot first or from the very start, and on from where it was left."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from swc.errors import ConflictError
from swc.procurement.feed.replay import Replica

_NEXT = re.compile(r'<([^>]+)>\s*;\s*rel="?next"?')
_GONE = frozenset({404, 410})
_SECONDS = 60
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: its status, the way to the next page and its lines."""

    status: int
    onward: str
    lines: Iterator[bytes]

    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return the body as JSON."""
        return json.loads(b"".join(self.lines))


class Transport(Protocol):
    """Gets a path with its query from the server that was named."""

    def __call__(self, path: str) -> Answer:
        """Return the answer, whatever its status."""


@dataclass(frozen=True, slots=True)
class Web:
    """Gets paths from one server; a key goes to no other."""

    base_url: str
    key: str = ""

    def __call__(self, path: str) -> Answer:
        """Return the answer, whatever its status."""
        request = urllib.request.Request(f"{self.base_url.rstrip('/')}{path}")  # noqa: S310 - scheme checked by caller
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        try:
            found = urllib.request.urlopen(request, timeout=_SECONDS)  # noqa: S310
        except urllib.error.HTTPError as refused:
            return Answer(refused.code, "", iter([refused.read()]))
        return Answer(found.status, _onward(found.headers.get("Link", "")), iter(found))


def feed_path(name: str) -> str:
    """Return the path of a feed: `catalogue`, `sector` or `board:<number>`."""
    kind, _, number = name.partition(":")
    return f"/api/v1/feeds/boards/{number}" if kind == "board" else f"/api/v1/feeds/{kind}"


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Reads one feed of one server."""

    get: Transport
    path: str

    def snapshot(self) -> Replica:
        """Return what the feed holds now, with where to read on; refuses a snapshot that broke off."""
        answer = self._asked(f"{self.path}/snapshot")
        replica, ended, last = Replica(), -1, ""
        for line in answer.lines:
            told = json.loads(line)
            if "specversion" in told:
                replica.apply(told, self._data)
            elif "cursor" in told:
                last = told["cursor"]
            else:
                ended = told["count"]
        if ended != replica.events:
            raise ConflictError("De momentopname brak af.", remedy="Probeer het opnieuw.")
        cursor = f"&cursor={last}" if last else ""
        replica.onward = f"{self.path}/events?limit={PAGE}{cursor}"
        return replica

    def start(self) -> Replica:
        """Return an empty replica that begins at the first event there ever was."""
        return Replica(onward=f"{self.path}/events?limit={PAGE}")

    def catch_up(self, replica: Replica) -> int:
        """Take in every event that there is by now; return how many."""
        before = replica.events
        while True:
            answer = self._asked(replica.onward)
            events = answer.json()
            for event in events:
                replica.apply(event, self._data)
            replica.onward = answer.onward or replica.onward
            if not events:
                return replica.events - before

    def _asked(self, path: str) -> Answer:
        answer = self.get(path)
        if answer.status >= 400:  # noqa: PLR2004 - the first status that refuses
            raise ConflictError(
                "De server weigert (%(status)s): %(detail)s",
                status=answer.status,
                detail=_detail(b"".join(answer.lines)),
            )
        return answer

    def _data(self, address: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return the data at a `dataref`, asked of the same server; nothing where they are gone."""
        answer = self.get(_local(address))
        return None if answer.status in _GONE else answer.json()


def load(file: Path) -> Replica | None:
    """Return the replica that a file keeps; nothing without a file."""
    if not file.exists():
        return None
    kept = json.loads(file.read_text(encoding="utf-8"))
    return Replica(things=kept["things"], onward=kept["onward"])


def keep(file: Path, replica: Replica) -> None:
    """Keep a replica; the file is replaced whole, so that a crash leaves the old one."""
    fresh = file.with_name(f"{file.name}.new")
    kept = {"onward": replica.onward, "things": replica.things}
    fresh.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)


def _onward(link: str) -> str:
    """Return the path of the next page; the address in it may have another host than the one that was asked."""
    found = _NEXT.search(link)
    return _local(found[1]) if found else ""


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _detail(body: bytes) -> str:
    """Return what a refusal says (RFC 9457), with its remedies."""
    try:
        told = json.loads(body)
    except ValueError:
        return body[:200].decode(errors="replace")
    more = [text for one in told.get("errors", ()) for text in (one.get("detail"), one.get("remedy")) if text]
    return " ".join([str(told.get("detail") or told.get("title") or ""), *more])

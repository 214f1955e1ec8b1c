"""What goes out of the feeds: which feed is asked for, its entries, a page of them and a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.errors import NotFoundError, UnauthenticatedError
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject


@dataclass(frozen=True, slots=True)
class FeedScope:
    """One feed that can be asked for: of the catalogue, of the sector, or of the board with this number."""

    feed: FeedName
    board_number: str = ""

    @classmethod
    def catalogue(cls) -> Self:
        """Return the public feed of the catalogue."""
        return cls(FeedName.CATALOGUE)

    @classmethod
    def sector(cls) -> Self:
        """Return the feed of what boards share with the sector."""
        return cls(FeedName.SECTOR)

    @classmethod
    def board(cls, number: str) -> Self:
        """Return the feed of one board."""
        return cls(FeedName.BOARD, number)

    @property
    def path(self) -> str:
        """Return how the feed is named in addresses: `catalogue`, `sector` or `boards/<number>`."""
        return f"boards/{self.board_number}" if self.feed is FeedName.BOARD else self.feed.value

    @property
    def public(self) -> bool:
        """Say whether anybody may read the feed."""
        return self.feed is FeedName.CATALOGUE

    def demand(self, act: Act) -> None:
        """Refuse whoever may not read the feed.

        Raises `UnauthenticatedError` for who did not sign in, and as `Act.demand` does for who lacks the right.
        """
        if self.public:
            return
        if act.actor.anonymous:
            raise UnauthenticatedError(
                "Deze berichtenstroom is er alleen met een sleutel.",
                remedy="Stuur een API-sleutel mee in Authorization: Bearer, of log in.",
            )
        if act.actor.only_vendor:
            raise NotFoundError("Deze berichtenstroom is niet gevonden.")
        if self.feed is FeedName.BOARD:
            act.demand(Right.READ_FEED, self.board_number)
        else:
            act.demand(Right.READ_SECTOR_FEED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; `data` is the thing as JSON text, nothing for one that is gone.

    `is_new` says that the feed did not hold the thing before this entry.
    """

    seq: int
    id: UUID
    at: datetime
    feed: FeedName
    board_number: str
    subject_kind: FeedSubject
    subject_key: str
    action: FeedAction
    cause: str
    data: str | None
    is_new: bool = False

    @property
    def subject(self) -> str:
        """Return the thing as addresses name it: `product/parnassys`."""
        return f"{self.subject_kind.value}/{self.subject_key}"

    @property
    def scope(self) -> FeedScope:
        """Return the feed that the entry stands in."""
        return FeedScope(self.feed, self.board_number if self.feed is FeedName.BOARD else "")

    def content(self) -> dict[str, Any]:
        """Return the data as values; empty for a thing that is gone."""
        return json.loads(self.data) if self.data else {}


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some entries; `last` is the number of the last one (or where was asked from), `more` whether more wait."""

    entries: tuple[Entry, ...]
    last: int
    more: bool


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a feed holds as of entry `at`: the newest entry of each thing, in the order of their numbers.

    `entries` reads on while it is gone through, so the session has to stay open.
    """

    at: int
    entries: Iterator[Entry]

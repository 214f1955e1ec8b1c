"""A replica is the state of a feed, from the start or from a snapshot half-way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from swc.audit.kinds import Noted, SubjectKind, Touched
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product, ProductAlias
from swc.landscape.kinds import UsageStatus
from swc.landscape.models import Use
from swc.procurement.feed.cloudevents import EventSettings, cloud_event
from swc.procurement.feed.follow import baseline, follow
from swc.procurement.feed.queries import entries, snapshot
from swc.procurement.feed.replay import Replica
from swc.procurement.feed.schemas import Entry, FeedScope
from tests.factories.catalogue import make_product
from tests.factories.feeds import CATALOGUE, OF_A, OF_B, SECTOR
from tests.factories.landscape import make_landscape
from tests.personas import BOARD_A, BOARD_B, NOW, SYSTEM_ACT

SETTINGS = EventSettings("https://swc.test")
CHANGES = 10_000
UNITS = 100
SCOPES = (CATALOGUE, SECTOR, OF_A, OF_B)


def nowhere(address: str) -> None:
    """Refuse to fetch: every event of these tests has its data."""
    raise AssertionError(address)


def replica(found: Iterable[Entry], start: Replica | None = None) -> Replica:
    """Return what a reader has after some entries, each sent as an event."""
    kept = start or Replica()
    for one in found:
        kept.apply(json.loads(json.dumps(cloud_event(one, SETTINGS))), nowhere)
    return kept


def rest(session: Session, scope: FeedScope, after: int) -> Iterable[Entry]:
    """Yield what comes after a number, page by page."""
    while (page := entries(session, scope, after=after, limit=777)).entries:
        yield from page.entries
        after = page.last


class Life:
    """Two boards in which anything may happen, unit of work by unit of work; the same seed is the same life."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.chance = session, Random(seed)  # noqa: S311 - no secret
        make_landscape(session, release=False)
        self.products = [make_product(session, f"p{number}", vendor_key="sanoma").key for number in range(30)]
        self.boards = {BOARD_A: Sharing.PRIVATE, BOARD_B: Sharing.PRIVATE}
        self.uses: dict[UUID, str] = {}
        self.unit(100)
        baseline(session, by=SYSTEM_ACT)

    def unit(self, changes: int) -> int:
        """Let one unit of work bring some changes; return how many."""
        noted: list[Noted] = []
        values: dict[type[Use | Product], list[dict[str, Any]]] = {Use: [], Product: []}
        for _ in range(changes):
            if len(self.uses) < 40 or self.chance.random() < 0.05:
                noted.append(self._add_use())
            elif self.chance.random() < 0.05:
                noted.append(self._remove_use())
            else:
                table, row, told = self._changed()
                values[table].append(row)
                noted.append(told)
        if self.chance.random() < 0.2:
            noted.append(self._share())
        for table, rows in values.items():
            there = {next(iter(row.values())): row for row in rows if table is Product or row["id"] in self.uses}
            if there:
                self.session.execute(update(table), list(there.values()))
        follow(self.session, Touched(happened=noted), by=SYSTEM_ACT)
        return len(noted)

    def _changed(self) -> tuple[type[Use | Product], dict[str, Any], Noted]:
        """Return another value for a use or a product."""
        if self.chance.random() < 0.2:
            key = self.chance.choice(self.products)
            value = {"key": key, "category": self.chance.choice(("rooster", "toets", "lvs"))}
            return Product, value, Noted(uuid4(), "product.changed", SubjectKind.PRODUCT, key, None)
        use = self.chance.choice(list(self.uses))
        value = {"id": use, "users": self.chance.randrange(500), "status": self.chance.choice(tuple(UsageStatus))}
        return Use, value, self._noted("use.changed", use)

    def _add_use(self) -> Noted:
        board = self.chance.choice((BOARD_A, BOARD_B))
        use = UUID(int=self.chance.getrandbits(128))
        self.uses[use] = board
        row = {"id": use, "board_number": board, "product_key": self.chance.choice(self.products), "import_key": ""}
        fixed = {"status": UsageStatus.PLANNED, "whole_board": True, "created_at": NOW, "updated_at": NOW}
        empty = {"own_name": "", "owner_role": "", "notes": "", "row_version": 1}
        self.session.execute(insert(Use), [row | fixed | empty])
        return self._noted("use.created", use)

    def _remove_use(self) -> Noted:
        use = self.chance.choice(list(self.uses))
        told = self._noted("use.removed", use)
        del self.uses[use]
        self.session.execute(delete(Use).where(col(Use.id) == use).execution_options(synchronize_session=False))
        return told

    def _share(self) -> Noted:
        number = self.chance.choice((BOARD_A, BOARD_B))
        level = Sharing.PRIVATE if self.boards[number] is Sharing.SECTOR else Sharing.SECTOR
        self.boards[number] = level
        self.session.execute(update(Board), [{"number": number, "sharing": level}])
        return Noted(uuid4(), "board.sharing_changed", SubjectKind.BOARD, number, number)

    def _noted(self, kind: str, use: UUID) -> Noted:
        return Noted(uuid4(), kind, SubjectKind.USE, str(use), self.uses[use])


def test_a_replica_equals_the_feed_after_ten_thousand_changes(session: Session) -> None:
    """Replayed from the start, and from a snapshot that was taken half-way, in every feed."""
    life = Life(session, seed=4)
    half, changes = {}, 0
    while changes < CHANGES:
        changes += life.unit(life.chance.randrange(1, 2 * CHANGES // UNITS))
        if not half and changes > CHANGES // 2:
            half = {
                scope: (found.at, replica(found.entries)) for scope in SCOPES if (found := snapshot(session, scope))
            }
    for scope in SCOPES:
        now = replica(snapshot(session, scope).entries)
        assert now.differences(replica(rest(session, scope, 0))) == ()
        at, then = half[scope]
        assert now.differences(replica(rest(session, scope, at), then)) == ()
    assert replica(snapshot(session, OF_A).entries).counts()["use"] == sum(one == BOARD_A for one in life.uses.values())
    assert baseline(session, by=SYSTEM_ACT, everything=True) == 0


def test_applying_entries_again_changes_nothing(session: Session) -> None:
    life = Life(session, seed=7)
    life.unit(50)
    whole = list(rest(session, OF_A, 0))
    assert replica([*whole, *whole[-20:]]).differences(replica(whole)) == ()


def test_data_that_do_not_fit_an_event_are_fetched(session: Session) -> None:
    life = Life(session, seed=9)
    key = life.products[0]
    session.execute(
        insert(ProductAlias), [{"product_key": key, "name": f"{number} " + "é" * 190} for number in range(300)]
    )
    follow(
        session,
        Touched(happened=[Noted(uuid4(), "product.changed", SubjectKind.PRODUCT, key, None)]),
        by=SYSTEM_ACT,
    )
    large = entries(session, CATALOGUE, after=0, limit=1000).entries[-1]
    asked: list[str] = []

    def fetch(address: str) -> object:
        asked.append(address)
        return large.content()

    kept = Replica()
    kept.apply(cloud_event(large, SETTINGS), fetch)
    assert asked == [f"https://swc.test/api/v1/feeds/catalogue/events/{large.seq}"]
    assert len(kept.things[f"product/{key}"]["aliases"]) == 300
    kept.apply(cloud_event(large, SETTINGS), lambda _address: None)
    assert kept.things == {}

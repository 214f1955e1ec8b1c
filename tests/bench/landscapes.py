"""A sector of the size of the Netherlands, made up and always the same: boards that share, with all that they use.

1,300 boards with 150 uses on average, 8,500 schools, 700 products of 250 vendors in a forest of owners; products are
used by Zipf's law (exponent 0.8). Rows go in by the driver itself: through the ORM this would take minutes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, insert
from sqlmodel import Session, SQLModel, select

from fora.kinds import ForaType
from fora.models import Element
from fora.queries import published
from swc.boards.kinds import Sector, Sharing
from swc.boards.models import Board, School
from swc.catalogue.kinds import DataLevel, OwnershipRelation, ProductStatus, Trust
from swc.catalogue.models import OwnershipPeriod, Product, ProductCategoryOfData, SubProcessor, Vendor
from swc.dpia.kinds import SETTLED, AssessmentKind, DpiaState, Matrix
from swc.dpia.models import Assessment
from swc.landscape.kinds import AgreementPresence, Direction, UsageStatus
from swc.landscape.models import Agreement, Coupling, CouplingStandard, Placement, Use, UseSchool

BOARDS = 1_300
SCHOOLS = 8_500
PRODUCTS = 700
VENDORS = 250
ZIPF = 0.8
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STATUSES = (*[UsageStatus.IN_PRODUCTION] * 9, UsageStatus.PLANNED)
PRESENCES = (*[AgreementPresence.PRESENT] * 6, AgreementPresence.ABSENT, AgreementPresence.UNKNOWN)
STANDARDS = ("uwlr", "oso", "eck-id", "rod", "edukoppeling")
CLOUDS = ("Wolkenhuis", "Datastad", "Serverland", "Netpost", "Opslagplaats")
FACILITIES = ("ROD", "BRON", "Entree Federatie", "Basispoort", "OSO")
STATES = (
    *[DpiaState.APPROVED] * 4,
    DpiaState.NOT_REQUIRED,
    DpiaState.SCREENING,
    DpiaState.REQUIRED,
    DpiaState.IN_PROGRESS,
    DpiaState.APPROVED_CONDITIONALLY,
)
UNKNOWN_TOP = 9
"""Of one in ten of the vendors at the top, nobody knows whether they have an owner."""
ASSESSED = 0.7
"""The share of uses for which a board began an assessment."""
SECTORS = (Sector.PO, Sector.PO, Sector.PO, Sector.VO, Sector.SO)
Rows = list[dict[str, Any]]


class Landscapes:
    """Makes the rows, one board after the other, from one seed."""

    def __init__(self, components: Sequence[tuple[str, str]]) -> None:
        self._chance = random.Random(20_260_302)  # noqa: S311 - always the same, nothing secret
        self._components = components
        self._weights = list(accumulate((rank + 1) ** -ZIPF for rank in range(PRODUCTS)))
        self._keys = [f"m-product-{index}" for index in range(PRODUCTS)]

    def catalogue(self) -> Iterator[tuple[type[SQLModel], Rows]]:
        """Yield vendors, who owns them, products, and where their data go."""
        chance = self._chance
        vendors = [f"m-vendor-{index}" for index in range(VENDORS)]
        yield Vendor, [{"key": key, "name": key.title(), "country": "NL"} for key in vendors]
        owned = [(index, chance.randrange(index // 2)) for index in range(60, VENDORS) if chance.random() < 0.6]
        yield (
            OwnershipPeriod,
            [
                {
                    "id": self._id(),
                    "vendor_key": vendors[index],
                    "owner_key": vendors[owner],
                    "relation": OwnershipRelation.OWNED,
                    "trust": Trust.CONFIRMED,
                }
                for index, owner in owned
            ],
        )
        below = {index for index, _owner in owned}
        yield (
            OwnershipPeriod,
            [
                {
                    "id": self._id(),
                    "vendor_key": vendors[index],
                    "relation": OwnershipRelation.INDEPENDENT,
                    "trust": Trust.CONFIRMED,
                }
                for index in range(VENDORS)
                if index not in below and index % 10 != UNKNOWN_TOP
            ],
        )
        yield Product, [self._product(index, vendors) for index in range(PRODUCTS)]
        yield (
            ProductCategoryOfData,
            [
                {"product_key": key, "category": f"P{number:02d}", "trust": Trust.CONFIRMED}
                for key in self._keys
                for number in chance.sample(range(1, 12), 3)
            ],
        )
        yield (
            SubProcessor,
            [
                {"product_key": key, "name": name, "country": "IE", "trust": Trust.CONFIRMED}
                for key in self._keys
                for name in chance.sample(CLOUDS, chance.choice((0, 1, 2)))
            ],
        )

    def board(self, index: int) -> Iterator[tuple[type[SQLModel], Rows]]:
        """Yield a board with its schools, uses and what hangs on these."""
        chance, number = self._chance, f"{10_000 + index}"
        sector = SECTORS[index % len(SECTORS)]
        yield (
            Board,
            [{"number": number, "name": f"Bestuur {number}", "sector": sector, "sharing": Sharing.SECTOR}],
        )
        first = index * SCHOOLS // BOARDS
        brins = [_brin(at) for at in range(first, (index + 1) * SCHOOLS // BOARDS)]
        yield (
            School,
            [
                {
                    "brin": brin,
                    "board_number": number,
                    "name": f"School {brin}",
                    "sector": sector,
                    "pupils": chance.randrange(60, 900),
                }
                for brin in brins
            ],
        )
        chosen = chance.choices(self._keys, cum_weights=self._weights, k=chance.randrange(80, 221))
        uses = [self._use(number, key) for key in chosen]
        yield Use, uses
        yield from self._around(number, uses, brins)

    def _around(self, number: str, uses: Rows, brins: list[str]) -> Iterator[tuple[type[SQLModel], Rows]]:
        chance = self._chance
        apart = [one for one in uses if not one["whole_board"]]
        yield (
            UseSchool,
            [
                {"use_id": one["id"], "brin": brin}
                for one in apart
                for brin in chance.sample(brins, min(len(brins), chance.randrange(1, 5)))
            ],
        )
        yield (
            Placement,
            [
                {
                    "use_id": one["id"],
                    "component_guid": guid,
                    "component_name": name,
                    "placed_at": NOW,
                    "placed_by": "meting",
                }
                for one in uses
                for guid, name in self._places(one["product_key"])
            ],
        )
        couplings = [self._coupling(number, uses) for _ in range(len(uses) * 2)]
        yield Coupling, couplings
        yield (
            CouplingStandard,
            [{"coupling_id": one["id"], "standard": chance.choice(STANDARDS)} for one in couplings[::2]],
        )
        yield (
            Agreement,
            [
                {
                    "id": self._id(),
                    "board_number": number,
                    "use_id": one["id"],
                    "presence": chance.choice(PRESENCES),
                    "updated_at": NOW,
                }
                for one in uses
                if chance.random() < 0.8
            ],
        )
        yield Assessment, [self._assessment(number, one) for one in uses if chance.random() < ASSESSED]

    def _assessment(self, number: str, use: dict[str, Any]) -> dict[str, Any]:
        chance = self._chance
        state = chance.choice(STATES)
        return {
            "id": self._id(),
            "board_number": number,
            "use_id": use["id"],
            "matrix": Matrix.FOUR,
            "kind": AssessmentKind.DPIA,
            "state": state,
            "state_since": NOW,
            "review_due": date(2025 + chance.randrange(5), 3, 1) if state in SETTLED else None,
        }

    def _product(self, index: int, vendors: list[str]) -> dict[str, Any]:
        return {
            "key": self._keys[index],
            "name": self._keys[index].title(),
            "vendor_key": None if index % 20 == 19 else vendors[self._chance.randrange(VENDORS)],
            "status": ProductStatus.CONFIRMED,
            "data_level": DataLevel.ORDINARY,
        }

    def _places(self, key: str) -> list[tuple[str, str]]:
        """Return the one or two components on which a product stands at every board."""
        at = int(key.rpartition("-")[2])
        count = len(self._components)
        places = (at % count, (at * 7 + 3) % count) if at % 3 == 1 else (at % count,)
        return [self._components[place] for place in dict.fromkeys(places)]

    def _use(self, number: str, key: str) -> dict[str, Any]:
        chance = self._chance
        return {
            "id": self._id(),
            "board_number": number,
            "product_key": key,
            "status": chance.choice(STATUSES),
            "whole_board": chance.random() < 0.7,
            "users": chance.randrange(5, 900),
            "yearly_cost": chance.randrange(100, 90_000) if chance.random() < 0.6 else None,
            "created_at": NOW,
            "updated_at": NOW,
        }

    def _coupling(self, number: str, uses: Rows) -> dict[str, Any]:
        chance = self._chance
        outside = chance.random() < 0.2
        return {
            "id": self._id(),
            "board_number": number,
            "source_use_id": chance.choice(uses)["id"],
            "target_use_id": None if outside else chance.choice(uses)["id"],
            "target_name": chance.choice(FACILITIES) if outside else "",
            "kind": "inlog" if outside and chance.random() < 0.3 else "api",
            "direction": Direction.BOTH,
            "created_at": NOW,
        }

    def _id(self) -> UUID:
        return UUID(int=self._chance.getrandbits(128), version=4)


def fill_sector(session: Session, boards: int = BOARDS) -> int:
    """Write the whole sector, or its first boards; return the number of uses."""
    release = published(session)
    assert release is not None
    components = session.exec(
        select(Element.guid, Element.name)
        .where(Element.release_id == release.id, Element.fora_type == ForaType.COMPONENT)
        .order_by(Element.guid)
    ).all()
    made, connection = Landscapes(components), session.connection()
    for model, rows in made.catalogue():
        _insert(connection, model, rows)
    uses = 0
    for index in range(boards):
        for model, rows in made.board(index):
            _insert(connection, model, rows)
            uses += len(rows) if model is Use else 0
    return uses


def _insert(connection: Connection, model: type[SQLModel], rows: Rows) -> None:
    """Insert rows, with the values that the model gives to what they do not name."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    given = {name: one.default for name, one in model.model_fields.items() if not one.is_required()}
    left = {name: value for name, value in given.items() if name in table.c and isinstance(value, str | int | bool)}
    if rows:
        connection.execute(insert(table), [{**left, **one} for one in rows])


def _brin(index: int) -> str:
    """Return a BRIN of two digits and two letters."""
    number, letters = divmod(index, 676)
    return f"{number:02d}{chr(65 + letters // 26)}{chr(65 + letters % 26)}"

"""A use as one line of JSON, written straight from what the driver gives; the same text as `SectorUse` would give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from swc.dependency.uses.reading import Facts, names

_WHOLE = ("", ".000000")


@dataclass(frozen=True, slots=True)
class Names:
    """What boards that share and products are called; `boards` and `products` hold their part of a line as JSON."""

    boards: dict[str, str]
    products: dict[str, str]
    board_facts: dict[str, tuple[str, str]]
    product_facts: dict[str, tuple[str, str | None, str | None]]

    def knows(self, facts: Facts) -> bool:
        """Say whether board and product of a use are known."""
        return facts[1] in self.boards and facts[2] in self.products


def read_names(connection: Connection) -> Names:
    """Read what boards and products are called; two statements."""
    boards, products = names(connection)
    return Names(
        {
            key: f'"boardNumber":{_json(key)},"boardName":{_json(name)},"sector":{_json(sector)}'
            for key, (name, sector) in boards.items()
        },
        {
            key: f'"productKey":{_json(key)},"productName":{_json(name)},"vendorKey":{_json(vendor)},'
            f'"vendorName":{_json(called)}'
            for key, (name, vendor, called) in products.items()
        },
        boards,
        products,
    )


def json_line(known: Names, facts: Facts) -> str:
    """Return one use as JSON text, without an end of line."""
    use_id, board, product, status, since, start, end, hosting, whole, users, updated, *parts = facts
    components, schools = parts
    return (
        f'{{"id":"{uuid_text(use_id)}",{known.boards[board]},{known.products[product]},"status":"{status}",'
        f'"statusSince":{_day(since)},"startDate":{_day(start)},"endDate":{_day(end)},'
        f'"wholeBoard":{"true" if whole else "false"},"schools":{_texts(schools)},"hosting":{_json(hosting)},'
        f'"users":{"null" if users is None else users},'
        f'"components":{_texts(components)},"updatedAt":"{moment_text(updated)}"}}'
    )


def uuid_text(found: str) -> str:
    """Return an id with its hyphens (RFC 9562); SQLite keeps it without."""
    if len(found) != 32:  # noqa: PLR2004 - the digits of a UUID
        return found
    return f"{found[:8]}-{found[8:12]}-{found[12:16]}-{found[16:20]}-{found[20:]}"


def moment_text(found: Any) -> str:  # noqa: ANN401 - text on SQLite, an aware moment on PostgreSQL
    """Return a moment in UTC (RFC 3339), fractions only where there are any."""
    text = found if isinstance(found, str) else found.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    fraction = text[19:]
    return f"{text[:10]}T{text[11:19]}{'' if fraction in _WHOLE else fraction}Z"


def _day(found: object) -> str:
    return "null" if found is None else f'"{found}"'


@lru_cache(maxsize=20_000)
def _texts(found: str | None) -> str:
    """Return codes with commas between them as a JSON list, in order."""
    return json.dumps(sorted(found.split(",")), separators=(",", ":")) if found else "[]"


@lru_cache(maxsize=20_000)
def _json(found: str | None) -> str:
    return json.dumps(found, ensure_ascii=False)

"""A use as a line of a file, and as one of JSON above all: the same text as `SectorUse` would give."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from swc.dependency.uses.reading import WHOLE, Uses, names

Write = Callable[[str], str]

_MOST: Final = 20_000
_SECONDS: Final = len("2026-03-02 09:00:00")
_WHOLE_SECOND: Final = ".000000"


@dataclass(frozen=True, slots=True)
class Names:
    """What boards that share and products are called: name and sector, and name, key and name of the vendor."""

    boards: dict[str, tuple[str, str]]
    products: dict[str, tuple[str, str | None, str | None]]

    def knows(self, number: str, uses: Uses) -> bool:
        """Say whether a board and the products of its uses are known."""
        return number in self.boards and self.products.keys() >= set(uses.products)


def read_names(connection: Connection) -> Names:
    """Read what boards and products are called; two statements."""
    return Names(*names(connection))


class Written(dict[str, str]):
    """What each text becomes in a file; written once, for as long as there are not too many."""

    def __init__(self, write: Write) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, text: str) -> str:
        """Write a text that is not kept yet."""
        if len(self) >= _MOST:
            self.clear()
        found = self[text] = self._write(text)
        return found


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file writes a use: what stands around its id and its moment, which hold nothing to escape.

    And what its board and each other fact become, in the order of `Uses`.
    """

    id: tuple[str, str]
    board: Write
    facts: Sequence[Write]
    moment: tuple[str, str]
    between: str = ""


class LineWriter:
    """Writes the uses of a board as lines: whole columns at once, and what occurs again only once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        ends = [layout.between] * (len(layout.facts) - 1) + [layout.between + layout.moment[0]]
        self._facts = [
            Written(lambda text, write=write, after=after: write(text) + after)  # type: ignore[misc]
            for write, after in zip(layout.facts, ends, strict=True)
        ]

    def __call__(self, number: str, uses: Uses) -> Iterator[str]:
        """Yield a line for each use, without an end of line."""
        ids, *facts, moments = uses
        (before, after), between = self._layout.id, self._layout.between
        parts = (
            _uuids(before, ids, after + between + self._layout.board(number) + between),
            *(map(kept.__getitem__, column) for kept, column in zip(self._facts, facts, strict=True)),
            _moments(moments, self._layout.moment[1]),
        )
        return map("".join, zip(*parts, strict=True))


class JsonLines(LineWriter):
    """Writes uses as JSON."""

    def __init__(self, known: Names) -> None:
        self.known = known
        facts: dict[str, Write] = {
            "status": _json,
            "statusSince": _json,
            "startDate": _json,
            "endDate": _json,
            "wholeBoard": lambda text: 'true,"schools":[]' if text == WHOLE else f'false,"schools":{_codes(text)}',
            "hosting": _json,
            "users": lambda text: text or "null",
            "components": _codes,
        }
        super().__init__(
            Layout(
                id=('{"id":"', '"'),
                board=lambda number: _board(number, *known.boards[number]),
                facts=[
                    lambda key: _product(key, *known.products[key]),
                    *(lambda text, name=name, write=write: f'"{name}":{write(text)}' for name, write in facts.items()),
                ],
                moment=('"updatedAt":"', '"}'),
                between=",",
            )
        )


def _board(key: str, name: str, sector: str) -> str:
    return _properties(boardNumber=key, boardName=name, sector=sector)


def _product(key: str, name: str, vendor: str | None, called: str | None) -> str:
    return _properties(productKey=key, productName=name, vendorKey=vendor, vendorName=called)


def _properties(**found: str | None) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))[1:-1]


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if text else "null"


def _codes(text: str) -> str:
    """Return codes with commas between them as a JSON list, in order."""
    return f"[{','.join(map(_CODES.__getitem__, sorted(text.split(','))))}]" if text else "[]"


_CODES: Final = Written(json.dumps)


def _uuids(before: str, found: Sequence[str], after: str) -> Sequence[str]:
    """Return ids with their hyphens (RFC 9562), which SQLite keeps without, and what stands around them."""
    if len(found[0]) != 32:  # noqa: PLR2004 - the digits of a UUID
        return [before + one + after for one in found]
    return [f"{before}{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}{after}" for one in found]


def _moments(found: Sequence[str], after: str) -> Sequence[str]:
    """Return moments in UTC (RFC 3339), fractions only where there are any, and what stands behind them.

    PostgreSQL tells them in its own zone.
    """
    if "+" in found[0] or "-" in found[0][_SECONDS:]:
        found = [datetime.fromisoformat(one).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") for one in found]
    end = "Z" + after
    return [one.replace(" ", "T").removesuffix(_WHOLE_SECOND) + end for one in found]

"""The list of uses over the sector, over HTTP: our route and the plain one, side by side in one run."""

from __future__ import annotations

import random
from pathlib import Path
from uuid import UUID

from api.db import Database, open_engine
from api.sector_uses import cursor_of
from swc.dependency.uses.schemas import Position, UseFilter
from tests.bench.plain_app import PATH
from tests.bench.sector import Line
from tests.bench.serving import Load, load, sector_reader, served, visit

_CONNECTIONS = 32
_PLACES = 500
_HELLO = 10_854
"""What FastAPI gave on the machine on which the goals were set; by the ratio they are told from what this one can."""
_PLAIN = ("-m", "tests.bench.plain_app")


def lists(address: str, folder: Path, line: Line, *, seconds: float = 5) -> None:
    """Print how many pages of a hundred uses a worker gives, at random places of a database with the sector in it."""
    database = Database(open_engine(address))
    with database.write() as session:
        cookie = {"Cookie": sector_reader(session)}
    database.engine.dispose()
    chance = random.Random(5)  # noqa: S311 - places to read, no secret
    places = [
        Position(f"{chance.randrange(10_000, 11_290)}", UUID(int=chance.getrandbits(128))) for _ in range(_PLACES)
    ]
    ours = [f"/api/v1/sector/uses?cursor={cursor_of(UseFilter(), one)}" for one in places]
    plain = [f"{PATH}?board={one.board_number}&use={one.use_id}" for one in places]
    with served(address, folder, module=_PLAIN) as (port,):
        cold = visit(port, ours, headers=cookie)
        found = load(port, ours, headers=cookie, connections=_CONNECTIONS, seconds=seconds)
        alone = load(port, ours, headers=cookie, connections=1, seconds=seconds / 2)
        zipped = load(
            port, ours, headers={**cookie, "Accept-Encoding": "gzip"}, connections=_CONNECTIONS, seconds=seconds / 2
        )
        other = load(port, plain, headers=cookie, connections=_CONNECTIONS, seconds=seconds)
    with served(address, folder, module=("-m", "tests.bench.hello_app")) as (port,):
        hello = load(port, ["/"], headers={}, connections=_CONNECTIONS, seconds=seconds)
    _told(line, "FastAPI that greets and nothing else", hello, _HELLO)
    line("a page of which nothing is kept yet", cold, 30, "ms", f"mean of {_PLACES}, one connection")
    _told(line, "100 uses of 195,000, 32 connections", found, 3_000)
    _told(line, "the same, one connection", alone, 0)
    _told(line, "the same, gzip", zipped, 0)
    _told(line, "the plain SQLModel route", other, 0)
    line("page against the plain SQLModel route", found.per_second / other.per_second, 10, "x", "at least")


def _told(line: Line, name: str, found: Load, least: float) -> None:
    note = (
        f"median {found.median:.1f} ms, p99 {found.p99:.1f} ms, {found.per_processor_second:.0f} per processor second, "
    )
    line(name, found.per_second, least, "/s", f"{note}{found.wrong} wrong")

"""Measure the feeds: what they cost a large import, how fast they are read over HTTP and how fast replayed."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import xlsxwriter
from sqlmodel import Session

from api.cli.feed_reader import FeedReader, Web
from api.db import Database, follow_up
from swc.access.kinds import Act
from swc.audit.service import touched
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.models import Product
from swc.dpia.follow import follow as dpia
from swc.landscape.imports.commit import commit
from swc.landscape.imports.service import keep_list, read_list
from swc.procurement.feed.follow import baseline, follow
from swc.procurement.feed.kinds import FeedName, FeedSubject
from swc.procurement.feed.planning import Cause
from swc.procurement.feed.queries import entries
from swc.procurement.feed.schemas import FeedScope
from swc.procurement.feed.writing import Change, write
from swc.risk.follow import follow as risk

Line = Callable[[str, float, float, str, str], None]

ROWS = 1_000
ENTRIES = 20_000
_PORT = "18767"
_NEXT = re.compile(r'<([^>]+)>; rel="next"')


def feeds(database: Database, folder: Path, board: str, line: Line, *, by: Act) -> None:
    """Run every measurement of the feeds."""
    catalogue(database, line, by=by)
    imports(database, board, line, by=by)
    reading(database, folder, line, by=by)


def catalogue(database: Database, line: Line, *, by: Act) -> None:
    """Measure what it takes to tell the shipped catalogue and the boards that are there for the first time."""
    with Session(database.engine) as session:
        started = time.process_time()
        written = baseline(session, by=by)
        line(
            "feeds: everything told for the first time",
            _taken(started),
            500,
            "ms",
            f"{written} entries, processor time",
        )
        session.commit()


def imports(database: Database, board: str, line: Line, *, by: Act) -> None:
    """Measure which part of the commit of a list of 1,000 rows the feeds take, at a board that shares."""
    with Session(database.engine) as session:
        batch = _list(session, board, by)
        started = time.process_time()
        result = commit(session, board, batch, by=by)
        follow_up(session, now=by.now)
        whole = _taken(started)
        session.rollback()
    with Session(database.engine) as session:
        batch = _list(session, board, by)
        commit(session, board, batch, by=by)
        for before in (dpia, risk):
            before(session, touched(session), by=by)
        started = time.process_time()
        follow(session, touched(session), by=by)
        alone = _taken(started)
        session.rollback()
    note = f"{alone:.0f} of {whole:.0f} ms, {result.created} uses, at a board that shares, processor time"
    line("feeds: on top of an import of 1,000 rows", alone / (whole - alone) * 100, 25, "%", note)


def _list(session: Session, board: str, by: Act) -> UUID:
    """Return a list of 1,000 products that the catalogue knows, ready to be carried out."""
    session.get_one(Board, board).sharing = Sharing.SECTOR
    names = [f"Benchwijs {uuid4().hex}" for _ in range(ROWS)]
    session.add_all(
        Product(key=f"bench-{name[10:]}", name=name, status=ProductStatus.CONFIRMED, data_level=DataLevel.ORDINARY)
        for name in names
    )
    session.flush()
    return keep_list(session, board, read_list(_sheet(names), "lijst.xlsx"), by=by)


def reading(database: Database, folder: Path, line: Line, *, by: Act) -> None:
    """Measure reading over HTTP from one process, and a replica from the start."""
    with Session(database.engine) as session:
        _fill(session, by)
        session.commit()
    environment = os.environ | {"SWC_DATABASE_URL": f"sqlite:///{folder / 'bench.db'}", "SWC_PORT": _PORT}
    server = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "serve"], env=environment | {"SWC_DATA_DIR": str(folder)}
    )
    base = f"http://127.0.0.1:{_PORT}"
    try:
        _wait(base)
        number, size, seconds = _read_all(base)
        line("feeds: events a second over HTTP", number / seconds, 5000, "/s", f"at least; {size // number} bytes each")
        reader = FeedReader(Web(base), "/api/v1/feeds/catalogue")
        started = time.perf_counter()
        replica = reader.start()
        reader.catch_up(replica)
        line("feeds: replica of the catalogue from the start", _ms(started), 20_000, "ms", f"{replica.events} events")
        started = time.perf_counter()
        fresh = reader.snapshot()
        line("feeds: the same from a snapshot", _ms(started), 20_000, "ms", f"{len(fresh.things)} things")
        assert not fresh.differences(replica)
    finally:
        server.terminate()
        server.wait()


def _read_all(base: str) -> tuple[int, int, float]:
    """Read the whole feed, a thousand events a time; return how many, their bytes and the seconds."""
    path, number, size = f"{base}/api/v1/feeds/catalogue/events?limit=1000", 0, 0
    urllib.request.urlopen(path).read()
    started = time.perf_counter()
    while True:
        with urllib.request.urlopen(path) as answer:
            body = answer.read()
            link = _NEXT.search(answer.headers["Link"])
        if body == b"[]" or link is None:
            return number, size, time.perf_counter() - started
        number += body.count(b'"specversion"')
        size += len(body)
        path = f"{base}{link[1][link[1].index('/api/') :]}"


def _fill(session: Session, by: Act) -> None:
    """Append many entries with the data of real products, under keys of their own."""
    found = entries(session, FeedScope.catalogue(), after=0, limit=1000).entries
    texts = [one.data for one in found if one.data and one.subject_kind is FeedSubject.PRODUCT]
    told = (
        Change(
            FeedName.CATALOGUE, FeedSubject.PRODUCT, ("", f"bench-{index}-{uuid4()}"), text, "", None, Cause("bench")
        )
        for index, text in zip(range(ENTRIES), texts * (ENTRIES // len(texts) + 1), strict=False)
    )
    write(session, told, by=by)


def _wait(base: str) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(f"{base}/api/v1/feeds", timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def _sheet(names: list[str]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Applicaties")
        page.write_row(0, 0, ["Applicatie", "Status", "Aantal gebruikers", "Kosten per jaar"])
        for index, name in enumerate(names):
            page.write_row(index + 1, 0, [name, "in gebruik", index, f"€ {index},50"])
    return buffer.getvalue()


def _taken(started: float) -> float:
    """Return the processor time since a moment, in milliseconds."""
    return (time.process_time() - started) * 1000


def _ms(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def alone() -> None:
    """Run only these measurements: `python -m tests.bench.feeds`."""
    from tests.bench.__main__ import BOARD, act, line, prepared, reference  # noqa: PLC0415 - it imports this module

    reference()
    with tempfile.TemporaryDirectory() as folder:
        database = prepared(Path(folder))
        feeds(database, Path(folder), BOARD, line, by=act())
        database.engine.dispose()


if __name__ == "__main__":
    alone()

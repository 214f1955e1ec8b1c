"""The sector at its full size from the columns: how soon they are filled, follow a board, and answer."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlmodel import Session

from api.db import Database, open_engine
from api.installation import install
from api.schema import upgrade
from swc.access.kinds import Act
from swc.dependency.columns import store
from swc.dependency.columns.store import Changes, Columns
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.monitors.kinds import MonitorKind
from swc.dependency.monitors.queries import work_out
from swc.dependency.monitors.schemas import MonitorQuestion
from swc.dependency.sector import sector_lens
from swc.dependency.sector_whatif import sector_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from tests.bench.exports_bench import exports_over_http, import_speed
from tests.bench.landscapes import BOARDS, fill_sector
from tests.bench.lists import lists
from tests.bench.sector import Line, Milliseconds
from tests.shared_data import SHARED

FORA = SHARED / "fora" / "fora-d7b23252-coarchi.tar.xz"
ON = date(2026, 3, 2)
QUESTIONS = (
    ("product", TargetKind.PRODUCT, "m-product-0"),
    ("vendor", TargetKind.VENDOR, "m-vendor-0"),
    ("group, taken over", TargetKind.GROUP, "m-vendor-0"),
    ("sub-processor", TargetKind.SUB_PROCESSOR, "wolkenhuis"),
    ("facility", TargetKind.FACILITY, "entree"),
)
"""One what-if of each kind; each of them at nearly all boards, but for the vendor."""


def sector_columns(line: Line, milliseconds: Milliseconds, *, by: Act) -> None:
    """Print how long the columns take at 1,300 boards and 195,000 uses, in a database of their own, and its lists."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'sector.db'}"
        database = Database(open_engine(address))
        upgrade(database.engine)
        with database.write() as session:
            install(session, by=by)
        publish(address)
        with database.write() as session:
            uses = fill_sector(session)
        with database.read() as session:
            _measured(session, uses, line, milliseconds)
        database.engine.dispose()
        lists(address, Path(folder), line)
        exports_over_http(address, Path(folder), line)
    import_speed(line)


def publish(address: str) -> None:
    """Publish the real model where it is on this machine, which reaches more than the starter that ships."""
    if FORA.exists():
        command = [sys.executable, "-m", "api.cli", "fora", "import", str(FORA)]
        subprocess.run(command, env=os.environ | {"SWC_DATABASE_URL": address}, check=True, capture_output=True)


def quickest(work: Callable[[], object], *, runs: int = 5) -> float:
    """Return the shortest time on the clock of some work in milliseconds: the columns use every core."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def _measured(session: Session, uses: int, line: Line, milliseconds: Milliseconds) -> None:
    columns = Columns()
    started = time.process_time()
    columns.refresh(session)
    note = f"{BOARDS} boards, {uses} uses, processor time"
    line("columns, filled from nothing", (time.process_time() - started) * 1000, 5000, "ms", note)
    image = columns._image
    assert image is not None
    one = Changes(boards=frozenset({"10500"}))
    line("columns, one board read anew", milliseconds(lambda: store.update(image, session, one)), 100, "ms")
    line("columns, nothing happened", milliseconds(lambda: columns.refresh(session)), 10, "ms")

    def lens() -> object:
        image.answers.clear()
        return sector_lens(columns, session, ON)

    taken, waited = milliseconds(lens), quickest(lens)
    note = f"20 queries in the columns; {waited:.0f} ms on the clock at best, on all cores"
    line("dependency lens of the sector, worked out", taken, 200, "ms", note)
    line("the same again", milliseconds(lambda: sector_lens(columns, session, ON)), 200, "ms", "kept until a change")
    _monitors(columns, session, line, milliseconds)
    for name, kind, key in QUESTIONS:
        scenario = Scenario.TAKEN_OVER if kind is TargetKind.GROUP else Scenario.BREACH
        asked = WhatIfQuestion(target_kind=kind, target_key=key, scenario=scenario, acquirer_key="m-vendor-1")

        def answer(asked: WhatIfQuestion = asked) -> object:
            return sector_what_if(columns, session, asked, ON, named=True)

        line(f"what-if of the sector, {name}", milliseconds(answer), 500, "ms")


def _monitors(columns: Columns, session: Session, line: Line, milliseconds: Milliseconds) -> None:
    """Print how long each monitor takes to work out, and how much of that is on the clock."""
    (function,) = _first(columns, "SELECT guid FROM element WHERE kind = 'function' ORDER BY place LIMIT 1")
    targets = {MonitorKind.GROUP_USES: "m-vendor-2", MonitorKind.PRODUCTS: function}
    for kind in MonitorKind:
        question = MonitorQuestion(kind=kind, target=targets.get(kind, ""))

        def answer(question: MonitorQuestion = question) -> object:
            with columns.reading() as reader:
                return work_out(reader, session, question, ON)

        taken, waited = milliseconds(answer), quickest(answer)
        limit = 100 if kind is MonitorKind.OVERLAP else 25
        line(
            f"monitor of the sector, {kind.value}", waited, limit, "ms", f"on the clock; {taken:.0f} ms processor time"
        )


def _first(columns: Columns, sql: str) -> tuple[str, ...]:
    with columns.reading() as reader:
        return tuple(reader.cursor.execute(sql).fetchall()[0])

"""Measure what was promised, and print each figure with its limit and their ratio.

`python -m tests.bench` from the root of a checkout. Nothing fails here: a person reads the figures. Times depend on
the machine, so the ratio to a fixed piece of plain Python work on the same machine is printed first.
"""

from __future__ import annotations

import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

import xlsxwriter
from sqlalchemy import event
from sqlmodel import Session, select

from api.cli.serve import tune
from api.db import Database, now, open_engine
from api.installation import install
from api.schema import upgrade
from swc.access.kinds import SYSTEM, Act
from swc.landscape.imports.service import keep_list, read_list
from swc.landscape.models import Use
from swc.register.queries import register
from swc.register.service import accept_all
from swc.risk.overview import board_overview
from swc.risk.service import evaluate_board
from tests.bench.board import build_board
from tests.bench.columns import sector_columns
from tests.bench.dependency import dependency
from tests.bench.exports import exports
from tests.bench.feeds import feeds
from tests.bench.privacy import my_day, privacy
from tests.bench.procurement import fill_contracts, procurement
from tests.bench.questions import board_questions
from tests.bench.sector import USES, fill, sector
from tests.shared_data import SHARED

BOARD = "90901"
SMALLER = "90902"
EXAMPLE = "90906"
FORA = SHARED / "fora" / "fora-d7b23252-coarchi.tar.xz"


def line(name: str, figure: float, limit: float, unit: str, note: str = "") -> None:
    """Print one figure with its limit and the ratio of both; a limit of nothing is only there to compare with."""
    held = f"limit {limit:>7.0f} {unit:<3} ratio {figure / limit:>5.2f}" if limit else f"{'':<29}"
    print(f"{name:<52}{figure:>10.1f} {unit:<3} {held}  {note}")


def milliseconds(work: Callable[[], object], *, runs: int = 9) -> float:
    """Return the median processor time of some work after one warm-up; what else the machine does hardly counts."""
    work()
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1000)
    return statistics.median(times)


def reference() -> None:
    """Print how fast this machine is at plain Python work."""

    def work() -> int:
        return sum(index * index % 7 for index in range(300_000))

    print(f"{'plain Python, 300,000 steps':<52}{milliseconds(work):>10.1f} ms   ({os.cpu_count()} cores)")


def prepared(folder: Path) -> Database:
    """Return an installed database with a board of 250 uses."""
    database = Database(open_engine(f"sqlite:///{folder / 'bench.db'}"))
    upgrade(database.engine)
    with database.write() as session:
        install(session, by=act())
        build_board(session, BOARD)
        build_board(session, SMALLER, uses=60, schools=18)
    return database


def act() -> Act:
    """Return a deed of the product itself."""
    return Act(SYSTEM, now())


def overview(database: Database) -> None:
    """Measure the board overview: time and number of statements, at 250 uses."""
    today = act().today
    with database.write() as session:
        evaluate_board(session, BOARD, by=act())
    with database.read() as session:
        statements: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *row: statements.append(row[2]))
        board_overview(session, BOARD, today)
        asked = len(statements)
        found = milliseconds(lambda: board_overview(session, BOARD, today))
    line("board overview, 250 uses", found, 50, "ms", f"processor time, {asked} statements")


def flags(database: Database) -> None:
    """Measure the evaluation of all rules over a large and a very large board, with nothing to write."""
    for number, uses in ((SMALLER, 60), (BOARD, 250)):
        with database.write() as session:
            evaluate_board(session, number, by=act())
            found = milliseconds(partial(evaluate_board, session, number, by=act()))
        line(f"re-evaluate the flags of one board, {uses} uses", found, 50, "ms", "processor time")
    with database.write() as session:
        renamed = session.exec(select(Use).where(Use.board_number == BOARD)).first()

        def follow() -> None:
            if renamed is not None:
                renamed.own_name += "."
                session.flush()
            evaluate_board(session, BOARD, by=act())

        line("the same after a change of one use", milliseconds(follow), 100, "ms", "processor time, with its writes")
        session.rollback()


def processing_register(database: Database) -> None:
    """Measure the register of a board of 250 uses: only suggested, and with every value decided on."""
    today = act().today
    with database.read() as session:
        statements: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *row: statements.append(row[2]))
        found = register(session, BOARD, today)
        asked = len(statements)
        suggested = milliseconds(lambda: register(session, BOARD, today))
    filled = found.coverage.fields_derived / found.coverage.fields_asked
    note = f"{len(found.activities)} activities, {filled:.0%} of art. 30 without typing, {asked} statements"
    line("processing register, 250 uses, suggested", suggested, 300, "ms", note)
    with Session(database.engine) as session:
        accept_all(session, BOARD, by=act())
        established = milliseconds(partial(register, session, BOARD, today))
        session.rollback()
    line("processing register, 250 uses, established", established, 300, "ms", "processor time")


def privacy_pages(database: Database) -> None:
    """Measure the dashboard, the list of assessments, the day of one person, and the page of the sector."""
    with Session(database.engine) as session:
        privacy(session, BOARD, line, milliseconds, by=act())
        session.rollback()
    with Session(database.engine) as session:
        my_day(session, line, milliseconds, by=act())
        session.rollback()
    with database.write() as session:
        build_board(session, EXAMPLE, uses=USES)
        fill(session, EXAMPLE)
    with database.read() as session:
        sector(session, line, milliseconds, by=act())
    with database.write() as session:
        fill_contracts(session, EXAMPLE, by=act())
    with database.read() as session:
        procurement(session, line, milliseconds, by=act())


def import_rows(database: Database) -> None:
    """Measure the dry run of a list of 1,000 rows with misspelt names."""
    content = sheet(1000)
    times = []
    for _ in range(3):
        with Session(database.engine) as session:
            started = time.process_time()
            keep_list(session, BOARD, read_list(content, "lijst.xlsx"), by=act())
            times.append(time.process_time() - started)
            session.rollback()
    note = "processor time, but for the reading of the file in a process of its own"
    line("landscape dry run, 1,000 rows", statistics.median(times) * 1000, 2000, "ms", note)


def board_dependency(database: Database) -> None:
    """Measure on whom a board of 250 uses depends, and what if its largest group leaks, among 1,300 boards."""
    with Session(database.engine) as session:
        dependency(session, BOARD, line, milliseconds, by=act())
        session.rollback()


def sheet(rows: int) -> bytes:
    """Return an application list of many rows, with one letter wrong in every third name."""
    names = ["Magister", "ParnasSys", "Somtoday", "Zermelo", "AFAS Profit", "Social Schools", "Gynzy", "Snappet"]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Applicaties")
        page.write_row(0, 0, ["Applicatie", "Leverancier", "Status", "Aantal gebruikers", "Kosten per jaar"])
        for index in range(rows):
            name = names[index % len(names)]
            shown = name if index % 3 else name[:2] + name[3:]
            page.write_row(index + 1, 0, [f"{shown} {index}", "", "in gebruik", index, f"€ {index},50"])
    return buffer.getvalue()


def fora_import() -> None:
    """Measure the import of the real model by the command, in a process of its own."""
    if not FORA.exists():
        print("the real FORA archive is not on this machine; its import is not measured")
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"SWC_DATA_DIR": folder, "SWC_DATABASE_URL": f"sqlite:///{folder}/fora.db"}
        command = [sys.executable, "-m", "api.cli"]
        subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, "fora", "import", str(FORA)], env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        peak = max(before.ru_maxrss, after.ru_maxrss) / 1024
    line("real FORA import, whole process", seconds * 1000, 5000, "ms", "processor time")
    line("real FORA import, peak memory (at most)", peak, 500, "MB")


def demo_start() -> None:
    """Measure how soon `swc demo` answers, at its first start and at the next."""
    with tempfile.TemporaryDirectory() as folder:
        for name, limit in (("swc demo, first start until it answers", 10), ("swc demo, next start", 3)):
            seconds, waited = started_in(Path(folder))
            line(name, seconds * 1000, limit * 1000, "ms", f"processor time; {waited:.1f} s on the clock")


def started_in(folder: Path) -> tuple[float, float]:
    """Start the demo on a folder; return the processor time that it took until it answered, and the seconds.

    Python may keep the modules that it compiled, as pip does when it installs the product.
    """
    port = "18765"
    environment = os.environ | {"SWC_DATA_DIR": str(folder), "SWC_PORT": port}
    for name in ("SWC_DATABASE_URL", "PYTHONDONTWRITEBYTECODE"):
        environment.pop(name, None)
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "api.cli", "demo"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while time.perf_counter() - started < 120:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                break
        return processor_seconds(process.pid), time.perf_counter() - started
    finally:
        process.terminate()
        process.wait()


def processor_seconds(pid: int) -> float:
    """Return the processor time of a process that runs and of its children that ended, where the system tells."""
    told = Path(f"/proc/{pid}/stat")
    if not told.exists():
        return float("nan")
    fields = told.read_text().rpartition(")")[2].split()
    return sum(int(one) for one in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run every measurement."""
    tune()
    reference()
    fora_import()
    demo_start()
    with tempfile.TemporaryDirectory() as folder:
        database = prepared(Path(folder))
        import_rows(database)
        overview(database)
        flags(database)
        processing_register(database)
        with database.write() as session:
            exports(session, BOARD, line, by=act())
        feeds(database, Path(folder), BOARD, line, by=act())
        board_questions(database, Path(folder), BOARD, line)
        privacy_pages(database)
        board_dependency(database)
        database.engine.dispose()
    sector_columns(line, milliseconds, by=act())


if __name__ == "__main__":
    main()

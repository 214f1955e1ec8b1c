"""The uses of the sector as files over HTTP, a list of 100,000 rows that is read, and the memory that it all takes."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import python_calamine
import xlsxwriter
from sqlmodel import col, func, select

from api.db import Database, open_engine
from swc.boards.models import Board
from swc.catalogue.models import Product
from swc.landscape.imports.sheet import Limits, read_sheets
from swc.landscape.models import Use
from tests.bench.plain_app import PlainUse
from tests.bench.sector import Line
from tests.bench.serving import memory_at, processor_at, sector_reader, served

ROWS = 100_000
_FILES = (("ndjson", 150_000, False), ("ndjson", 150_000, True), ("csv", 250_000, False), ("xlsx", 80_000, False))
_PORTION = 1 << 16


@dataclass(frozen=True, slots=True)
class Got:
    """What one file took: seconds of the clock and of the server's processor, and bytes."""

    seconds: float
    worked: float
    size: int


def exports_over_http(address: str, folder: Path, line: Line) -> None:
    """Print rows per second of each file, and what the server held in memory meanwhile."""
    database = Database(open_engine(address))
    with database.write() as session:
        cookie = sector_reader(session)
        uses = session.exec(select(func.count()).select_from(Use)).one()
    with served(address, folder, module=("-m", "tests.bench.plain_app")) as (port,):
        _got(port, "/api/v1/sector/uses?limit=1", cookie)
        before = memory_at(port)
        for extension, least, zipped in _FILES:
            path = f"/api/v1/sector/uses.{extension}"
            found = min((_got(port, path, cookie, zipped=zipped) for _ in range(2)), key=lambda one: one.seconds)
            name = f"{uses} uses as {extension}{' with gzip' if zipped else ''}"
            line(name, uses / found.seconds, least, "/s", _told(found))
        line("memory that the files took at most", memory_at(port) - before, 250, "MB", f"{before:.0f} MB before")
    line("the same uses as SQLModel objects", uses / _plain(database), 0, "/s", "in process, NDJSON, without HTTP")
    database.engine.dispose()


def _got(port: int, path: str, cookie: str, *, zipped: bool = False) -> Got:
    door, worked = HTTPConnection("127.0.0.1", port, timeout=300), processor_at(port)
    door.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip" if zipped else "identity"})
    started = time.perf_counter()
    answer, size = door.getresponse(), 0
    if answer.status != HTTPStatus.OK:
        raise ValueError(answer.read())
    while portion := answer.read(_PORTION):
        size += len(portion)
    seconds = time.perf_counter() - started
    door.close()
    return Got(seconds, processor_at(port) - worked, size)


def _told(found: Got) -> str:
    return f"{found.size / 1e6:.1f} MB in {found.seconds:.2f} s, of which the processor {found.worked:.2f} s"


def _plain(database: Database) -> float:
    """Return the seconds that a stream of objects takes, each turned to JSON by a response model."""
    started = time.perf_counter()
    with database.read() as session:
        query = select(Use, Board, Product).join(Board, col(Board.number) == Use.board_number)
        query = query.join(Product, col(Product.key) == Use.product_key).order_by(col(Use.board_number), col(Use.id))
        for use, board, product in session.exec(query.execution_options(yield_per=1_000)):
            told = use.model_dump(include=set(PlainUse.model_fields))
            more = {"vendor_key": product.vendor_key, "vendor_name": "", "schools": [], "components": []}
            names = {"board_name": board.name, "sector": board.sector, "product_name": product.name}
            PlainUse(**told, **names, **more).model_dump_json()
    return time.perf_counter() - started


def import_speed(line: Line) -> None:
    """Print how fast a sheet of 100,000 rows is read in its own process, and by the library alone."""
    content = _sheet()
    limits = Limits(rows=ROWS + 1, seconds=120)
    ours = min(_seconds(lambda: read_sheets(content, "lijst.xlsx", limits)) for _ in range(3))
    alone = min(_seconds(lambda: _alone(content)) for _ in range(3))
    line("rows of a workbook read, in a process of its own", ROWS / ours, 80_000, "/s", "11 columns")
    line("the same by the library alone", ROWS / alone, 0, "/s", f"{alone / ours:.0%} of the time is the library's")


def _alone(content: bytes) -> int:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python())


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _sheet() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page, day = book.add_worksheet("Applicaties"), book.add_format({"num_format": "dd-mm-yyyy"})
        page.write_row(
            0, 0, ["Applicatie", "Leverancier", "Status", "Gebruikers", "Kosten", "Begin", "Eind", "Notities"]
        )
        for at in range(ROWS):
            page.write_row(
                at + 1, 0, [f"Product {at % 700}", f"Leverancier {at % 250}", "in gebruik", at % 900, at * 0.5]
            )
            page.write_datetime(at + 1, 5, datetime(2024, 1, 1) + timedelta(days=at % 900), day)  # noqa: DTZ001 - a day
            page.write_row(at + 1, 6, ["", f"notitie {at}", "Leerlingvolgsysteem", "SaaS", "coördinator ICT"])
    return buffer.getvalue()

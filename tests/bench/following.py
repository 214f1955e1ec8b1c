"""How soon the own graph of a board follows an edit: deriving, taking the difference and putting it in place.

`python -m tests.bench.following [address of a database with a sector]` from the root of a checkout. In processor time,
the shortest of several runs, over the largest board with its flags; without an address forty boards are made.
After all edits the graph is compared with the one that is derived whole.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import ParamSpec, TypeVar
from uuid import UUID

from sqlmodel import Session, col, func, select

from api.db import Database, now, open_engine
from api.graph import writer as graph_writer
from api.graph.content import contents
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.installation import install
from api.schema import upgrade
from swc.access.kinds import SYSTEM, Act
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.schemas import StepInput
from swc.dpia.service.steps import step
from swc.landscape.kinds import AgreementPresence, Direction
from swc.landscape.models import Coupling, Placement, Use
from swc.landscape.schemas import AgreementInput, CouplingInput, PlacementChange, UseUpdate
from swc.landscape.service.agreements import set_agreement
from swc.landscape.service.couplings import change_coupling
from swc.landscape.service.placements import place, unplace
from swc.landscape.service.uses import change_use
from swc.risk.service import evaluate_board
from tests.bench.columns import publish
from tests.bench.landscapes import fill_sector
from vocab.iris import Iris

BOARDS = 40
RUNS = 8
SETTLED = 12
"""Seconds after which flags that were all opened at once are no longer looked at again with every edit."""
Edit = Callable[[Session, str, int], None]
P = ParamSpec("P")
Found = TypeVar("Found")


def _some(session: Session, number: str, run: int) -> UUID:
    """Return another use of the board for every run."""
    uses = session.exec(select(Use.id).where(col(Use.board_number) == number).order_by(col(Use.id))).all()
    return uses[(run * 7 + 3) % len(uses)]


def _by() -> Act:
    return Act(SYSTEM, now())


def _users(session: Session, number: str, run: int) -> None:
    change_use(session, number, _some(session, number, run), UseUpdate(users=10_000 + run), by=_by())


def _name(session: Session, number: str, run: int) -> None:
    change_use(session, number, _some(session, number, run), UseUpdate(own_name=f"Naam {run}"), by=_by())


def _cost(session: Session, number: str, run: int) -> None:
    change_use(session, number, _some(session, number, run), UseUpdate(yearly_cost=Decimal(5_000 + run)), by=_by())


def _placement(session: Session, number: str, run: int) -> None:
    use = _some(session, number, run)
    placed = select(Placement.component_guid).where(col(Placement.use_id) == use)
    change = PlacementChange(component_guid=session.exec(placed).first() or "")
    unplace(session, number, use, change, by=_by())
    session.flush()
    if run % 2:
        place(session, number, use, change, by=_by())


def _coupling(session: Session, number: str, run: int) -> None:
    query = select(Coupling).where(col(Coupling.board_number) == number).order_by(col(Coupling.id)).offset(run)
    one = session.exec(query.limit(1)).one()
    turned = Direction.IN if one.direction is Direction.OUT else Direction.OUT
    data = CouplingInput(
        source_use_id=one.source_use_id,
        target_use_id=one.target_use_id,
        target_name=one.target_name,
        direction=turned,
        standards=("uwlr",),
    )
    change_coupling(session, number, one.id, data, by=_by())


def _agreement(session: Session, number: str, run: int) -> None:
    data = AgreementInput(presence=AgreementPresence.PRESENT, note=f"Afspraak {run}")
    set_agreement(session, number, _some(session, number, run), data, by=_by())


def _assessment(session: Session, number: str, run: int) -> None:
    required = (col(Assessment.board_number) == number, col(Assessment.state) == DpiaState.REQUIRED)
    query = select(Assessment.use_id).where(*required, col(Assessment.use_id).is_not(None)).order_by(Assessment.use_id)
    use = session.exec(query).first()
    assert use is not None, run
    step(session, number, use, AssessmentKind.DPIA, StepInput(event=DpiaEvent.START), by=_by())


EDITS: dict[str, Edit] = {
    "users of a use": _users,
    "name of a use": _name,
    "coupling": _coupling,
    "agreement of a use": _agreement,
    "step of a DPIA": _assessment,
    "cost of a use (also the figures)": _cost,
    "placement of a use (also the figures)": _placement,
}


def follows(database: Database, folder: Path) -> None:
    """Print how long the graph of the largest board takes whole, and after each kind of edit."""
    with database.read() as session:
        sizes = select(Use.board_number, func.count()).group_by(Use.board_number).order_by(func.count().desc())
        number, uses = session.exec(sizes).first() or ("", 0)
    with database.write() as session:
        evaluate_board(session, number, by=_by())
    time.sleep(SETTLED)
    scope = f"board/{number}"
    writer = GraphWriter(database, GraphFolder(folder), Iris("http://127.0.0.1:18790"))
    writer.files(scope)
    writer.follow()
    print(f"board {number}, {uses} uses; least and median of {RUNS} runs, processor time in milliseconds")
    whole = [_spent(lambda: _derived(database, scope, writer.iris)) for _ in range(RUNS)]
    print(f"{'derived whole':<40}{_told(whole)}")
    projected: list[float] = []
    graph_writer.amendment = _timed(graph_writer.amendment, projected)
    for name, edit in EDITS.items():
        times = []
        projected.clear()
        for run in range(RUNS):
            with database.write() as session:
                edit(session, number, run)
            times.append(_spent(lambda: writer.files(scope)))
        print(f"{name:<40}{_told(projected)} derived and compared;{_told(times)} with all that is written")
    wrong = [graph for graph in writer.differing() if graph == scope]
    print(f"differs from the graph derived whole: {', '.join(wrong) or 'nothing'}")


def _derived(database: Database, graph: str, iris: Iris) -> None:
    with database.read() as session:
        for _ in contents(session, [graph], iris, now().date()):
            pass


def _timed(work: Callable[P, Found], times: list[float]) -> Callable[P, Found]:
    """Return the same work, noting how long it takes."""

    def timed(*asked: P.args, **more: P.kwargs) -> Found:
        started = time.process_time()
        found = work(*asked, **more)
        times.append(time.process_time() - started)
        return found

    return timed


def _told(times: list[float]) -> str:
    return f"{min(times) * 1000:8.1f}{sorted(times)[len(times) // 2] * 1000:8.1f}"


def _spent(work: Callable[[], object]) -> float:
    """Return the processor time of some work in seconds."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(address: str) -> None:
    """Measure over a database, or over one that is made for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Database(open_engine(address or f"sqlite:///{folder / 'sector.db'}"))
        if not address:
            upgrade(database.engine)
            with database.write() as session:
                install(session, by=_by())
            publish(str(database.engine.url))
            with database.write() as session:
                fill_sector(session, BOARDS)
        follows(database, folder / "graphs")
        database.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")

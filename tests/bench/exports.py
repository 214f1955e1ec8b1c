"""How long it takes to hand out the register of a large board, in every format, with every value established."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from api.exports.authority import accountability_file
from api.exports.handing_out import WRITERS
from api.exports.holder import holder_of
from api.exports.register_document import RegisterFacts, register_document
from swc.access.kinds import Act
from swc.dpia.files import activity_assessments
from swc.register.queries import register
from swc.register.service import accept_all
from vocab.iris import Iris

IRIS = Iris("http://swc.bench")
Line = Callable[[str, float, float, str, str], None]


def exports(session: Session, board_number: str, line: Line, *, by: Act) -> None:
    """Print the time of each format, from the read model to the file."""
    accept_all(session, board_number, by=by)
    found = register(session, board_number, by.today)
    holder = holder_of(session, board_number, by=by)
    assessments = activity_assessments(session, board_number, by.today)
    facts = RegisterFacts(found, holder, IRIS, assessments)
    brief = replace(facts, origins=False)
    values = sum(len(one.values) for one in found.activities)
    note = f"{len(found.activities)} activities, {values} values, processor time"
    for name, writer in WRITERS.items():
        shape = brief if writer.bounded else facts
        taken = seconds(lambda write=writer.write, shape=shape: write(register_document(shape)))  # type: ignore[misc]
        line(f"register of 250 uses as {name}", taken * 1000, 5000, "ms", note)
    taken = seconds(lambda: accountability_file(session, board_number, None, iris=IRIS, by=by))
    line("register of a day with its proof", taken * 1000, 10_000, "ms", note)


def seconds(work: Callable[[], object], *, runs: int = 3) -> float:
    """Return the median processor time of some work over all threads; Typst sets on as many as there are."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)

"""What changed between two states of a scope, as one message to the processes that hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.graph.differences import Difference
from api.graph.files import GraphFile
from api.sparql.frames import Head

Graphs = Mapping[str, GraphFile]
Differing = Callable[[str, int], Difference | None]
"""From the name of a graph and a version to what the newest version has and lacks against it, if that is known."""

MOST_LINES = 20_000
"""A change of more lines than this is not applied: the scope is loaded anew beside the old one."""

_MOST_BYTES = MOST_LINES * 400


@dataclass(frozen=True, slots=True)
class Change:
    """Steps for `worker.Held.change`, with the lines they are about."""

    steps: list[Head]
    body: bytes


def change_between(old: Graphs, new: Graphs, differing: Differing) -> Change | None:
    """Return what leads from one state to the other, or nothing where loading anew is the better or only way."""
    steps: list[Head] = [
        {"graph": address, "gone": True, "removed": 0, "added": 0} for address in old if address not in new
    ]
    pieces: list[bytes] = []
    lines = 0
    for address, one in new.items():
        before = old.get(address)
        if before == one:
            continue
        found = _difference(before, one, differing)
        if found is None:
            return None
        lines += found.added.count(b"\n") + found.removed.count(b"\n")
        if lines > MOST_LINES or _names_blank_nodes(found):
            return None
        steps.append({"graph": address, "gone": False, "removed": len(found.removed), "added": len(found.added)})
        pieces += (found.removed, found.added)
    return Change(steps, b"".join(pieces))


def _difference(before: GraphFile | None, after: GraphFile, differing: Differing) -> Difference | None:
    if before is not None:
        return differing(after.graph, before.version) if before.version < after.version else None
    try:
        content = after.path.read_bytes() if after.path.stat().st_size <= _MOST_BYTES else None
    except OSError:  # a newer version took its place meanwhile
        return None
    return None if content is None else Difference(added=content)


def _names_blank_nodes(difference: Difference) -> bool:
    """Say whether lines hold blank nodes: those have no name by which they could be found again in a loaded store."""
    return any(
        line.startswith(b"_:") or b" _:" in line.rpartition(b'"')[2] or b"> _:" in line
        for line in (*difference.added.splitlines(), *difference.removed.splitlines())
        if b"_:" in line
    )

"""Which graphs make up a scope: the public ones, with those of one board or with what boards share with the sector."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, true
from sqlmodel import col

from swc.audit.models import Outbox

PUBLIC = "public"
SECTOR = "sector"
ALL = "all"
"""Every graph there is: no scope of a question, but that of the follower and of a rebuild."""
_BOARD = "board/"
_SHARED = "/sector"


def shared_graph(board_number: str) -> str:
    """Return the name of the graph of what a board shares with the sector."""
    return f"{_BOARD}{board_number}{_SHARED}"


def is_shared(graph: str) -> bool:
    """Say whether a graph holds what a board shares with the sector."""
    return graph.startswith(_BOARD) and graph.endswith(_SHARED)


def board_of(graph: str) -> str:
    """Return the number of the board that a graph is of, its own or the shared one; empty for a public graph."""
    return graph.removeprefix(_BOARD).removesuffix(_SHARED) if graph.startswith(_BOARD) else ""


def in_scope(graph: str, scope: str) -> bool:
    """Say whether a graph belongs to a scope: `public`, `board/<number>`, `sector` or `all`."""
    if scope == ALL or not graph.startswith(_BOARD):
        return True
    return is_shared(graph) if scope == SECTOR else graph == scope


def waiting_in(scope: str) -> ColumnElement[bool]:
    """Return the condition under which a row of the outbox names a graph of a scope."""
    if scope == ALL:
        return true()
    public = col(Outbox.graph).not_like(f"{_BOARD}%")
    if scope == SECTOR:
        return or_(public, col(Outbox.graph).like(f"%{_SHARED}"))
    return public if scope == PUBLIC else or_(public, col(Outbox.graph) == scope)

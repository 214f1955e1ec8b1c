"""Scopes: which graphs somebody may query, and the files they stand in at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from api.graph.content import names
from api.graph.files import GraphFile
from api.graph.writer import GraphWriter
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.errors import NotAllowedError, NotFoundError

PUBLIC = "public"
SECTOR = "sector"
_BOARD = "board/"


@dataclass(frozen=True, slots=True)
class Scope:
    """A name for the pool, and the graphs of the scope by their address."""

    name: str
    graphs: dict[str, GraphFile]


def board_scope(board_number: str) -> str:
    """Return the name of the scope of one board: what is public, and its own graph."""
    return f"{_BOARD}{board_number}"


def graphs_of(session: Session, writer: GraphWriter, *, act: Act, scope: str = PUBLIC) -> Scope:
    """Return the graphs of a scope for who may query it: `public`, `board/<number>` or `sector`.

    What was committed before the question is in the answer: waiting graphs are written first.
    """
    demand_scope(act, scope)
    wanted = [name for name in names(session) if _within(name, scope)]
    writer.catch_up(wanted)
    files = {writer.iris.graph(name): writer.folder.newest(name) for name in wanted}
    return Scope(scope, {address: one for address, one in files.items() if one is not None})


def demand_scope(act: Act, scope: str) -> None:
    """Refuse who may not query a scope; a scope that does not exist is not found."""
    if scope == PUBLIC:
        return
    if scope == SECTOR:
        _demand_sector(act)
    elif scope.startswith(_BOARD):
        _demand_board(act, scope.removeprefix(_BOARD))
    else:
        raise NotFoundError("Dit adres bestaat niet.")


def _within(graph: str, scope: str) -> bool:
    """Say whether a graph belongs to a scope: what is of no board to every one, the rest to the scope it is of."""
    if not graph.startswith(_BOARD):
        return True
    shared = graph.endswith(f"/{SECTOR}")
    return shared if scope == SECTOR else graph == scope and not shared


def _demand_board(act: Act, board_number: str) -> None:
    """Refuse who may not query a board; who may see it, but not what is in its DPIAs, is told why."""
    if act.actor.may(Right.READ_BOARD, board_number) and not act.actor.may(Right.QUERY_BOARD, board_number):
        raise NotAllowedError(
            "Uw rol of sleutel mag geen SPARQL-vragen stellen over dit bestuur: in die gegevens staat meer van DPIA's "
            "dan u mag zien.",
            remedy="Stel de vraag over wat openbaar is, of vraag de beheerder van uw bestuur om dit recht.",
        )
    act.demand(Right.QUERY_BOARD, board_number)


def _demand_sector(act: Act) -> None:
    """Refuse who may not query what boards share with the sector; for strangers and vendors the door is not there."""
    if act.actor.may(Right.QUERY_SECTOR):
        return
    if act.actor.anonymous or act.actor.only_vendor:
        raise NotFoundError("Dit adres bestaat niet.")
    raise NotAllowedError(
        "Uw rol of sleutel mag geen SPARQL-vragen stellen over wat besturen met de sector delen.",
        remedy="Stel de vraag over wat openbaar is of over uw eigen bestuur, of vraag de sectorredactie om dit recht.",
    )

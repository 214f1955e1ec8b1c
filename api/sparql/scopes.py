"""Scopes: which graphs somebody may query, and the files they stand in at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from api.graph.content import names
from api.graph.files import GraphFile
from api.graph.writer import GraphWriter
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.errors import NotAllowedError

PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Scope:
    """A name for the pool, and the graphs of the scope by their address."""

    name: str
    graphs: dict[str, GraphFile]


def graphs_of(session: Session, writer: GraphWriter, *, act: Act, board_number: str | None) -> Scope:
    """Return the public scope, or the public graphs with those of one board for who may read that board.

    What was committed before the question is in the answer: waiting graphs are written first.
    """
    if board_number is not None:
        _demand_query(act, board_number)
    own = f"board/{board_number}"
    wanted = [name for name in names(session) if not name.startswith("board/") or name == own]
    writer.catch_up(wanted)
    files = {writer.iris.graph(name): writer.folder.newest(name) for name in wanted}
    kept = {address: one for address, one in files.items() if one is not None}
    return Scope(PUBLIC if board_number is None else own, kept)


def _demand_query(act: Act, board_number: str) -> None:
    """Refuse who may not query a board; who may see it, but not what is in its DPIAs, is told why."""
    if act.actor.may(Right.READ_BOARD, board_number) and not act.actor.may(Right.QUERY_BOARD, board_number):
        raise NotAllowedError(
            "Uw rol of sleutel mag geen SPARQL-vragen stellen over dit bestuur: in die gegevens staat meer van DPIA's "
            "dan u mag zien.",
            remedy="Stel de vraag over wat openbaar is, of vraag de beheerder van uw bestuur om dit recht.",
        )
    act.demand(Right.QUERY_BOARD, board_number)

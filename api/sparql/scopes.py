"""Scopes: which graphs somebody may query, and the files they stand in at this moment."""

from __future__ import annotations

from collections.abc import Mapping

from api.graph.files import GraphFile
from api.graph.scopes import PUBLIC, SECTOR
from api.graph.writer import GraphWriter
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.errors import NotAllowedError, NotFoundError

_BOARD = "board/"

__all__ = ["PUBLIC", "SECTOR", "board_scope", "demand_scope", "graphs_of"]


def board_scope(board_number: str) -> str:
    """Return the name of the scope of one board: what is public, and its own graph."""
    return f"{_BOARD}{board_number}"


def graphs_of(writer: GraphWriter, *, act: Act, scope: str = PUBLIC) -> Mapping[str, GraphFile]:
    """Return the files of a scope by address for who may query it: `public`, `board/<number>` or `sector`.

    What was committed before the question is in the answer: waiting graphs are written first.
    """
    demand_scope(act, scope)
    return writer.files(scope)


def demand_scope(act: Act, scope: str) -> None:
    """Refuse who may not query a scope; a scope that does not exist is not found."""
    if scope == PUBLIC:
        return
    if scope == SECTOR:
        _demand_sector(act)
    elif scope.startswith(_BOARD) and "/" not in scope.removeprefix(_BOARD):
        _demand_board(act, scope.removeprefix(_BOARD))
    else:
        raise NotFoundError("Dit adres bestaat niet.")


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

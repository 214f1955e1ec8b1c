"""Who may see figures of the sector, and who the landscapes behind them."""

from __future__ import annotations

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.errors import NotAllowedError, NotFoundError, UnauthenticatedError


def demand_sector(by: Act) -> bool:
    """Refuse who may see no figure of the sector; return whether names of boards may be seen as well.

    Whoever holds a role at a board or in the sector sees figures; an API key does when it may read. Somebody who only
    speaks for a vendor learns nothing: for them there is no such page. Names come with `READ_SECTOR`.
    """
    actor = by.actor
    if actor.may(Right.READ_SECTOR):
        return True
    if actor.anonymous:
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    if actor.only_vendor:
        raise NotFoundError("Deze pagina bestaat niet.")
    reads = any(actor.may(Right.READ_BOARD, number) for number in actor.boards)
    if not reads and (actor.limit is not None or not actor.sector):
        raise NotAllowedError("Uw rol staat deze handeling niet toe.", remedy="Vraag de beheerder van uw bestuur.")
    return False


def demand_names(by: Act) -> None:
    """Refuse who may not see the names of boards, as politely as `demand_sector` does."""
    if not demand_sector(by):
        by.demand(Right.READ_SECTOR)

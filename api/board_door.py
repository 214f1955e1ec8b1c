"""The board in an address: whoever may not read it learns nothing, not even that it exists."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path

from api.deps import ActDep, read_once
from swc.access.roles import Right
from swc.errors import UnauthenticatedError


@read_once
def _readable(
    number: Annotated[str, Path(max_length=10, description="Nummer van het bestuur bij DUO")], act: ActDep
) -> str:
    if not act.actor.key:
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    act.demand(Right.READ_BOARD, number)
    return number


BoardNumber = Annotated[str, Depends(_readable)]
"""The number of a board that the actor may read: `UnauthenticatedError` for nobody, `NotFoundError` for outsiders."""

"""The board in an address behind which stands what people wrote in assessments: only for whoever may read that."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.board_door import BoardNumber
from api.deps import ActDep
from swc.dpia.disclosure import demand_contents


def _contents_readable(number: BoardNumber, act: ActDep) -> str:
    demand_contents(act, number)
    return number


DpiaBoardNumber = Annotated[str, Depends(_contents_readable)]
"""The number of a board whose assessments the actor may read: `NotAllowedError` for a purchaser."""

"""Which things of a board are told anew, when it is known that nothing else changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

NONE: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Parts:
    """Some things of one board, by id, each with all that stands below its address.

    `board` stands for the board itself, with the figures on how it depends on its vendors.
    """

    uses: frozenset[UUID] = NONE
    couplings: frozenset[UUID] = NONE
    agreements: frozenset[UUID] = NONE
    contracts: frozenset[UUID] = NONE
    assessments: frozenset[UUID] = NONE
    activities: frozenset[UUID] = NONE
    flags: frozenset[UUID] = NONE
    board: bool = False

"""What must follow a change in a lower room, in order, inside the same transaction."""

from __future__ import annotations

from typing import Protocol

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit.kinds import Touched
from swc.dependency.stale import follow as graphs
from swc.dpia.follow import follow as dpia
from swc.procurement.feed.follow import follow as feed
from swc.risk.follow import follow as risk


class Follower(Protocol):
    """Something that looks at what a unit of work touched and draws the consequences."""

    def __call__(self, session: Session, touched: Touched, *, by: Act) -> None:
        """Follow up."""


FOLLOWERS: tuple[Follower, ...] = (dpia, risk, feed, graphs)

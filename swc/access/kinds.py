"""Roles, rights and the acting person; pure values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from swc.access import rules
from swc.access.roles import Right, Role
from swc.errors import NotAllowedError, NotFoundError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Door(StrEnum):
    """Through which door somebody came in."""

    PAGE = "page"
    API = "api"
    CLI = "cli"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, an API key or the system, with roles per board and in the sector.

    `boards` maps a board number to the roles held there; `sector` holds the roles that are not tied to a board.
    `limit` narrows what the roles give to these rights: an API key carries no more than its scopes; None is no limit.
    `vendors` holds the keys of the vendors that a person speaks for. An anonymous actor has an empty `key`.
    """

    key: str
    label: str
    boards: dict[str, frozenset[Role]] = field(default_factory=dict)
    sector: frozenset[Role] = frozenset()
    vendors: frozenset[str] = frozenset()
    door: Door = Door.PAGE
    system: bool = False
    limit: frozenset[Right] | None = None

    @property
    def anonymous(self) -> bool:
        """Say whether nobody has signed in."""
        return not self.key

    @property
    def only_vendor(self) -> bool:
        """Say whether the actor speaks for a vendor and holds no role at a board or in the sector."""
        return bool(self.vendors) and not self.boards and not self.sector and not self.system

    def speaks_for(self, vendor_key: str) -> bool:
        """Say whether the actor speaks for a vendor; for that one alone, not for what it owns or who owns it."""
        return self.system or (self.limit is None and vendor_key in self.vendors)

    def may(self, right: Right, board_number: str | None = None) -> bool:
        """Say whether the actor holds a right at a board, or in the sector when no board is given."""
        if self.system:
            return True
        if self.limit is not None and right not in self.limit:
            return False
        held = self.sector if board_number is None else self.boards.get(board_number, frozenset()) | self.sector
        return any(right in rules.RIGHTS[role] for role in held)


@dataclass(frozen=True, slots=True)
class Act:
    """One deed: who, at which moment (aware), and why."""

    actor: Actor
    now: datetime
    reason: str = ""

    @property
    def today(self) -> date:
        """Return the calendar day in the Netherlands."""
        return self.now.astimezone(AMSTERDAM).date()

    def demand(self, right: Right, board_number: str | None = None) -> None:
        """Refuse when the actor lacks a right.

        Somebody who may not even read a board gets `NotFoundError`, so that its existence does not show.
        """
        if self.actor.may(right, board_number):
            return
        if board_number is not None and not self.actor.may(Right.READ_BOARD, board_number):
            raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
        remedy = "Vraag de beheerder van uw bestuur." if board_number else "Vraag de sectorredactie."
        raise NotAllowedError("Uw rol staat deze handeling niet toe.", remedy=remedy)

    def demand_vendor(self, vendor_key: str) -> None:
        """Refuse whoever does not speak for a vendor.

        Vendors are public, so the refusal is the same for one that exists and one that does not.
        """
        if not self.actor.speaks_for(vendor_key):
            raise NotAllowedError(
                "U spreekt niet voor deze leverancier.", remedy="Vraag de sectorredactie om een account."
            )


SYSTEM = Actor(key="system", label="systeem", door=Door.SYSTEM, system=True)
"""The product itself: seeds, migrations and followers."""

ANONYMOUS = Actor(key="", label="anoniem")
"""Somebody who did not sign in: sees what is public, holds no right."""

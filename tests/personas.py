"""The people in the tests: two boards, one person for each role, and what they may do."""

from __future__ import annotations

from datetime import UTC, datetime

from swc.access.kinds import SYSTEM, Act, Actor
from swc.access.roles import Role

BOARD_A = "41101"
BOARD_B = "41102"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = NOW.date()

ANNE = Actor(key="anne", label="Anne", boards={BOARD_A: frozenset({Role.PRIVACY_OFFICER})})
BRAM = Actor(key="bram", label="Bram", boards={BOARD_A: frozenset({Role.READER})})
CARLA = Actor(key="carla", label="Carla", boards={BOARD_A: frozenset({Role.EDITOR})})
CHRIS = Actor(key="chris", label="Chris", boards={BOARD_B: frozenset({Role.EDITOR})})
ADMIN = Actor(key="admin", label="Admin", boards={BOARD_A: frozenset({Role.BOARD_ADMIN})})
FATIMA = Actor(key="fatima", label="Fatima", boards={BOARD_A: frozenset({Role.PRIVACY_OFFICER})})
"""The FG of board A: advises, so that somebody else decides."""
PETRA = Actor(key="petra", label="Petra", boards={BOARD_A: frozenset({Role.PURCHASER})})
SACHA = Actor(key="sacha", label="Sacha", sector=frozenset({Role.SECTOR_EDITOR}))
SYLVIA = Actor(key="sylvia", label="Sylvia", sector=frozenset({Role.SECTOR_READER}))
"""Reads for the sector what boards share with it, at SIVON for instance."""
VICTOR = Actor(key="victor", label="Victor", vendors=frozenset({"meerschool"}))
"""Speaks for vendor meerschool, and sees no landscape."""
ANONYMOUS = Actor(key="", label="iemand")


def acting(actor: Actor, *, now: datetime = NOW, reason: str = "") -> Act:
    """Return a deed by an actor at a fixed moment."""
    return Act(actor=actor, now=now, reason=reason)


SYSTEM_ACT = acting(SYSTEM)

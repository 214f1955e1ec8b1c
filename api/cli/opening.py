"""Opening the installation's database for a command."""

from __future__ import annotations

from api.db import Database, open_engine
from api.schema import is_current
from api.settings import Settings
from swc.access.kinds import Act, Actor, Door
from swc.errors import ConflictError

OPERATOR = Actor(key="cli", label="beheerder (opdrachtregel)", door=Door.CLI, system=True)
"""Whoever may run the command on the machine may do everything there."""


def open_database(settings: Settings | None = None, *, migrated: bool = True) -> Database:
    """Return the database of the settings; refuses one whose schema is not up to date unless told otherwise."""
    chosen = settings or Settings()
    database = Database(open_engine(chosen.database))
    if migrated and not is_current(database.engine):
        raise ConflictError("De database is niet bij deze versie.", remedy="Voer eerst `swc migrate` uit.")
    return database


def acting(database: Database, *, reason: str = "") -> Act:
    """Return the deed of the operator at this moment."""
    return Act(actor=OPERATOR, now=database.clock(), reason=reason)

"""The schema of the database: the tables of every room, and their history run through Alembic.

Alembic is loaded when there is something to run: that a database is at the newest revision, as it is at nearly every
start, the names in the files of the revisions tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Engine, MetaData, inspect, text
from sqlmodel import SQLModel

if TYPE_CHECKING:
    from alembic.config import Config

_VERSIONS = "alembic_version"
_NAMED = re.compile(r'^(down_)?revision\b.*= "([^"]+)"$', re.MULTILINE)
TABLES = (
    "fora.models",
    "swc.audit.models",
    "swc.boards.models",
    "swc.catalogue.models",
    "swc.catalogue.duplicates.models",
    "swc.catalogue.claims.models",
    "swc.catalogue.imported.models",
    "swc.catalogue.mappings.models",
    "swc.landscape.models",
    "swc.landscape.exchange.models",
    "swc.register.models",
    "swc.dpia.models",
    "swc.risk.models",
    "swc.procurement.feed.models",
    "swc.questions.models",
    "swc.reminders.models",
)
"""The modules that declare tables; a new room with tables is added here."""


def metadata() -> MetaData:
    """Return the metadata with every table of the product declared."""
    for name in TABLES:
        import_module(name)
    return SQLModel.metadata


def history() -> Config:
    """Return Alembic's configuration: the revisions that ship in the package `migrations`."""
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database to a revision, in one transaction; nothing is done where it stands at the newest already."""
    if revision == "head" and is_current(engine):
        return
    from alembic import command  # noqa: PLC0415 - see above

    config = history()
    with _altering(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to a revision."""
    from alembic import command  # noqa: PLC0415 - see above

    config = history()
    with _altering(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


@contextmanager
def _altering(engine: Engine) -> Iterator[Connection]:
    """Open the transaction of a revision.

    SQLite alters a table by copying it and dropping the old one. Dropping would delete what refers to it, so foreign
    keys are off meanwhile (a setting that SQLite only takes outside a transaction) and all checked before the commit.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver = cast("Any", connection.connection.dbapi_connection)
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if dangling:
                    raise RuntimeError(f"the revision left rows that refer to nothing: {dangling[:5]}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def is_current(engine: Engine) -> bool:
    """Say whether a database stands at the newest revision."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSIONS):
            return False
        return set(connection.scalars(text(f"SELECT version_num FROM {_VERSIONS}"))) == newest()  # noqa: S608 - ours


def newest() -> set[str]:
    """Return the revisions that no other follows: the newest one, as long as the history is a line."""
    texts = [one.read_text() for one in files("migrations.versions").iterdir() if one.name.endswith(".py")]
    named = [found for one in texts for found in _NAMED.findall(one)]
    return {name for before, name in named if not before} - {name for before, name in named if before}

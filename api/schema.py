"""The schema of the database: the tables of every room, and their history run through Alembic."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData
from sqlmodel import SQLModel

TABLES = (
    "fora.models",
    "swc.audit.models",
    "swc.boards.models",
    "swc.catalogue.models",
    "swc.landscape.models",
    "swc.dpia.models",
    "swc.risk.models",
)
"""The modules that declare tables; a new room with tables is added here."""


def metadata() -> MetaData:
    """Return the metadata with every table of the product declared."""
    for name in TABLES:
        import_module(name)
    return SQLModel.metadata


def history() -> Config:
    """Return Alembic's configuration: the revisions that ship in the package `migrations`."""
    config = Config()
    config.set_main_option("script_location", str(files("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database to a revision, in one transaction."""
    config = history()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take a database back to a revision."""
    config = history()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Say whether a database stands at the newest revision."""
    heads = set(ScriptDirectory.from_config(history()).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads

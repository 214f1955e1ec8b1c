"""The statements that give the table of names its search index, per database.

SQLite: an FTS5 table with the trigram tokenizer over `search_name.folded`, kept in step by triggers.
PostgreSQL: a trigram index, where the server offers the extension `pg_trgm`; without it the same query scans the
few thousand names. The migration that creates the table runs the same statements.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import DDL, event
from sqlmodel import SQLModel

SQLITE: Final = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_name_fts
    USING fts5(folded, content='search_name', content_rowid='id', tokenize='trigram')""",
    """CREATE TRIGGER IF NOT EXISTS search_name_insert AFTER INSERT ON search_name BEGIN
    INSERT INTO search_name_fts(rowid, folded) VALUES (new.id, new.folded);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_name_delete AFTER DELETE ON search_name BEGIN
    INSERT INTO search_name_fts(search_name_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    END""",
    """CREATE TRIGGER IF NOT EXISTS search_name_update AFTER UPDATE ON search_name BEGIN
    INSERT INTO search_name_fts(search_name_fts, rowid, folded) VALUES ('delete', old.id, old.folded);
    INSERT INTO search_name_fts(rowid, folded) VALUES (new.id, new.folded);
    END""",
)
"""The statements of SQLite, in order."""

POSTGRESQL: Final = (
    """DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX IF NOT EXISTS ix_search_name_trigram ON search_name USING gin (folded gin_trgm_ops);
    END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'no right to create pg_trgm: names are found without its index';
    END $$""",
)
"""The statements of PostgreSQL, in order."""

SQLITE_DROP: Final = ("DROP TABLE IF EXISTS search_name_fts",)
"""Runs before the table of names is dropped on SQLite (its triggers go with it)."""


def attach(table_class: type[SQLModel]) -> None:
    """Run the statements whenever the table of names is created or dropped from the metadata."""
    table = table_class.__table__  # type: ignore[attr-defined]
    for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in statements:
            event.listen(table, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]
    for statement in SQLITE_DROP:
        event.listen(table, "before_drop", DDL(statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]

"""Folded names to search in, with the index that each database offers."""

import sqlalchemy as sa
from alembic import op

revision = "create_search_names"
down_revision = "create_catalogue"
branch_labels = None
depends_on = None

SQLITE = (
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
POSTGRESQL = (
    """DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX IF NOT EXISTS ix_search_name_trigram ON search_name USING gin (folded gin_trgm_ops);
    END IF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'no right to create pg_trgm: names are found without its index';
    END $$""",
)


def upgrade() -> None:
    op.create_table(
        "search_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_name")),
        sa.UniqueConstraint("kind", "key", "name", name=op.f("uq_search_name_kind_key_name")),
    )
    op.create_index("ix_search_name_folded", "search_name", ["folded"], unique=False)
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:

    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE IF EXISTS search_name_fts")
    op.drop_table("search_name")

"""Model files that were read in and wait to be carried out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "add_exchange"
down_revision = "create_mappings"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "exchange_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", JSON_DOCUMENT, nullable=False),
        sa.Column("choices", JSON_DOCUMENT, nullable=False),
        sa.Column("result", JSON_DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_exchange_batch_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_batch")),
    )
    op.create_index(op.f("ix_exchange_batch_board_number"), "exchange_batch", ["board_number"], unique=False)


def downgrade() -> None:
    """Take the table away."""
    op.drop_index(op.f("ix_exchange_batch_board_number"), table_name="exchange_batch")
    op.drop_table("exchange_batch")

"""Questions that people keep, share within a board or offer to the sector."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_saved_queries"
down_revision = "move_owners_to_periods"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "saved_query",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("explanation", sa.String(2000), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("parameters", JSON, nullable=False),
        sa.Column("scope", sa.String(40), nullable=False),
        sa.Column("plot_over", sa.String(60), nullable=False),
        sa.Column("plot_of", sa.String(60), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("author_label", sa.String(200), nullable=False),
        sa.Column("board_number", sa.String(10), nullable=True),
        sa.Column("offer", sa.String(40), nullable=False),
        sa.Column("decision_reason", sa.String(2000), nullable=False),
        sa.Column("published", JSON, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_saved_query_author_id_person"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_saved_query_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_query")),
        sa.UniqueConstraint("name", name=op.f("uq_saved_query_name")),
    )
    for column in ("author_id", "board_number", "offer"):
        op.create_index(op.f(f"ix_saved_query_{column}"), "saved_query", [column])


def downgrade() -> None:
    op.drop_table("saved_query")

"""The register of processing activities: decisions on values, and established versions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_register"
down_revision = "create_flags"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "processing_activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("anchor_kind", sa.String(length=40), nullable=False),
        sa.Column("anchor_key", sa.String(length=80), nullable=False),
        sa.Column("anchor_name", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_number"], ["board.number"], name=op.f("fk_processing_activity_board_number_board")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processing_activity")),
        sa.UniqueConstraint(
            "board_number",
            "anchor_kind",
            "anchor_key",
            name=op.f("uq_processing_activity_board_number_anchor_kind_anchor_key"),
        ),
    )
    op.create_index(op.f("ix_processing_activity_board_number"), "processing_activity", ["board_number"], unique=False)
    op.create_table(
        "processing_value",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", JSON_DOCUMENT, nullable=False),
        sa.Column("basis", JSON_DOCUMENT, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["processing_activity.id"],
            name=op.f("fk_processing_value_activity_id_processing_activity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_id", "field", "key", name=op.f("pk_processing_value")),
    )
    op.create_index("ix_processing_value_field_key", "processing_value", ["field", "key"], unique=False)
    op.create_table(
        "processing_version",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", JSON_DOCUMENT, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_by_label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["processing_activity.id"],
            name=op.f("fk_processing_version_activity_id_processing_activity"),
        ),
        sa.PrimaryKeyConstraint("activity_id", "number", name=op.f("pk_processing_version")),
    )


def downgrade() -> None:
    op.drop_table("processing_version")
    op.drop_table("processing_value")
    op.drop_table("processing_activity")

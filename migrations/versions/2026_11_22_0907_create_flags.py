"""Flags as last evaluated, and their acceptances."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_flags"
down_revision = "create_assessments"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "flag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_key", sa.String(length=120), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=True),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("certainty", sa.String(length=40), nullable=False),
        sa.Column("evidence", JSON_DOCUMENT, nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_flag_board_number_board")),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_flag_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
        sa.UniqueConstraint(
            "board_number",
            "rule",
            "subject_kind",
            "subject_key",
            name=op.f("uq_flag_board_number_rule_subject_kind_subject_key"),
        ),
    )
    op.create_index("ix_flag_board_number_resolved_at", "flag", ["board_number", "resolved_at"], unique=False)
    op.create_index(op.f("ix_flag_use_id"), "flag", ["use_id"], unique=False)
    op.create_table(
        "flag_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flag_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_by", sa.String(length=80), nullable=False),
        sa.Column("accepted_by_label", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["flag_id"], ["flag.id"], name=op.f("fk_flag_acceptance_flag_id_flag"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_acceptance")),
    )
    op.create_index(op.f("ix_flag_acceptance_flag_id"), "flag_acceptance", ["flag_id"], unique=False)


def downgrade() -> None:
    op.drop_table("flag_acceptance")
    op.drop_table("flag")

"""DPIAs with their steps, and answers to screening criteria."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_assessments"
down_revision = "create_landscape"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("review_due", sa.Date(), nullable=True),
        sa.Column("central_key", sa.String(length=120), nullable=True),
        sa.Column("central_number", sa.Integer(), nullable=True),
        sa.Column("local_part_on", sa.Date(), nullable=True),
        sa.Column("local_measures_on", sa.Date(), nullable=True),
        sa.Column("fg_seen_on", sa.Date(), nullable=True),
        sa.Column("fg_advice_on", sa.Date(), nullable=True),
        sa.Column("fg_advice", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("conditions", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_assessment_board_number_board")),
        sa.ForeignKeyConstraint(
            ["central_key", "central_number"],
            ["central_dpia_version.central_key", "central_dpia_version.number"],
            name=op.f("fk_assessment_central_key_central_number_central_dpia_version"),
        ),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_assessment_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("use_id", "kind", name=op.f("uq_assessment_use_id_kind")),
    )
    op.create_index(op.f("ix_assessment_board_number"), "assessment", ["board_number"], unique=False)
    op.create_index(op.f("ix_assessment_use_id"), "assessment", ["use_id"], unique=False)
    op.create_table(
        "criterion_answer",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["use_id"], ["use.id"], name=op.f("fk_criterion_answer_use_id_use"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("use_id", "criterion", name=op.f("pk_criterion_answer")),
    )
    op.create_table(
        "assessment_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_key", sa.String(length=80), nullable=False),
        sa.Column("actor_label", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_step_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_step")),
    )
    op.create_index(op.f("ix_assessment_step_assessment_id"), "assessment_step", ["assessment_id"], unique=False)


def downgrade() -> None:
    op.drop_table("assessment_step")
    op.drop_table("criterion_answer")
    op.drop_table("assessment")

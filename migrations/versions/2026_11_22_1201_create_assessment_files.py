"""What an assessment holds beside its state: scope, screening, sections, risks and measures."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_assessment_files"
down_revision = "create_register"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "central_dpia_measure",
        sa.Column("central_key", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["central_key", "number"],
            ["central_dpia_version.central_key", "central_dpia_version.number"],
            name=op.f("fk_central_dpia_measure_central_key_number_central_dpia_version"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("central_key", "number", "code", name=op.f("pk_central_dpia_measure")),
    )
    op.create_table(
        "assessment_answer",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_answer_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "criterion", name=op.f("pk_assessment_answer")),
    )
    op.create_table(
        "assessment_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("addressee", sa.String(length=40), nullable=False),
        sa.Column("owner_role", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("central_key", sa.String(length=120), nullable=True),
        sa.Column("central_number", sa.Integer(), nullable=True),
        sa.Column("central_code", sa.String(length=40), nullable=True),
        sa.Column("weighing", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_measure_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_measure")),
        sa.UniqueConstraint(
            "assessment_id",
            "central_key",
            "central_code",
            name=op.f("uq_assessment_measure_assessment_id_central_key_central_code"),
        ),
    )
    op.create_index(op.f("ix_assessment_measure_assessment_id"), "assessment_measure", ["assessment_id"], unique=False)
    op.create_table(
        "assessment_risk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("subjects", JSON_DOCUMENT, nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=True),
        sa.Column("impact", sa.Integer(), nullable=True),
        sa.Column("residual_likelihood", sa.Integer(), nullable=True),
        sa.Column("residual_impact", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_risk_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_risk")),
    )
    op.create_index(op.f("ix_assessment_risk_assessment_id"), "assessment_risk", ["assessment_id"], unique=False)
    op.create_table(
        "assessment_scope",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["processing_activity.id"],
            name=op.f("fk_assessment_scope_activity_id_processing_activity"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_scope_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "activity_id", name=op.f("pk_assessment_scope")),
    )
    op.create_index(op.f("ix_assessment_scope_activity_id"), "assessment_scope", ["activity_id"], unique=False)
    op.create_table(
        "assessment_section",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by", sa.String(length=80), nullable=False),
        sa.Column("written_by_label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_assessment_section_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "section", "number", name=op.f("pk_assessment_section")),
    )
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("criteria_version", sa.String(length=80), nullable=False),
        sa.Column("duty", sa.String(length=40), nullable=False),
        sa.Column("wp_score", sa.Integer(), nullable=False),
        sa.Column("criteria", JSON_DOCUMENT, nullable=False),
        sa.Column("motive", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=80), nullable=False),
        sa.Column("made_by_label", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_screening_assessment_id_assessment"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screening")),
    )
    op.create_index(op.f("ix_screening_assessment_id"), "screening", ["assessment_id"], unique=False)
    op.create_table(
        "risk_measure",
        sa.Column("risk_id", sa.Uuid(), nullable=False),
        sa.Column("measure_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["assessment_measure.id"],
            name=op.f("fk_risk_measure_measure_id_assessment_measure"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["risk_id"],
            ["assessment_risk.id"],
            name=op.f("fk_risk_measure_risk_id_assessment_risk"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("risk_id", "measure_id", name=op.f("pk_risk_measure")),
    )


def downgrade() -> None:
    op.drop_table("risk_measure")
    op.drop_table("screening")
    op.drop_table("assessment_section")
    op.drop_table("assessment_scope")
    op.drop_table("assessment_risk")
    op.drop_table("assessment_measure")
    op.drop_table("assessment_answer")
    op.drop_table("central_dpia_measure")

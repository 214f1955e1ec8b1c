"""What agreements hold in their annexes, imports of agreements, settings of uses, certificates and measured levels."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_agreement_annexes"
down_revision = "create_assessment_files"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "agreement_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("layout", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows", JSON_DOCUMENT, nullable=False),
        sa.Column("result", JSON_DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_agreement_batch_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_batch")),
    )
    op.create_index(op.f("ix_agreement_batch_board_number"), "agreement_batch", ["board_number"], unique=False)
    op.create_table(
        "board_measurement",
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("topic", sa.String(length=60), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_number"], ["board.number"], name=op.f("fk_board_measurement_board_number_board")
        ),
        sa.PrimaryKeyConstraint("board_number", "topic", "measured_on", name=op.f("pk_board_measurement")),
    )
    op.create_table(
        "product_certificate",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("certificate", sa.String(length=60), nullable=False),
        sa.Column("availability", sa.String(length=10), nullable=True),
        sa.Column("integrity", sa.String(length=10), nullable=True),
        sa.Column("confidentiality", sa.String(length=10), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_key"],
            ["product.key"],
            name=op.f("fk_product_certificate_product_key_product"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_key", "certificate", name=op.f("pk_product_certificate")),
    )
    op.create_table(
        "use_answer",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_use_answer_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("use_id", "question", name=op.f("pk_use_answer")),
    )
    op.create_table(
        "agreement_category",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_category_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "category", name=op.f("pk_agreement_category")),
    )
    op.create_table(
        "agreement_location",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_location_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "country", name=op.f("pk_agreement_location")),
    )
    op.create_table(
        "agreement_product",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_product_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_agreement_product_product_key_product")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "product_key", name=op.f("pk_agreement_product")),
    )
    op.create_table(
        "agreement_sub_processor",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_sub_processor_agreement_id_agreement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "name", name=op.f("pk_agreement_sub_processor")),
    )


def downgrade() -> None:
    op.drop_table("agreement_sub_processor")
    op.drop_table("agreement_product")
    op.drop_table("agreement_location")
    op.drop_table("agreement_category")
    op.drop_table("use_answer")
    op.drop_table("product_certificate")
    op.drop_table("board_measurement")
    op.drop_table("agreement_batch")

"""What boards use, placed on components, with couplings, agreements and imports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_landscape"
down_revision = "create_search_names"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("columns", JSON_DOCUMENT, nullable=False),
        sa.Column("rows", JSON_DOCUMENT, nullable=False),
        sa.Column("result", JSON_DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_import_batch_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_board_number"), "import_batch", ["board_number"], unique=False)
    op.create_table(
        "use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("own_name", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("whole_board", sa.Boolean(), nullable=False),
        sa.Column("owner_role", sa.String(), nullable=False),
        sa.Column("hosting", sa.String(length=40), nullable=True),
        sa.Column("users", sa.Integer(), nullable=True),
        sa.Column("yearly_cost", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("criticality", sa.String(length=40), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("import_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name=op.f("ck_use_dates_in_order")
        ),
        sa.CheckConstraint("users IS NULL OR users >= 0", name=op.f("ck_use_users_not_negative")),
        sa.CheckConstraint("yearly_cost IS NULL OR yearly_cost >= 0", name=op.f("ck_use_cost_not_negative")),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_use_board_number_board")),
        sa.ForeignKeyConstraint(["product_key"], ["product.key"], name=op.f("fk_use_product_key_product")),
        sa.ForeignKeyConstraint(["version_id"], ["product_version.id"], name=op.f("fk_use_version_id_product_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_use")),
    )
    op.create_index("ix_use_board_number_status", "use", ["board_number", "status"], unique=False)
    op.create_index(op.f("ix_use_product_key"), "use", ["product_key"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("presence", sa.String(length=40), nullable=False),
        sa.Column("model_version", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_agreement_board_number_board")),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_agreement_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("use_id", name=op.f("uq_agreement_use_id")),
    )
    op.create_index(op.f("ix_agreement_board_number"), "agreement", ["board_number"], unique=False)
    op.create_table(
        "coupling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("source_use_id", sa.Uuid(), nullable=False),
        sa.Column("target_use_id", sa.Uuid(), nullable=True),
        sa.Column("target_name", sa.String(), nullable=False),
        sa.Column("target_guid", sa.String(length=32), nullable=True),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(target_use_id IS NULL) <> (target_name = '')", name=op.f("ck_coupling_one_target")),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_coupling_board_number_board")),
        sa.ForeignKeyConstraint(
            ["source_use_id"], ["use.id"], name=op.f("fk_coupling_source_use_id_use"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["target_use_id"], ["use.id"], name=op.f("fk_coupling_target_use_id_use"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coupling")),
    )
    op.create_index(op.f("ix_coupling_board_number"), "coupling", ["board_number"], unique=False)
    op.create_index(op.f("ix_coupling_source_use_id"), "coupling", ["source_use_id"], unique=False)
    op.create_index(op.f("ix_coupling_target_use_id"), "coupling", ["target_use_id"], unique=False)
    op.create_table(
        "derived_verdict",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("element_guid", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("element_name", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("added_by_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("path", JSON_DOCUMENT, nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_derived_verdict_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("use_id", "element_guid", name=op.f("pk_derived_verdict")),
    )
    op.create_table(
        "placement",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("component_guid", sa.String(length=32), nullable=False),
        sa.Column("component_name", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_placement_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("use_id", "component_guid", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_component_guid"), "placement", ["component_guid"], unique=False)
    op.create_table(
        "use_data_category",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["use_id"], ["use.id"], name=op.f("fk_use_data_category_use_id_use"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("use_id", "category", name=op.f("pk_use_data_category")),
    )
    op.create_table(
        "use_school",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("brin", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["brin"], ["school.brin"], name=op.f("fk_use_school_brin_school")),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_use_school_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("use_id", "brin", name=op.f("pk_use_school")),
    )
    op.create_table(
        "coupling_data_category",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["coupling_id"],
            ["coupling.id"],
            name=op.f("fk_coupling_data_category_coupling_id_coupling"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("coupling_id", "category", name=op.f("pk_coupling_data_category")),
    )
    op.create_table(
        "coupling_standard",
        sa.Column("coupling_id", sa.Uuid(), nullable=False),
        sa.Column("standard", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["coupling_id"], ["coupling.id"], name=op.f("fk_coupling_standard_coupling_id_coupling"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("coupling_id", "standard", name=op.f("pk_coupling_standard")),
    )


def downgrade() -> None:
    op.drop_table("coupling_standard")
    op.drop_table("coupling_data_category")
    op.drop_table("use_school")
    op.drop_table("use_data_category")
    op.drop_table("placement")
    op.drop_table("derived_verdict")
    op.drop_table("coupling")
    op.drop_table("agreement")
    op.drop_table("use")
    op.drop_table("import_batch")

"""Code lists, vendors, products with their facts, and central DPIAs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_catalogue"
down_revision = "create_boards_and_accounts"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "central_dpia",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("commissioner", sa.String(), nullable=False),
        sa.Column("executor", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_central_dpia")),
    )
    op.create_table(
        "concept",
        sa.Column("scheme", sa.String(length=60), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("iri", sa.String(), nullable=False),
        sa.Column("label_nl", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("definition_nl", sa.String(), nullable=False),
        sa.Column("definition_en", sa.String(), nullable=False),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("broader", sa.String(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deprecated", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("extra", JSON_DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("scheme", "code", name=op.f("pk_concept")),
    )
    op.create_table(
        "fact_source",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_key", sa.String(length=120), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("subject_kind", "subject_key", "field", name=op.f("pk_fact_source")),
    )
    op.create_table(
        "vendor",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("ownership_kind", sa.String(length=40), nullable=True),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("parent_key", sa.String(length=120), nullable=True),
        sa.Column("parent_known", sa.Boolean(), nullable=False),
        sa.Column("dpf_certified", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_key"], ["vendor.key"], name=op.f("fk_vendor_parent_key_vendor")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_vendor")),
    )
    op.create_index(op.f("ix_vendor_name"), "vendor", ["name"], unique=False)
    op.create_index(op.f("ix_vendor_parent_key"), "vendor", ["parent_key"], unique=False)
    op.create_table(
        "central_dpia_version",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("central_key", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("outcome_text", sa.String(), nullable=False),
        sa.Column("high_risks", sa.String(), nullable=False),
        sa.Column("other_risks", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("board_action", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["central_key"],
            ["central_dpia.key"],
            name=op.f("fk_central_dpia_version_central_key_central_dpia"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("central_key", "number", name=op.f("pk_central_dpia_version")),
    )
    op.create_index(
        "ix_central_dpia_version_order", "central_dpia_version", ["central_key", "effective_on"], unique=False
    )
    op.create_table(
        "product",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("data_level", sa.String(length=40), nullable=False),
        sa.Column("hosting", sa.String(length=40), nullable=True),
        sa.Column("ai_use", sa.String(length=60), nullable=True),
        sa.Column("end_of_life", sa.Date(), nullable=True),
        sa.Column("no_central_dpia_found_on", sa.Date(), nullable=True),
        sa.Column("proposed_by_board", sa.String(length=10), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_product_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_product")),
    )
    op.create_index(op.f("ix_product_name"), "product", ["name"], unique=False)
    op.create_index(op.f("ix_product_vendor_key"), "product", ["vendor_key"], unique=False)
    op.create_table(
        "vendor_alias",
        sa.Column("vendor_key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["vendor_key"], ["vendor.key"], name=op.f("fk_vendor_alias_vendor_key_vendor"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("vendor_key", "name", name=op.f("pk_vendor_alias")),
    )
    op.create_table(
        "central_dpia_product",
        sa.Column("central_key", sa.String(length=120), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["central_key"],
            ["central_dpia.key"],
            name=op.f("fk_central_dpia_product_central_key_central_dpia"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["product_key"],
            ["product.key"],
            name=op.f("fk_central_dpia_product_product_key_product"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("central_key", "product_key", name=op.f("pk_central_dpia_product")),
    )
    op.create_index(op.f("ix_central_dpia_product_product_key"), "central_dpia_product", ["product_key"], unique=False)
    op.create_table(
        "component_claim",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("component_guid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_component_claim_product_key_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_key", "component_guid", "origin", name=op.f("pk_component_claim")),
    )
    op.create_index(op.f("ix_component_claim_component_guid"), "component_claim", ["component_guid"], unique=False)
    op.create_table(
        "product_alias",
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_product_alias_product_key_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_key", "name", name=op.f("pk_product_alias")),
    )
    op.create_table(
        "product_data_category",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"],
            ["product.key"],
            name=op.f("fk_product_data_category_product_key_product"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("product_key", "category", name=op.f("pk_product_data_category")),
    )
    op.create_table(
        "product_location",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_product_location_product_key_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_key", "country", "kind", name=op.f("pk_product_location")),
    )
    op.create_table(
        "product_reference",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("dated", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("outcome_text", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("board_action", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_product_reference_product_key_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_reference")),
    )
    op.create_index(op.f("ix_product_reference_product_key"), "product_reference", ["product_key"], unique=False)
    op.create_table(
        "product_standard",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("standard", sa.String(length=60), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_product_standard_product_key_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("product_key", "standard", name=op.f("pk_product_standard")),
    )
    op.create_table(
        "product_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("end_of_support", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_product_version_product_key_product"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_version")),
        sa.UniqueConstraint("product_key", "name", name=op.f("uq_product_version_product_key_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_product_version_product_key"), "product_version", ["product_key"], unique=False)
    op.create_table(
        "sub_processor",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("vendor_key", sa.String(length=120), nullable=True),
        sa.Column("task", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_key"], ["product.key"], name=op.f("fk_sub_processor_product_key_product"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_sub_processor_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("product_key", "name", name=op.f("pk_sub_processor")),
    )


def downgrade() -> None:
    op.drop_table("sub_processor")
    op.drop_table("product_version")
    op.drop_table("product_standard")
    op.drop_table("product_reference")
    op.drop_table("product_location")
    op.drop_table("product_data_category")
    op.drop_table("product_alias")
    op.drop_table("component_claim")
    op.drop_table("central_dpia_product")
    op.drop_table("vendor_alias")
    op.drop_table("product")
    op.drop_table("central_dpia_version")
    op.drop_table("vendor")
    op.drop_table("fact_source")
    op.drop_table("concept")
    op.drop_table("central_dpia")

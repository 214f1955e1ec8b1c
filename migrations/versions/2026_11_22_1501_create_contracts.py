"""Contracts with parties, products and documents, imports of contracts, and how to leave an application."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_contracts"
down_revision = "create_ownership_periods"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("legal_form", sa.String(length=40), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("renewal", sa.String(length=40), nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("yearly_price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("price_index", sa.String(length=200), nullable=False),
        sa.Column("data_processing_service", sa.Boolean(), nullable=True),
        sa.Column("switching_clause", sa.Boolean(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("import_key", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "end_date IS NULL OR start_date IS NULL OR end_date >= start_date", name=op.f("ck_contract_dates_in_order")
        ),
        sa.CheckConstraint(
            "notice_days IS NULL OR notice_days >= 0", name=op.f("ck_contract_notice_days_not_negative")
        ),
        sa.CheckConstraint("notice_days IS NULL OR notice_months IS NULL", name=op.f("ck_contract_one_notice")),
        sa.CheckConstraint(
            "notice_months IS NULL OR notice_months >= 0", name=op.f("ck_contract_notice_months_not_negative")
        ),
        sa.CheckConstraint("yearly_price IS NULL OR yearly_price >= 0", name=op.f("ck_contract_price_not_negative")),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_contract_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    op.create_index(op.f("ix_contract_board_number"), "contract", ["board_number"], unique=False)
    op.create_index("ix_use_board_number_product_key", "use", ["board_number", "product_key"], unique=False)
    op.create_table(
        "contract_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("board_number", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rows", JSON_DOCUMENT, nullable=False),
        sa.Column("result", JSON_DOCUMENT, nullable=True),
        sa.ForeignKeyConstraint(["board_number"], ["board.number"], name=op.f("fk_contract_batch_board_number_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_batch")),
    )
    op.create_index(op.f("ix_contract_batch_board_number"), "contract_batch", ["board_number"], unique=False)
    op.create_table(
        "contract_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_document_contract_id_contract"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_document")),
    )
    op.create_index(op.f("ix_contract_document_contract_id"), "contract_document", ["contract_id"], unique=False)
    op.create_table(
        "contract_party",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_party_contract_id_contract"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_contract_party_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("contract_id", "role", "name", name=op.f("pk_contract_party")),
    )
    op.create_index(op.f("ix_contract_party_vendor_key"), "contract_party", ["vendor_key"], unique=False)
    op.create_table(
        "contract_product",
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contract.id"], name=op.f("fk_contract_product_contract_id_contract"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["product_key"], ["product.key"], name=op.f("fk_contract_product_product_key_product")),
        sa.PrimaryKeyConstraint("contract_id", "product_key", name=op.f("pk_contract_product")),
    )
    op.create_index(op.f("ix_contract_product_product_key"), "contract_product", ["product_key"], unique=False)
    op.create_table(
        "use_exit",
        sa.Column("use_id", sa.Uuid(), nullable=False),
        sa.Column("exit_plan", sa.String(length=40), nullable=True),
        sa.Column("exit_plan_url", sa.String(length=1000), nullable=False),
        sa.Column("export_format", sa.String(length=200), nullable=False),
        sa.Column("export_tested_on", sa.Date(), nullable=True),
        sa.Column("escrow", sa.String(length=40), nullable=True),
        sa.Column("alternative_product_key", sa.String(length=120), nullable=True),
        sa.Column("alternative_name", sa.String(length=200), nullable=False),
        sa.Column("alternative_tested_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["alternative_product_key"], ["product.key"], name=op.f("fk_use_exit_alternative_product_key_product")
        ),
        sa.ForeignKeyConstraint(["use_id"], ["use.id"], name=op.f("fk_use_exit_use_id_use"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("use_id", name=op.f("pk_use_exit")),
    )


def downgrade() -> None:
    op.drop_index("ix_use_board_number_product_key", table_name="use")
    op.drop_table("use_exit")
    op.drop_table("contract_product")
    op.drop_table("contract_party")
    op.drop_table("contract_document")
    op.drop_table("contract_batch")
    op.drop_table("contract")

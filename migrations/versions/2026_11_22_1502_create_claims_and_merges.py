"""Who speaks for a vendor, what vendors claim, and products that were merged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_claims_and_merges"
down_revision = "create_contracts"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("board", sa.Column("joint_buying", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("product") as table:
        table.add_column(sa.Column("merged_into", sa.String(length=120), nullable=True))
        table.create_foreign_key("fk_product_merged_into_product", "product", ["merged_into"], ["key"])
    op.create_table(
        "vendor_grant",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_vendor_grant_person_id_person"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_vendor_grant_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("person_id", "vendor_key", name=op.f("pk_vendor_grant")),
    )
    op.create_table(
        "product_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_key", sa.String(length=120), nullable=False),
        sa.Column("into_key", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("moved", JSON_DOCUMENT, nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by", sa.String(length=80), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["from_key"], ["product.key"], name=op.f("fk_product_merge_from_key_product")),
        sa.ForeignKeyConstraint(["into_key"], ["product.key"], name=op.f("fk_product_merge_into_key_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_merge")),
    )
    op.create_index(op.f("ix_product_merge_from_key"), "product_merge", ["from_key"], unique=False)
    op.create_index(op.f("ix_product_merge_into_key"), "product_merge", ["into_key"], unique=False)
    op.create_table(
        "product_distinct",
        sa.Column("first_key", sa.String(length=120), nullable=False),
        sa.Column("second_key", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["first_key"], ["product.key"], name=op.f("fk_product_distinct_first_key_product")),
        sa.ForeignKeyConstraint(["second_key"], ["product.key"], name=op.f("fk_product_distinct_second_key_product")),
        sa.PrimaryKeyConstraint("first_key", "second_key", name=op.f("pk_product_distinct")),
    )
    op.create_table(
        "vendor_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=False),
        sa.Column("product_key", sa.String(length=120), nullable=True),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("payload", JSON_DOCUMENT, nullable=False),
        sa.Column("seen", JSON_DOCUMENT, nullable=True),
        sa.Column("evidence_url", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decision_reason", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_key"], ["product.key"], name=op.f("fk_vendor_claim_product_key_product")),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_vendor_claim_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_claim")),
    )
    op.create_index(op.f("ix_vendor_claim_product_key"), "vendor_claim", ["product_key"], unique=False)
    op.create_index(op.f("ix_vendor_claim_state"), "vendor_claim", ["state"], unique=False)
    op.create_index(op.f("ix_vendor_claim_vendor_key"), "vendor_claim", ["vendor_key"], unique=False)


def downgrade() -> None:
    op.drop_table("vendor_claim")
    op.drop_table("product_distinct")
    op.drop_table("product_merge")
    op.drop_table("vendor_grant")
    with op.batch_alter_table("product") as table:
        table.drop_constraint(op.f("fk_product_merged_into_product"), type_="foreignkey")
        table.drop_column("merged_into")
    op.drop_column("board", "joint_buying")

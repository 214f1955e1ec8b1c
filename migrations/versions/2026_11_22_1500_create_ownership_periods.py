"""Who owned an organisation when, and the names it bore."""

import sqlalchemy as sa
from alembic import op

revision = "create_ownership_periods"
down_revision = "widen_agreements_and_assessments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ownership_period",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=False),
        sa.Column("owner_key", sa.String(length=120), nullable=True),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("share", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("control", sa.Boolean(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(owner_key IS NULL) = (relation IN ('independent', 'unknown'))",
            name=op.f("ck_ownership_period_owner_unless_none"),
        ),
        sa.CheckConstraint(
            "owner_key IS NULL OR owner_key <> vendor_key", name=op.f("ck_ownership_period_not_its_own_owner")
        ),
        sa.CheckConstraint(
            "share IS NULL OR (share > 0 AND share <= 100)", name=op.f("ck_ownership_period_share_in_percent")
        ),
        sa.CheckConstraint(
            "until IS NULL OR from_date IS NULL OR until > from_date", name=op.f("ck_ownership_period_period_in_order")
        ),
        sa.ForeignKeyConstraint(["owner_key"], ["vendor.key"], name=op.f("fk_ownership_period_owner_key_vendor")),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_ownership_period_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_period")),
    )
    op.create_index(op.f("ix_ownership_period_owner_key"), "ownership_period", ["owner_key"], unique=False)
    op.create_index(op.f("ix_ownership_period_vendor_key"), "ownership_period", ["vendor_key"], unique=False)
    op.create_table(
        "vendor_name",
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("vendor_key", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["vendor_key"], ["vendor.key"], name=op.f("fk_vendor_name_vendor_key_vendor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_name")),
    )
    op.create_index(op.f("ix_vendor_name_vendor_key"), "vendor_name", ["vendor_key"], unique=False)


def downgrade() -> None:
    op.drop_table("vendor_name")
    op.drop_table("ownership_period")

"""Agreements with a vendor besides those of a use, assessments over activities besides those of a use, covenant."""

import sqlalchemy as sa
from alembic import op

revision = "widen_agreements_and_assessments"
down_revision = "create_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agreement") as table:
        table.alter_column("use_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("vendor_key", sa.String(length=120), nullable=True))
        table.add_column(sa.Column("vendor_name", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("title", sa.String(length=300), nullable=False, server_default=""))
        table.add_column(sa.Column("signer_role", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("signer_authorised", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("document_url", sa.String(length=1000), nullable=False, server_default=""))
        table.add_column(sa.Column("annex_recorded", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("annex_retention", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("row_version", sa.Integer(), nullable=False, server_default="1"))
        table.create_foreign_key("fk_agreement_vendor_key_vendor", "vendor", ["vendor_key"], ["key"])
        table.create_check_constraint("use_or_vendor", "use_id IS NULL OR vendor_key IS NULL")
    op.create_index("ix_agreement_vendor_key", "agreement", ["vendor_key"])
    with op.batch_alter_table("assessment") as table:
        table.alter_column("use_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("title", sa.String(length=300), nullable=False, server_default=""))
        table.add_column(sa.Column("matrix", sa.String(length=40), nullable=False, server_default="4x4"))
        table.add_column(sa.Column("consulted_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("extended_on", sa.Date(), nullable=True))
    op.add_column("vendor", sa.Column("covenant_member", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("vendor", "covenant_member")
    op.execute("DELETE FROM assessment WHERE use_id IS NULL")
    with op.batch_alter_table("assessment") as table:
        for name in ("extended_on", "consulted_on", "matrix", "title"):
            table.drop_column(name)
        table.alter_column("use_id", existing_type=sa.Uuid(), nullable=False)
    op.execute("DELETE FROM agreement WHERE use_id IS NULL")
    op.drop_index("ix_agreement_vendor_key", "agreement")
    with op.batch_alter_table("agreement") as table:
        table.drop_constraint(op.f("ck_agreement_use_or_vendor"), type_="check")
        table.drop_constraint(op.f("fk_agreement_vendor_key_vendor"), type_="foreignkey")
        for name in (
            "row_version",
            "annex_retention",
            "annex_recorded",
            "document_url",
            "signer_authorised",
            "signer_role",
            "title",
            "vendor_name",
            "vendor_key",
        ):
            table.drop_column(name)
        table.alter_column("use_id", existing_type=sa.Uuid(), nullable=False)

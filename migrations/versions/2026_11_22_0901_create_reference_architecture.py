"""Releases of the reference architecture, with elements, relations, views and cleaning report."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_reference_architecture"
down_revision = "create_audit_trail"
branch_labels = None
depends_on = None

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "fora_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("source_format", sa.String(length=40), nullable=False),
        sa.Column("source_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("counts", JSON_DOCUMENT, nullable=False),
        sa.Column("staged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["fora_release.id"], name=op.f("fk_fora_release_previous_id_fora_release")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fora_release")),
        sa.UniqueConstraint("version", name=op.f("uq_fora_release_version")),
    )
    op.create_index(op.f("ix_fora_release_sha256"), "fora_release", ["sha256"], unique=False)
    op.create_index(op.f("ix_fora_release_status"), "fora_release", ["status"], unique=False)
    op.create_index(
        "uq_fora_release_published",
        "fora_release",
        ["status"],
        unique=True,
        sqlite_where=sa.text("status = 'published'"),
        postgresql_where=sa.text("status = 'published'"),
    )
    op.create_table(
        "fora_cleaning",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_guid", sa.String(length=80), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("property", sa.String(), nullable=False),
        sa.Column("old_value", sa.String(), nullable=False),
        sa.Column("new_value", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["fora_release.id"],
            name=op.f("fk_fora_cleaning_release_id_fora_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "number", name=op.f("pk_fora_cleaning")),
    )
    op.create_table(
        "fora_element",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("guid", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("archimate_type", sa.String(length=60), nullable=False),
        sa.Column("fora_type", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("documentation", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("lifecycle", sa.String(length=40), nullable=False),
        sa.Column("metamodel", sa.Boolean(), nullable=False),
        sa.Column("personal_data", sa.String(length=40), nullable=False),
        sa.Column("availability", sa.String(length=40), nullable=False),
        sa.Column("integrity", sa.String(length=40), nullable=False),
        sa.Column("confidentiality", sa.String(length=40), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("properties", JSON_DOCUMENT, nullable=False),
        sa.Column("translations", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["fora_release.id"],
            name=op.f("fk_fora_element_release_id_fora_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "guid", name=op.f("pk_fora_element")),
    )
    op.create_index(op.f("ix_fora_element_fora_type"), "fora_element", ["fora_type"], unique=False)
    op.create_table(
        "fora_element_domain",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("element_guid", sa.String(length=32), nullable=False),
        sa.Column("domain_guid", sa.String(length=32), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["fora_release.id"],
            name=op.f("fk_fora_element_domain_release_id_fora_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "element_guid", "domain_guid", name=op.f("pk_fora_element_domain")),
    )
    op.create_index("ix_fora_element_domain_domain", "fora_element_domain", ["release_id", "domain_guid"], unique=False)
    op.create_table(
        "fora_relation",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("guid", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("source_guid", sa.String(length=32), nullable=False),
        sa.Column("target_guid", sa.String(length=32), nullable=False),
        sa.Column("access_type", sa.String(length=20), nullable=False),
        sa.Column("modifier", sa.String(length=80), nullable=False),
        sa.Column("directed", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("documentation", sa.String(), nullable=False),
        sa.Column("properties", JSON_DOCUMENT, nullable=False),
        sa.Column("translations", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["fora_release.id"],
            name=op.f("fk_fora_relation_release_id_fora_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "guid", name=op.f("pk_fora_relation")),
    )
    op.create_index("ix_fora_relation_source", "fora_relation", ["release_id", "source_guid", "type"], unique=False)
    op.create_index("ix_fora_relation_target", "fora_relation", ["release_id", "target_guid", "type"], unique=False)
    op.create_table(
        "fora_release_source",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"],
            ["fora_release.id"],
            name=op.f("fk_fora_release_source_release_id_fora_release"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_fora_release_source")),
    )
    op.create_table(
        "fora_view",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("guid", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("documentation", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("properties", JSON_DOCUMENT, nullable=False),
        sa.Column("translations", JSON_DOCUMENT, nullable=False),
        sa.Column("nodes", JSON_DOCUMENT, nullable=False),
        sa.Column("connections", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id"], ["fora_release.id"], name=op.f("fk_fora_view_release_id_fora_release"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "guid", name=op.f("pk_fora_view")),
    )
    op.create_table(
        "fora_view_element",
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("view_guid", sa.String(length=32), nullable=False),
        sa.Column("element_guid", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["release_id", "view_guid"],
            ["fora_view.release_id", "fora_view.guid"],
            name=op.f("fk_fora_view_element_release_id_view_guid_fora_view"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "view_guid", "element_guid", name=op.f("pk_fora_view_element")),
    )
    op.create_index("ix_fora_view_element_element", "fora_view_element", ["release_id", "element_guid"], unique=False)


def downgrade() -> None:
    op.drop_table("fora_view_element")
    op.drop_table("fora_view")
    op.drop_table("fora_release_source")
    op.drop_table("fora_relation")
    op.drop_table("fora_element_domain")
    op.drop_table("fora_element")
    op.drop_table("fora_cleaning")
    op.drop_table("fora_release")

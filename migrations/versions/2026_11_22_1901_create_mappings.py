"""Mappings between concepts, and schemes of others that were taken in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON_DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

revision = "create_mappings"
down_revision = "create_saved_queries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "imported_scheme",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("iri", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported_scheme")),
        sa.UniqueConstraint("iri", name=op.f("uq_imported_scheme_iri")),
    )
    op.create_table(
        "scheme_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("scheme_key", sa.String(length=80), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Uuid(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=40), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("report", JSON_DOCUMENT, nullable=False),
        sa.Column("version_label", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("publication", sa.String(length=40), nullable=False),
        sa.Column("source_url", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", sa.String(length=80), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stored_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_key"], ["imported_scheme.key"], name=op.f("fk_scheme_file_scheme_key_imported_scheme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_file")),
        sa.UniqueConstraint("scheme_key", "number", name=op.f("uq_scheme_file_scheme_key_number")),
    )
    op.create_table(
        "imported_concept",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("iri", sa.String(length=400), nullable=False),
        sa.Column("label_nl", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("notation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("deprecated", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("facts", JSON_DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["scheme_file.id"], name=op.f("fk_imported_concept_file_id_scheme_file"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", "code", name=op.f("pk_imported_concept")),
    )
    op.create_index(op.f("ix_imported_concept_iri"), "imported_concept", ["iri"], unique=False)
    op.create_index("ix_imported_concept_order", "imported_concept", ["file_id", "position"], unique=False)
    _create_mapping()


def _create_mapping() -> None:
    op.create_table(
        "mapping",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_scheme", sa.String(length=100), nullable=False),
        sa.Column("subject_code", sa.String(length=400), nullable=False),
        sa.Column("predicate", sa.String(length=40), nullable=False),
        sa.Column("object_scheme", sa.String(length=100), nullable=False),
        sa.Column("object_code", sa.String(length=400), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("justification", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("trust", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.String(length=80), nullable=False),
        sa.Column("proposed_label", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_label", sa.String(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mapping")),
    )
    op.create_index("ix_mapping_schemes", "mapping", ["subject_scheme", "object_scheme"], unique=False)
    op.create_index("ix_mapping_subject", "mapping", ["subject_code"], unique=False)
    op.create_index("ix_mapping_object", "mapping", ["object_code"], unique=False)
    op.create_index(op.f("ix_mapping_state"), "mapping", ["state"], unique=False)


def downgrade() -> None:
    op.drop_table("mapping")
    op.drop_table("imported_concept")
    op.drop_table("scheme_file")
    op.drop_table("imported_scheme")

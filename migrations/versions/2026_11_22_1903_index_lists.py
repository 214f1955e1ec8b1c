"""Indexes for the lists over all boards: by board, by product and by moment of change, each down to one use."""

from __future__ import annotations

from alembic import op

revision = "index_lists"
down_revision = "add_exchange"
branch_labels = None
depends_on = None

_ADDED = {
    "ix_use_board_number_id": ("board_number", "id"),
    "ix_use_product_key_board_number_id": ("product_key", "board_number", "id"),
    "ix_use_updated_at": ("updated_at",),
}


def upgrade() -> None:
    """Add the indexes; the one on the product alone is the beginning of a longer one now."""
    for name, columns in _ADDED.items():
        op.create_index(name, "use", list(columns))
    op.drop_index("ix_use_product_key", "use")


def downgrade() -> None:
    """Take them away again."""
    op.create_index("ix_use_product_key", "use", ["product_key"])
    for name in _ADDED:
        op.drop_index(name, "use")

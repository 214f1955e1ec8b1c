"""Indexes for the lists over all boards."""

from __future__ import annotations

revision = "index_lists"
down_revision = "add_exchange"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""

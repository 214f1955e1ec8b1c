"""Mappings between concepts, and schemes of others that were taken in."""

from __future__ import annotations

revision = "create_mappings"
down_revision = "create_saved_queries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""

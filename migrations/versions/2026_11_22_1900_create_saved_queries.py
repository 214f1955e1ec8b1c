"""Questions that people keep, share within a board or offer to the sector."""

from __future__ import annotations

revision = "create_saved_queries"
down_revision = "move_owners_to_periods"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""

"""What the exchange of models has to remember."""

from __future__ import annotations

revision = "add_exchange"
down_revision = "create_mappings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing yet."""


def downgrade() -> None:
    """Nothing yet."""

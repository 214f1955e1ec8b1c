"""The last day on which every board was evaluated: a restart on that day does not do it again."""

import sqlalchemy as sa
from alembic import op

revision = "mark_evaluated_days"
down_revision = "forget_author_labels"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evaluated_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rules", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_evaluated_day")),
    )


def downgrade() -> None:
    op.drop_table("evaluated_day")

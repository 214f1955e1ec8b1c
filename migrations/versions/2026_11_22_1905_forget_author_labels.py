"""The name of who keeps a question is read from the account, so that no copy of it outlives that account."""

import sqlalchemy as sa
from alembic import op

revision = "forget_author_labels"
down_revision = "fold_concepts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("saved_query", "author_label")


def downgrade() -> None:
    op.add_column("saved_query", sa.Column("author_label", sa.String(200), nullable=False, server_default=""))
    op.execute(
        "UPDATE saved_query SET author_label = "
        "COALESCE((SELECT name FROM person WHERE person.id = saved_query.author_id), '')"
    )

"""Names and texts of concepts as search compares them; `swc migrate` fills them when it loads the code lists."""

import sqlalchemy as sa
from alembic import op

revision = "fold_concepts"
down_revision = "index_lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("concept", sa.Column("names_folded", sa.String(), nullable=False, server_default=""))
    op.add_column("concept", sa.Column("text_folded", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("concept", "text_folded")
    op.drop_column("concept", "names_folded")

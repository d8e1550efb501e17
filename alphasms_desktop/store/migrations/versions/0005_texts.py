"""What texts need: the message, the texts of each recipient, parts, ids never used twice."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns, the index and the table."""
    op.add_column("campaign", sa.Column("message", sa.Text(), nullable=True))
    op.add_column("recipient", sa.Column("texts", sa.Text(), nullable=False, server_default=""))
    op.add_column("attempt", sa.Column("parts", sa.Integer(), nullable=True))
    op.create_index("attempt_by_own_id", "attempt", ["own_id"], unique=True)
    op.create_table(
        "own_id_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("next", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )

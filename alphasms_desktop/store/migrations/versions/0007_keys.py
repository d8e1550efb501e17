"""What received keys need: each kept with its event, what became of webhooks, marks of people."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns, the index and the table."""
    op.add_column("event", sa.Column("key", sa.Text(), nullable=True))
    op.add_column(
        "inbox", sa.Column("verdict", sa.String(length=16), nullable=False, server_default="")
    )
    op.create_index("inbox_by_token", "inbox", ["token"])
    op.create_table(
        "contact_mark",
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("phone", "mark"),
    )

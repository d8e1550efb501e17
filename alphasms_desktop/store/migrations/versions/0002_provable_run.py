"""What a provable run needs: consent, reasons, when a phone was last called, balances."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns, the index and the tables."""
    op.add_column("contact", sa.Column("consent", sa.Boolean(), nullable=True))
    op.add_column("recipient", sa.Column("consent", sa.Boolean(), nullable=True))
    op.add_column("attempt", sa.Column("why", sa.String(length=32), nullable=True))
    op.create_index("attempt_by_phone", "attempt", ["phone", "claimed_at"])
    op.create_table(
        "balance_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("balance_note_by_campaign", "balance_note", ["campaign_id", "id"])
    op.create_table(
        "account_profile",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("updated_at", sa.Float(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )

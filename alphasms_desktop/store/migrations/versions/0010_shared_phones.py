"""Rows with the phone of another row: what a call of their own needs, and who wished for it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_NONE, _EMPTY = "0", ""


def upgrade() -> None:
    """Add the columns; of lists taken in before nothing is known, so nothing is asked of them."""
    for name in ("differing", "shared"):
        op.add_column(
            "contact_list", sa.Column(name, sa.Integer(), nullable=False, server_default=_NONE)
        )
    op.add_column(
        "contact_list",
        sa.Column("differs_in", sa.Text(), nullable=False, server_default="[]"),
    )
    op.add_column("contact", sa.Column("twin_row", sa.Integer()))
    for column in (
        sa.Column("phone", sa.String(length=20), nullable=False, server_default=_EMPTY),
        sa.Column("name", sa.Text(), nullable=False, server_default=_EMPTY),
        sa.Column("more_phones", sa.Text(), nullable=False, server_default=_EMPTY),
        sa.Column("consent", sa.Boolean()),
        sa.Column("kind", sa.String(length=16)),
        sa.Column("differs", sa.Boolean(), nullable=False, server_default=_NONE),
    ):
        op.add_column("reject", column)
    op.add_column(
        "campaign",
        sa.Column("shares_phones", sa.Boolean(), nullable=False, server_default=_NONE),
    )

"""What a contact book needs: named lists, several phones, consents, the memory of columns."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns and the tables, and make the folder's secret."""
    for table, column in (
        ("contact_list", sa.Column("name", sa.Text(), nullable=False, server_default="")),
        ("contact_list", sa.Column("head", sa.Text(), nullable=False, server_default="{}")),
        ("contact_list", sa.Column("repaired", sa.Integer(), nullable=False, server_default="0")),
        ("contact_list", sa.Column("unusual", sa.Integer(), nullable=False, server_default="0")),
        ("contact", sa.Column("more_phones", sa.Text(), nullable=False, server_default="")),
        ("contact", sa.Column("kind", sa.String(length=16), nullable=True)),
        ("recipient", sa.Column("more_phones", sa.Text(), nullable=False, server_default="")),
        ("do_not_call", sa.Column("origin", sa.String(16), nullable=False, server_default="hand")),
    ):
        op.add_column(table, column)
    for table in ("contact", "recipient"):
        op.create_index(
            f"{table}_of_several_phones",
            table,
            ["phone"],
            sqlite_where=sa.text("more_phones != ''"),
            postgresql_where=sa.text("more_phones != ''"),
        )
    op.create_table(
        "do_not_call_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "erased",
        sa.Column("pseudonym", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("pseudonym"),
    )
    op.create_table(
        "consent",
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("phone"),
    )
    op.create_table(
        "column_memory",
        sa.Column("shape", sa.String(length=64), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("shape"),
    )
    secret = op.create_table(
        "secret",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.bulk_insert(secret, [{"id": 1, "value": secrets.token_hex(32)}])

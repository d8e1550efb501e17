"""When the next of those called again may be called is read at once, however many they are."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WAITS_AGAIN = sa.text("number > 1 AND state = 'queued'")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "attempt_again", "attempt", ["campaign_id", "not_before"], sqlite_where=_WAITS_AGAIN
    )

"""How a campaign's successes are known: by an answer that was told, or by a status alone."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_FILL = """
UPDATE campaign SET success = CASE
WHEN EXISTS (
    SELECT 1 FROM attempt WHERE attempt.campaign_id = campaign.id AND attempt.state = 'answered'
    AND (attempt.duration_s > 0 OR attempt.key <> '' OR upper(attempt.raw) = 'ANSWERED')
) THEN 'answered'
WHEN EXISTS (
    SELECT 1 FROM attempt WHERE attempt.campaign_id = campaign.id AND attempt.state = 'answered'
) THEN 'reached'
END
"""


def upgrade() -> None:
    """Add the column, and read from the calls what it says."""
    op.add_column("campaign", sa.Column("success", sa.String(length=16)))
    op.execute(_FILL)

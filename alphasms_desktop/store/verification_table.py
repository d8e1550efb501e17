"""The table of number checks, as the newest migration leaves it; no column could hold a code."""

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from alphasms_desktop.store.schema import metadata

verification = Table(
    "verification",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("place", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("own_id", Integer, nullable=False),
    Column("token", String(32), nullable=False),
    Column("slot", Integer, nullable=False),
    Column("price", Integer),
    Column("gateway_id", Text),
    Column("trouble", String(32), nullable=False, server_default=""),
    Column("raw", Text, nullable=False, server_default=""),
    Column("overrode", Boolean, nullable=False, server_default="0"),
    Column("ended_at", Float),
    Index("verification_by_phone", "phone", "at"),
    Index("verification_by_time", "at"),
    Index("verification_by_state", "state", "slot"),
    Index("verification_by_token", "token"),
    Index("verification_by_own_id", "own_id", unique=True),
    sqlite_autoincrement=True,
)

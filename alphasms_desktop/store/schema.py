"""The tables, as the newest migration leaves them.

Times are seconds since 1970 (UTC); money is whole millionths of the account's currency, so that
sums stay exact. A recipient's state is that of the attempt that counts, the one whose number
stands in `recipient.last_number`: its last one, but for a retry that a late answer made needless.
Nothing in the program calls anybody except by claiming an `attempt` row, or for a row of
`verification` that was kept before.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NEWEST = "0011"
"""The revision this version of the program reads and writes."""

metadata = MetaData()

folder = Table(
    "folder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mode", String(16), nullable=False),
    Column("created_at", Float, nullable=False),
)

contact_list = Table(
    "contact_list",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("sheet", Text, nullable=False),
    Column("columns", Text, nullable=False),
    Column("phone_column", Integer, nullable=False),
    Column("name_column", Integer),
    Column("complete", Boolean, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("ready", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("name", Text, nullable=False, server_default=""),
    Column("head", Text, nullable=False, server_default="{}"),
    Column("repaired", Integer, nullable=False, server_default="0"),
    Column("unusual", Integer, nullable=False, server_default="0"),
    Column("differing", Integer, nullable=False, server_default="0"),
    Column("differs_in", Text, nullable=False, server_default="[]"),
    Column("shared", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,  # an id is never given twice, not even after a removal
)

_HAS_MORE_PHONES = text("more_phones != ''")

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list_id", ForeignKey("contact_list.id", ondelete="CASCADE"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("original", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("consent", Boolean),
    Column("more_phones", Text, nullable=False, server_default=""),
    Column("kind", String(16)),
    Column("twin_row", Integer),
    Index("contact_by_list", "list_id", "id"),
    Index(
        "contact_of_several_phones",
        "phone",
        sqlite_where=_HAS_MORE_PHONES,
    ),
)

reject = Table(
    "reject",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("list_id", ForeignKey("contact_list.id", ondelete="CASCADE"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("original", Text, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("twin_row", Integer),
    Column("fields", Text, nullable=False),
    Column("phone", String(20), nullable=False, server_default=""),
    Column("name", Text, nullable=False, server_default=""),
    Column("more_phones", Text, nullable=False, server_default=""),
    Column("consent", Boolean),
    Column("kind", String(16)),
    Column("differs", Boolean, nullable=False, server_default="0"),
    Index("reject_by_list", "list_id", "id"),
)

do_not_call = Table(
    "do_not_call",
    metadata,
    Column("phone", String(20), primary_key=True),
    Column("since", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="SET NULL")),
    Column("origin", String(16), nullable=False, server_default="hand"),
)

do_not_call_event = Table(
    "do_not_call_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("pseudonym", String(64), nullable=False),
    Column("is_on", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

erased = Table(
    "erased",
    metadata,
    Column("pseudonym", String(64), primary_key=True),
    Column("since", Float, nullable=False),
    Column("reason", Text, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("phone", String(20), primary_key=True),
    Column("is_given", Boolean, nullable=False),
    Column("basis", Text, nullable=False),
    Column("at", Float),
    Column("evidence", Text, nullable=False),
)

column_memory = Table(
    "column_memory",
    metadata,
    Column("shape", String(64), primary_key=True),
    Column("choices", Text, nullable=False),
    Column("used_at", Float, nullable=False),
)

secret = Table(
    "secret",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("value", String(64), nullable=False),
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("phase", String(16), nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("account", String(64), nullable=False),
    Column("list_id", ForeignKey("contact_list.id"), nullable=False),
    Column("audio_fingerprint", String(64), nullable=False),
    Column("audio_seconds", Float, nullable=False),
    Column("audio_bytes", Integer, nullable=False),
    Column("audio_source", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("trouble_kind", String(32)),
    Column("trouble_detail", Text),
    Column("trouble_values", Text),
    Column("owner", Text),
    Column("epoch", Integer, nullable=False),
    Column("heartbeat_at", Float),
    Column("spent", Integer, nullable=False),
    Column("kind", String(16), nullable=False, server_default="mass"),
    Column("composition", Text),
    Column("archived_at", Float),
    Column("message", Text),
    Column("success", String(16)),
    Column("shares_phones", Boolean, nullable=False, server_default="0"),
    sqlite_autoincrement=True,  # an id is never given twice, not even after a removal
)

recording = Table(
    "recording",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("clip", Text, nullable=False),
    Column("thumbnail", Text, nullable=False),
    Column("made_at", Float, nullable=False),
    Column("removed_at", Float),
    sqlite_autoincrement=True,  # a removal that is taken back finds its own again
)

call_back = Table(
    "call_back",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("why", String(16), nullable=False),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="SET NULL")),
    Column("note", Text, nullable=False, server_default=""),
    Column("done_at", Float),
    Index("call_back_open", "done_at", "at"),
)

contact_mark = Table(
    "contact_mark",
    metadata,
    Column("phone", String(20), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("at", Float, nullable=False),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="SET NULL")),
)

recipe = Table(
    "recipe",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("kept_at", Float, nullable=False),
    Column("removed_at", Float),
    sqlite_autoincrement=True,
)

tally = Table(
    "tally",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(16), primary_key=True),
    Column("recipients", Integer, nullable=False),
)

recipient = Table(
    "recipient",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("name", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("last_number", Integer, nullable=False),
    Column("consent", Boolean),
    Column("more_phones", Text, nullable=False, server_default=""),
    Column("clips", Text, nullable=False, server_default=""),
    Column("texts", Text, nullable=False, server_default=""),
    Index("recipient_by_campaign", "campaign_id", "id"),
    Index(
        "recipient_of_several_phones",
        "phone",
        sqlite_where=_HAS_MORE_PHONES,
    ),
)

_MAY_BE_RINGING = text("+state = 'sending' OR +state = 'accepted' OR +state = 'unconfirmed'")
"""Written so as to cost little: for a list (`IN`) SQLite makes a table with every row it changes,
and without a plus it prepares each question about a state anew, to see if this index answers it.
"""

WAITS_AGAIN = text("number > 1 AND state = 'queued'")
"""The number stands first: one look at it, and a first attempt costs this index nothing more.

A query that says it in the same words is answered by the index.
"""

attempt = Table(
    "attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("recipient_id", ForeignKey("recipient.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("audio_fingerprint", String(64)),
    Column("text", Text),
    Column("state", String(16), nullable=False),
    Column("not_before", Float),
    Column("token", String(32)),
    Column("own_id", Integer),
    Column("epoch", Integer),
    Column("reserved", Integer),
    Column("price", Integer),
    Column("gateway_id", Text),
    Column("raw", Text, nullable=False, server_default=""),
    Column("why", String(32)),
    Column("duration_s", Float),
    Column("key", Text),
    Column("claimed_at", Float),
    Column("accepted_at", Float),
    Column("ended_at", Float),
    Column("parts", Integer),
    UniqueConstraint("recipient_id", "number", name="one_attempt_a_number"),
    Index("attempt_by_state", "campaign_id", "state", "id"),
    Index("attempt_by_gateway_id", "gateway_id"),
    Index("attempt_by_token", "token"),
    Index("attempt_by_own_id", "own_id", unique=True),
    Index("attempt_by_phone", "phone", "claimed_at"),
    Index(
        "one_live_attempt_a_recipient",
        "recipient_id",
        unique=True,
        sqlite_where=_MAY_BE_RINGING,
    ),
    Index("attempt_again", "campaign_id", "not_before", sqlite_where=WAITS_AGAIN),
)

_OF_THE_CAMPAIGN_ITSELF = text("attempt_id IS NULL")

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("attempt_id", ForeignKey("attempt.id", ondelete="CASCADE")),
    Column("at", Float, nullable=False),
    Column("before", String(16), nullable=False),
    Column("after", String(16), nullable=False),
    Column("why", String(32), nullable=False),
    Column("raw", Text, nullable=False),
    Column("price", Integer),
    Column("key", Text),
    Index("event_by_attempt", "attempt_id", "id"),
    Index(
        "event_of_campaign",
        "campaign_id",
        "id",
        sqlite_where=_OF_THE_CAMPAIGN_ITSELF,
    ),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("received_at", Float, nullable=False),
    Column("token", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("applied_at", Float),
    Column("verdict", String(16), nullable=False, server_default=""),
    Index("inbox_waiting", "applied_at", "id"),
    Index("inbox_by_token", "token"),
)

balance_note = Table(
    "balance_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("at", Float, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("spent", Integer, nullable=False),
    Index("balance_note_by_campaign", "campaign_id", "id"),
)

account_profile = Table(
    "account_profile",
    metadata,
    Column("account", String(64), primary_key=True),
    Column("updated_at", Float, nullable=False),
    Column("profile", Text, nullable=False),
)

own_id_place = Table(
    "own_id_place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("next", Integer, nullable=False),
)

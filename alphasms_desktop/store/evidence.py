"""The journal of a campaign and the consents of its people, row by row, for its evidence."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import select

from alphasms_desktop.domain.evidence import ConsentLine, EventLine
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import attempt, consent, event, recipient
from alphasms_desktop.store.values import from_millionths, to_moment, to_why

_AT_ONCE = 1_000


class EvidenceRows:
    """What the evidence packs of one data folder are made of."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def events(self, campaign_id: int) -> Iterator[EventLine]:
        """Give everything that happened in a campaign, the oldest first."""
        query = (
            select(
                event,
                recipient.c.row.label("file_row"),
                attempt.c.phone,
                attempt.c.number,
                attempt.c.gateway_id,
            )
            .outerjoin(attempt, attempt.c.id == event.c.attempt_id)
            .outerjoin(recipient, recipient.c.id == attempt.c.recipient_id)
            .where(event.c.campaign_id == campaign_id)
            .order_by(event.c.id)
        )
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
                at = to_moment(row.at)
                assert at is not None  # the column is never empty
                yield EventLine(
                    at,
                    row.file_row,
                    row.phone or "",
                    row.number,
                    row.before,
                    row.after,
                    to_why(row.why),
                    row.raw,
                    from_millionths(row.price),
                    row.gateway_id,
                )

    def consents(self, campaign_id: int) -> Iterator[ConsentLine]:
        """Give what is known of the consent of everybody in a campaign, in the file's order."""
        query = (
            select(
                recipient.c.row,
                recipient.c.phone,
                recipient.c.consent,
                consent.c.is_given,
                consent.c.basis,
                consent.c.at,
                consent.c.evidence,
            )
            .outerjoin(consent, consent.c.phone == recipient.c.phone)
            .where(recipient.c.campaign_id == campaign_id)
            .order_by(recipient.c.id)
        )
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
                on = datetime.fromtimestamp(row.at, UTC).date() if row.at is not None else None
                yield ConsentLine(
                    row.row,
                    row.phone,
                    row.consent,
                    row.is_given,
                    row.basis or "",
                    on,
                    row.evidence or "",
                )

"""The do-not-call list: phones that no campaign calls, whatever its sheet says."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import do_not_call


class DoNotCall:
    """The do-not-call list of one data folder."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, phone: str, reason: str, campaign_id: int | None = None) -> None:
        """Put a phone (E.164) on the list; one that stands there keeps its first reason."""
        row = {
            "phone": phone,
            "since": self._database.now(),
            "reason": reason,
            "campaign_id": campaign_id,
        }
        with self._database.write() as connection:
            connection.execute(insert(do_not_call).values(row).on_conflict_do_nothing())

    def remove(self, phone: str) -> None:
        """Take a phone off the list."""
        with self._database.write() as connection:
            connection.execute(delete(do_not_call).where(do_not_call.c.phone == phone))

    def phones(self) -> frozenset[str]:
        """Return every phone on the list."""
        with self._database.read() as connection:
            return frozenset(connection.scalars(select(do_not_call.c.phone)).all())

"""The inbox: every webhook is written down before it is answered, and applied afterwards."""

from sqlalchemy import insert

from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import inbox


class Inbox:
    """Where webhooks are put by whoever receives them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, token: str, body: str) -> None:
        """Keep a webhook; it is on the disk when this returns. Raises TroubleError."""
        with self._database.write() as connection:
            connection.execute(
                insert(inbox).values(received_at=self._database.now(), token=token, body=body)
            )

"""The fields of a row, as an address of the user's own system names them."""

from sqlalchemy import select

from alphasms_desktop.domain.cells import cells_from_text, field_text
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import campaign, contact_list, recipient

ALWAYS = ("phone", "name", "row")
"""Fields that every row has, whatever its sheet; a column of that name comes before them."""


class RowFields:
    """The rows of one data folder by the names of their columns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def columns_of(self, campaign_id: int) -> tuple[str, ...]:
        """Return the names a campaign's rows have fields under."""
        with self._database.read() as connection:
            columns = connection.scalar(
                select(contact_list.c.columns)
                .join(campaign, campaign.c.list_id == contact_list.c.id)
                .where(campaign.c.id == campaign_id)
            )
        return (*(str(one) for one in cells_from_text(columns or "[]")), *ALWAYS)

    def fields_of(self, recipient_id: int) -> dict[str, str]:
        """Return a recipient's cells by the names of their columns, as texts."""
        with self._database.read() as connection:
            row = connection.execute(
                select(recipient, contact_list.c.columns)
                .join(campaign, campaign.c.id == recipient.c.campaign_id)
                .join(contact_list, contact_list.c.id == campaign.c.list_id)
                .where(recipient.c.id == recipient_id)
            ).one()
        named = zip(cells_from_text(row.columns), cells_from_text(row.fields), strict=False)
        always = {"phone": row.phone, "name": row.name, "row": str(row.row)}
        return always | {str(name): field_text(cell) for name, cell in named}

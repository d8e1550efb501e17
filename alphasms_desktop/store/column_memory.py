"""The memory of columns: how files of a shape were read, so that tomorrow's needs no click."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from alphasms_desktop.domain.importing import ImportChoices
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.head_text import choices_from_text, choices_to_text
from alphasms_desktop.store.schema import column_memory


class ColumnMemory:
    """What was chosen for files by their shape (`SheetHead.shape`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, shape: str) -> ImportChoices | None:
        """Return what was chosen for files of a shape, or None for one never seen."""
        with self._database.read() as connection:
            text = connection.scalar(
                select(column_memory.c.choices).where(column_memory.c.shape == shape)
            )
        return choices_from_text(text) if text else None

    def keep(self, shape: str, choices: ImportChoices) -> None:
        """Remember what was chosen."""
        kept = {"choices": choices_to_text(choices), "used_at": self._database.now()}
        with self._database.write() as connection:
            connection.execute(
                insert(column_memory)
                .values(shape=shape, **kept)
                .on_conflict_do_update(index_elements=["shape"], set_=kept)
            )

    def forget(self, shape: str) -> None:
        """Let files of a shape be read as they are guessed again."""
        with self._database.write() as connection:
            connection.execute(delete(column_memory).where(column_memory.c.shape == shape))

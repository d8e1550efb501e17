"""Bringing the database to the newest schema: once, with a copy made before, never backwards."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.backups import back_up
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import NEWEST

MIGRATIONS = Path(__file__).parent / "migrations"


def bring_up_to_date(
    database: Database,
    backups: Path,
    newest: str = NEWEST,
    migrations: Path = MIGRATIONS,
) -> None:
    """Migrate to `newest`, after a copy into `backups`; an unknown revision is left untouched.

    Raises TroubleError(STORE_NEWER) for a file that a newer program has made.
    """
    with database.read() as connection:
        current = _revision(connection)
    if current == newest:
        return
    with database.write() as connection:
        current = _revision(connection)
        if current == newest:
            return
        if current and current not in _known(migrations):
            raise TroubleError(Kind.STORE_NEWER, current, path=database.path)
        if current:
            back_up(database.path, backups, f"before-{newest}")
        _upgrade(connection, newest, migrations)


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _known(migrations: Path) -> Sequence[str]:
    return [file.name.split("_")[0] for file in (migrations / "versions").glob("[0-9]*.py")]


def _upgrade(connection: Connection, newest: str, migrations: Path) -> None:
    # Alembic takes a quarter of a second to import and is needed once in a store's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, newest)

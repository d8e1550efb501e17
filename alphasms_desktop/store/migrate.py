"""Bringing the database to the newest schema: once, with a copy made before, never backwards."""

import secrets
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Executable, create_mock_engine, insert, text
from sqlalchemy.schema import ExecutableDDLElement

from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store.backups import back_up
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.schema import NEWEST, secret
from alphasms_desktop.store.verification_table import verification

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
        else:
            current = _make(connection)
        if current != newest:
            upgrade(connection, newest, migrations)


def _revision(connection: Connection) -> str:
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if not connection.exec_driver_sql(named).first():
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _make(connection: Connection) -> str:
    """Make the tables of a new file as all steps would leave them; returns their revision."""
    # A file that has some, and no revision, is none of ours: the first that is there stops it.
    for order in _orders():
        connection.exec_driver_sql(order)
    connection.execute(insert(secret).values(id=1, value=secrets.token_hex(32)))
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
        " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (NEWEST,))
    return NEWEST


@cache
def _orders() -> Sequence[str]:
    """Return what makes all tables; putting it together takes longer than SQLite to obey it."""
    orders: list[str] = []

    def note(order: Executable, *_values: object, **_more: object) -> None:
        assert isinstance(order, ExecutableDDLElement)
        orders.append(str(order.compile(dialect=engine.dialect)))

    engine = create_mock_engine("sqlite://", note)
    # The last module of tables brings those of the others along.
    verification.metadata.create_all(engine, checkfirst=False)
    return orders


def _known(migrations: Path) -> Sequence[str]:
    return [file.name.split("_")[0] for file in (migrations / "versions").glob("[0-9]*.py")]


def upgrade(connection: Connection, newest: str = NEWEST, migrations: Path = MIGRATIONS) -> None:
    """Take every step from the revision of a file to `newest`."""
    # Alembic takes a quarter of a second to import and is needed once in a store's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, newest)

"""Opening a data folder: fresh, again, newer, older, broken, busy, full, in the wrong place."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.store import open_store
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.folder import (
    file_system_of,
    is_on_network,
    mounts_of_linux,
    mounts_of_macos,
    open_folder,
)
from alphasms_desktop.store.migrate import MIGRATIONS, bring_up_to_date, upgrade
from alphasms_desktop.store.schema import NEWEST, metadata
from tests.fakes import make_campaign

_LATER = '''"""A revision of a later version."""
from alembic import op
import sqlalchemy as sa
revision = "9999"
down_revision = "NEWEST"
def upgrade():
    op.add_column("campaign", sa.Column("colour", sa.Text()))
'''.replace("NEWEST", NEWEST)


def _shape(path: Path) -> dict[str, object]:
    """Return all that SQLite itself knows of the tables of a file; columns in any order."""
    with closing(sqlite3.connect(path)) as file:

        def asked(pragma: str, name: str) -> list[tuple[object, ...]]:
            return sorted(file.execute(f"PRAGMA {pragma}('{name}')"), key=repr)

        made = file.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        shape: dict[str, object] = {
            name: " ".join(sql.split()) for kind, name, sql in made if kind == "index" and sql
        }
        for name, sql in ((name, sql) for kind, name, sql in made if kind == "table"):
            columns = sorted(one[1:] for one in asked("table_info", name))
            ties = [one[2:] for one in asked("foreign_key_list", name)]
            unique = [one[2:] for one in asked("index_list", name)]
            shape[name] = (columns, sorted(ties), sorted(unique), "AUTOINCREMENT" in str(sql))
    return shape


def kind_of(path: Path) -> Kind:
    with pytest.raises(TroubleError) as caught:
        open_store(path)
    return caught.value.trouble.kind


def test_what_was_kept_is_there_again(tmp_path):
    store = open_store(tmp_path)
    campaign_id = make_campaign(store, 2)
    store.close()

    again = open_store(tmp_path)
    assert [one.campaign.id for one in again.campaigns.summaries()] == [campaign_id]
    again.close()


def test_a_new_file_is_as_all_migrations_would_leave_it(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    new, migrated = (
        Database(tmp_path / name, open_folder(tmp_path).lock(name)) for name in ("new", "migrated")
    )
    bring_up_to_date(new, tmp_path)
    with migrated.write() as connection:
        upgrade(connection)

    for database in (new, migrated):
        with database.read() as connection:
            context = MigrationContext.configure(connection)
            assert context.get_current_revision() == NEWEST
            assert compare_metadata(context, metadata) == []
            assert connection.exec_driver_sql("SELECT length(value) FROM secret").all() == [(64,)]
    assert _shape(tmp_path / "new") == _shape(tmp_path / "migrated")
    new.close()
    migrated.close()


def test_a_newer_file_is_refused_and_not_touched(tmp_path):
    open_store(tmp_path).close()
    database = tmp_path / "alphasms.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    before = database.read_bytes()

    assert kind_of(tmp_path) is Kind.STORE_NEWER
    assert database.read_bytes() == before


def test_an_older_file_is_copied_before_it_is_migrated(tmp_path):
    open_store(tmp_path / "data").close()
    migrations = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, migrations)
    (migrations / "versions" / "9999_colour.py").write_text(_LATER)
    folder = open_folder(tmp_path / "data")
    database = Database(folder.database, folder.lock("checkpoint"))

    bring_up_to_date(database, folder.backups, newest="9999", migrations=migrations)

    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT colour FROM campaign").all() == []
    database.close()
    (copy,) = folder.backups.iterdir()
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (NEWEST,)
    connection.close()


def test_a_file_that_is_no_database_is_said_to_be_damaged_and_left_as_it_is(tmp_path):
    open_store(tmp_path).close()
    database = tmp_path / "alphasms.sqlite"
    database.write_bytes(b"this is not a database, whatever its name" * 100)

    assert kind_of(tmp_path) is Kind.STORE_BROKEN
    assert database.read_bytes().startswith(b"this is not")


def test_a_file_that_another_program_holds_is_said_to_be_busy(tmp_path):
    open_store(tmp_path).close()
    folder = open_folder(tmp_path)
    database = Database(folder.database, folder.lock("checkpoint"), busy_timeout_s=0.05)
    holder = sqlite3.connect(folder.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(TroubleError) as caught, database.write():
        pass
    assert caught.value.trouble.kind is Kind.STORE_BUSY
    holder.close()
    database.close()


def test_a_full_disk_is_said_and_the_change_undone(store):
    with store._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(TroubleError) as caught:
        make_campaign(store, 5000)
    assert caught.value.trouble.kind is Kind.DISK_FULL


def test_a_folder_that_cannot_be_made_is_said_to_be_unwritable(tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert kind_of(tmp_path / "file" / "data") is Kind.FOLDER_UNWRITABLE


def test_a_folder_belongs_to_training_or_to_real_calls_for_ever(store):
    assert store.mode() is None
    store.belong_to(Mode.TRAINING)
    store.belong_to(Mode.TRAINING)

    with pytest.raises(TroubleError) as caught:
        store.belong_to(Mode.REAL)
    assert caught.value.trouble.kind is Kind.OTHER_MODE
    assert store.mode() is Mode.TRAINING


def test_a_network_share_is_known_by_its_mount():
    mounts = mounts_of_linux(
        "/dev/sda1 / ext4 rw 0 0\n//server/docs /mnt/our\\040share cifs rw 0 0\n"
    )
    assert file_system_of(Path("/mnt/our share/alphasms/data"), mounts) == "cifs"
    assert file_system_of(Path("/home/olena"), mounts) == "ext4"
    mac = mounts_of_macos(
        "/dev/disk3s1s1 on / (apfs, sealed, local)\n"
        "//olena@server/docs on /Volumes/docs (smbfs, nodev, nosuid)\n"
    )
    assert file_system_of(Path("/Volumes/docs/alphasms"), mac) == "smbfs"
    assert file_system_of(Path("/Users/olena"), mac) == "apfs"


def test_a_windows_share_is_known_by_its_name():
    assert is_on_network(Path("//server/share/alphasms"))


def test_every_commit_reaches_the_disk(store):
    with store._database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 0

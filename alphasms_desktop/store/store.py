"""The store of one data folder: opened once, then handed out by subject."""

import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert, select

from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.erasing import Erased, Known
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.presence import CAMPAIGN, Presence
from alphasms_desktop.store.archive import clear_scratch, restore_archive, write_archive
from alphasms_desktop.store.backups import back_up_if_due, readable_backups
from alphasms_desktop.store.call_backs import CallBacks
from alphasms_desktop.store.campaigns import Campaigns
from alphasms_desktop.store.column_memory import ColumnMemory
from alphasms_desktop.store.consents import Consents
from alphasms_desktop.store.database import Database
from alphasms_desktop.store.do_not_call import DoNotCall
from alphasms_desktop.store.erasing import Erasing
from alphasms_desktop.store.evidence import EvidenceRows
from alphasms_desktop.store.folder import DataFolder, open_folder
from alphasms_desktop.store.follow_ups import FollowUps
from alphasms_desktop.store.hook_fields import RowFields
from alphasms_desktop.store.inbox import Inbox
from alphasms_desktop.store.journal import Journal, take_over
from alphasms_desktop.store.known import known_of
from alphasms_desktop.store.lists import ContactLists
from alphasms_desktop.store.live import LiveRows
from alphasms_desktop.store.migrate import bring_up_to_date
from alphasms_desktop.store.office_lists import OfficeLists
from alphasms_desktop.store.people import People
from alphasms_desktop.store.profiles import Profiles
from alphasms_desktop.store.recipes import Recipes
from alphasms_desktop.store.recordings import Recordings
from alphasms_desktop.store.restoring import finish_if_cut_off
from alphasms_desktop.store.schema import folder as folder_table
from alphasms_desktop.store.statistics import CampaignStatistics
from alphasms_desktop.store.verifications import Verifications
from alphasms_desktop.store.worklists import Worklists


class Store:
    """Everything one data folder keeps; `close` it at the end."""

    def __init__(self, folder: DataFolder, database: Database) -> None:
        self.folder = folder
        self._database = database
        self.lists = ContactLists(database, folder)
        self.campaigns = Campaigns(database, folder)
        self.live = LiveRows(database)
        self.do_not_call = DoNotCall(database)
        self.inbox = Inbox(database)
        self.profiles = Profiles(database)
        self.office_lists = OfficeLists(database)
        self.people = People(database)
        self.consents = Consents(database)
        self.column_memory = ColumnMemory(database)
        self.recordings = Recordings(database, folder.recordings)
        self.recipes = Recipes(database)
        self.call_backs = CallBacks(database)
        self.statistics = CampaignStatistics(database)
        self.follow_ups = FollowUps(database)
        self.evidence = EvidenceRows(database)
        self.worklists = Worklists(database)
        self.erasing = Erasing(database, folder)
        self.row_fields = RowFields(database)
        self.verifications = Verifications(database, folder)

    def take_over(self, campaign_id: int) -> Journal:
        """Become the owner of a campaign; raises TroubleError(IN_USE) while another is."""
        lock = self.folder.lock(f"campaign-{campaign_id}", Presence(CAMPAIGN))
        return take_over(self._database, lock, campaign_id)

    def is_running(self, campaign_id: int) -> bool:
        """Say whether some process of this computer owns the campaign at this moment."""
        lock = self.folder.lock(f"campaign-{campaign_id}")
        free = lock.acquire()
        lock.release()
        return not free

    def mode(self) -> Mode | None:
        """Return the mode this folder belongs to, or None before its first campaign."""
        with self._database.read() as connection:
            kept = connection.scalar(select(folder_table.c.mode))
        return Mode(kept) if kept else None

    def belong_to(self, mode: Mode) -> None:
        """Bind the folder to a mode for ever; raises TroubleError(OTHER_MODE) if it has another."""
        with self._database.write() as connection:
            kept = connection.scalar(select(folder_table.c.mode))
            if kept is None:
                connection.execute(
                    insert(folder_table).values(mode=str(mode), created_at=self._database.now())
                )
            elif kept != mode:
                raise TroubleError(Kind.OTHER_MODE, path=self.folder.path, mode=kept)

    def back_up_if_due(self) -> bool:
        """Make the copy of the day if there is none yet; says whether it did. Raises TroubleError.

        On a thread of its own: a large database takes seconds.
        """
        return back_up_if_due(self.folder.database, self.folder.backups, self._database.now())

    def old_people(self, days: int) -> Erased:
        """Count what `erase_old` would erase."""
        return self.erasing.old_people(days)

    def erase_old(self, days: int, *, all_copies: bool) -> Erased:
        """Erase the people of campaigns that ended so many days ago; see `Erasing`."""
        return self.erasing.erase_old(days, all_copies=all_copies)

    def erase_phone(self, phone: str) -> None:
        """Erase one person everywhere; see `Erasing`."""
        self.erasing.erase_phone(phone)

    def known_of(self, phone: str) -> Known:
        """Return everything that is kept of a phone."""
        return known_of(self._database, phone)

    def backups(self) -> list[Backup]:
        """Return the copies that can be put back, the newest first."""
        return readable_backups(self.folder.backups)

    def write_archive(self, path: Path) -> None:
        """Write the whole data folder to an archive; raises TroubleError."""
        write_archive(self.folder, path)

    def close_and_restore(self, path: Path) -> Restored:
        """Let everything go and put an archive in its place; raises TroubleError."""
        self.close()
        return restore_archive(self.folder, path)

    def close(self) -> None:
        """Let the file and its locks go."""
        try:
            self.verifications.close()
        finally:
            self._database.close()


def open_store(path: Path, now: Callable[[], float] = time.time) -> Store:
    """Open the data folder at `path`, make or migrate its database, clear what died half-made.

    Raises TroubleError for a folder that cannot be used and a file that is broken or newer.
    """
    folder = open_folder(path)
    finish_if_cut_off(folder)
    clear_scratch(folder)
    database = Database(folder.database, folder.lock("checkpoint"), now)
    try:
        database.check_if_suspect()
        bring_up_to_date(database, folder.backups)
        store = Store(folder, database)
        store.lists.remove_half_made()
        store.campaigns.remove_half_made()
    except BaseException:
        database.close()
        raise
    return store

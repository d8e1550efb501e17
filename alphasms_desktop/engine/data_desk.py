"""The data as such: copies, archives, people erased when their time has come."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alphasms_desktop.domain.backup import Backup, Restored
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.erasing import Erased, Known
from alphasms_desktop.domain.errors import Kind, TroubleError
from alphasms_desktop.engine.desk_ports import ReadPhone, SettingsStore

WriteKnown = Callable[[Known, Path], None]
"""Writes all that is known of a phone as an archive; raises TroubleError."""


class DataStore(Protocol):
    """The store as far as its whole goes."""

    def old_people(self, days: int) -> Erased:
        """Count what `erase_old` would erase."""
        ...

    def erase_old(self, days: int, *, all_copies: bool) -> Erased:
        """Erase the people of campaigns that ended so many days ago."""
        ...

    def erase_phone(self, phone: str) -> None:
        """Erase one person everywhere."""
        ...

    def known_of(self, phone: str) -> Known:
        """Return everything that is kept of a phone."""
        ...

    def back_up_if_due(self) -> bool:
        """Make the copy of the day if there is none yet."""
        ...

    def backups(self) -> list[Backup]:
        """Return the copies that can be put back, the newest first."""
        ...

    def write_archive(self, path: Path) -> None:
        """Write the whole data folder to an archive."""
        ...

    def close_and_restore(self, path: Path) -> Restored:
        """Let everything go and put an archive in its place."""
        ...


@dataclass(frozen=True)
class DataDesk:
    """The whole of the data is kept, copied and erased here; `folder` is where it lies."""

    store: DataStore
    settings: SettingsStore
    read_phone: ReadPhone
    write_known: WriteKnown
    let_go: Callable[[], None]
    folder: Path

    def tidy(self) -> Erased | None:
        """Make the copy of the day, then erase the people whose time has come.

        Returns what was erased, None for nothing; while a campaign runs it waits for another day.
        Old copies go even where nobody is left to erase: those erased last are still in them.
        Raises TroubleError.
        """
        self.store.back_up_if_due()
        days = self.settings.load().keep_people_days
        if not days:
            return None
        try:
            erased = self.store.erase_old(days, all_copies=False)
            return None if erased.is_empty else erased
        except TroubleError as error:
            if error.trouble.kind in {Kind.IN_USE, Kind.FOLDER_OPEN}:
                return None
            raise

    def old_people(self, days: int) -> Erased:
        """Count the people that `erase_old` would erase."""
        return self.store.old_people(days)

    def erase_old(self, days: int) -> Erased:
        """Erase the people of campaigns that ended so many days ago, now and in all copies."""
        self.let_go()
        return self.store.erase_old(days, all_copies=True)

    def erase_person(self, written: str) -> str:
        """Erase everything of a phone, as the user has typed it; returns the phone.

        Raises TroubleError: BAD_PHONE, STILL_NEEDED, IN_USE, FOLDER_OPEN.
        """
        phone = self._phone(written)
        self.let_go()
        self.store.erase_phone(phone)
        return phone

    def known_of(self, written: str) -> Known:
        """Return everything that is kept of a phone; raises TroubleError(BAD_PHONE)."""
        return self.store.known_of(self._phone(written))

    def export_person(self, written: str, path: Path) -> Known:
        """Write everything that is kept of a phone as an archive; raises TroubleError."""
        known = self.known_of(written)
        self.write_known(known, path)
        return known

    def backups(self) -> list[Backup]:
        """Return the daily copies, the newest first."""
        return self.store.backups()

    def back_up_to(self, path: Path) -> None:
        """Write the whole data folder to an archive; raises TroubleError."""
        if path.suffix.lower() != ".zip":
            raise TroubleError(Kind.REPORT_UNWRITABLE, path=path, what="suffix_zip")
        self.store.write_archive(path)

    def close_and_restore(self, path: Path) -> Restored:
        """Put an archive in the place of all data; this workspace is closed by it.

        Whoever may have been called since becomes a call in doubt. Raises TroubleError, and then
        nothing was changed but that the workspace is closed.
        """
        self.let_go()
        return self.store.close_and_restore(path)

    def _phone(self, written: str) -> str:
        phone = self.read_phone(written)
        if isinstance(phone, Reason):
            raise TroubleError(Kind.BAD_PHONE, phone=written)
        return phone

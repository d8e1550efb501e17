"""How contact files and phones are read: by the office's settings, perhaps in another process."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import ImportChoices, PhoneRules
from alphasms_desktop.engine.desk_ports import Sheet
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.contacts import SheetProcess


class ContactReading:
    """Reads for the desks of one workspace; `apart` has files read in a process of their own."""

    def __init__(self, settings: SettingsFile, apart: bool) -> None:
        self._settings = settings
        self._is_apart = apart
        self._making = threading.Lock()
        self._process: SheetProcess | None = None

    def open_sheet(self, path: Path, choices: ImportChoices) -> Sheet:
        """Open a contact file; raises TroubleError."""
        from alphasms_desktop.contacts import SheetProcess, Spreadsheet

        if not self._is_apart:
            return Spreadsheet(path, choices)
        with self._making:
            self._process = self._process or SheetProcess()
        return self._process.open(path, choices)

    def usual(self) -> ImportChoices:
        """Return how this office reads a file unless somebody chooses otherwise."""
        chosen = self._settings.load()
        rules = PhoneRules(chosen.country, takes_foreign=chosen.foreign != "refused")
        return ImportChoices(phones=rules)

    def phone(self, cell: Cell) -> str | Reason:
        """Return the phone of a cell in E.164, or why there is none."""
        from alphasms_desktop.contacts import read_phone

        return read_phone(cell, self.usual().phones)

    def stop(self) -> None:
        """End the process that reads, if there is one."""
        with self._making:
            if self._process:
                self._process.stop()

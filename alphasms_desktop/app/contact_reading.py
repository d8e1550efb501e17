"""How contact files and phones are read: by the office's settings, perhaps in another process."""

from alphasms_desktop.contacts import SheetProcess, Spreadsheet, read_phone
from alphasms_desktop.domain.cells import Cell
from alphasms_desktop.domain.contact import Reason
from alphasms_desktop.domain.importing import ImportChoices, PhoneRules
from alphasms_desktop.engine.desk_ports import OpenSheet
from alphasms_desktop.store.settings import SettingsFile


class ContactReading:
    """Reads for the desks of one workspace; `apart` has files read in a process of their own."""

    def __init__(self, settings: SettingsFile, apart: bool) -> None:
        self._settings = settings
        self._process = SheetProcess() if apart else None
        self.open_sheet: OpenSheet = self._process.open if self._process else Spreadsheet

    def usual(self) -> ImportChoices:
        """Return how this office reads a file unless somebody chooses otherwise."""
        chosen = self._settings.load()
        rules = PhoneRules(chosen.country, takes_foreign=chosen.foreign != "refused")
        return ImportChoices(phones=rules)

    def phone(self, cell: Cell) -> str | Reason:
        """Return the phone of a cell in E.164, or why there is none."""
        return read_phone(cell, self.usual().phones)

    def stop(self) -> None:
        """End the process that reads, if there is one."""
        if self._process:
            self._process.stop()

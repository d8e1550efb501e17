"""What the terminal uses without opening a data folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alphasms_desktop.engine.workspace import KeyDesk
from alphasms_desktop.store.keys import forget_key, keep_key, read_key
from alphasms_desktop.store.settings import SettingsFile

if TYPE_CHECKING:
    from alphasms_desktop.domain.importing import ImportChoices
    from alphasms_desktop.domain.message import TextMessage
    from alphasms_desktop.engine.desk_ports import Sheet
    from alphasms_desktop.spoken.script import Script


def contact_reader(path: Path, choices: "ImportChoices") -> "Sheet":
    """Open a contact file without a data folder; raises TroubleError."""
    from alphasms_desktop.contacts import Spreadsheet

    return Spreadsheet(path, choices)


def open_script(message: "TextMessage", columns: Sequence[str]) -> "Script":
    """Make a text ready for the rows of a sheet; raises TroubleError(BAD_TEXT)."""
    from alphasms_desktop.spoken.script import Script

    return Script(message, columns)


def settings_file(base: Path) -> SettingsFile:
    """Return the settings of the whole program, kept beside the data of real calls."""
    return SettingsFile(base / "settings.json")


def key_desk() -> KeyDesk:
    """Return the desk of the API key, which needs no data folder."""
    return KeyDesk(read_key, keep_key, forget_key)

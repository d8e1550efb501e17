"""Assembly: builds the adapters around one data folder and hands out a Workspace; no Qt."""

from alphasms_desktop.app.clock import SystemClock
from alphasms_desktop.app.folderless import contact_reader, key_desk, open_script, settings_file
from alphasms_desktop.app.holidays_of_ukraine import public_holidays
from alphasms_desktop.app.workspace import open_workspace

__all__ = [
    "SystemClock",
    "contact_reader",
    "key_desk",
    "open_script",
    "open_workspace",
    "public_holidays",
    "settings_file",
]

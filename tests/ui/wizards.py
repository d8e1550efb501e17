"""What tests of the wizard share: a page that is shown, and one with the sample's files in it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pytestqt.qtbot import QtBot

from alphasms_desktop import paths
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.ui.pages.wizard.wizard import WizardPage

SAMPLE = paths.resources() / "sample"
CONTACTS = SAMPLE / "contacts.xlsx"
RECORDING = SAMPLE / "recording.m4a"
LONG = 15_000


def shown(qtbot: QtBot, made: WizardPage) -> WizardPage:
    """Show a wizard in an active window."""
    qtbot.addWidget(made)
    made.resize(1072, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def filled(qtbot: QtBot, page: WizardPage) -> WizardPage:
    """Bring the sample's files in."""
    page.prefill(CONTACTS, RECORDING)
    qtbot.waitUntil(lambda: page.plan.calls > 0 and page.plan.recording is not None, timeout=LONG)
    return page


def outside_hours() -> AllowedHours:
    """Return hours that it is outside of, now and for an hour at least."""
    soon = datetime.now(ZoneInfo("Europe/Kyiv")) + timedelta(hours=2)
    return AllowedHours(time(soon.hour), time(soon.hour, 30))

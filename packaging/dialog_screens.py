"""Every dialog: questions, the guide, the library's licences, rescue and crash."""

import traceback
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QDialog
from seed import seed
from stage import Look, Stage

from alphasms_desktop.domain.backup import Backup
from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import AllowedHours
from alphasms_desktop.ui.dialogs.cabinet import CabinetDialog
from alphasms_desktop.ui.dialogs.closing import ask_closing
from alphasms_desktop.ui.dialogs.crash import CrashDialog
from alphasms_desktop.ui.dialogs.despite_hours import DespiteHoursDialog
from alphasms_desktop.ui.dialogs.guide import Guide, sections
from alphasms_desktop.ui.dialogs.licences import LicencesDialog
from alphasms_desktop.ui.dialogs.quick_call import QuickCall
from alphasms_desktop.ui.dialogs.replacing import ask_replacing
from alphasms_desktop.ui.dialogs.rescue import RescueDialog
from alphasms_desktop.ui.dialogs.stop_dialog import StopDialog


def show_dialogs(data: Path, look: Look) -> None:
    """Photograph every dialog over the window."""
    data.mkdir(parents=True)
    ids = seed(data)
    stage = Stage(data, look, Mode.REAL)
    window = stage.window
    context = window._context
    stage.settle(0.5)
    tally = context.workspace.campaigns.summary(ids["live"]).tally
    _cabinet(stage, data, ids["finished"])
    copies = [Backup(data / "copy.db", datetime(2026, 11, 26, 16, 2, tzinfo=UTC), 12)]
    evening = datetime(2026, 11, 26, 19, 40, tzinfo=UTC)
    hours = AllowedHours()
    for name, made in (
        ("17-quick-call", QuickCall(window, context)),
        ("17-stop", StopDialog(window, tally)),
        ("17-despite-hours", DespiteHoursDialog(window, hours, evening, is_set=False)),
        ("17-licences", LicencesDialog(window)),
        ("17-rescue", RescueDialog(copies)),
        ("17-rescue-without-copies", RescueDialog([])),
    ):
        _photograph(stage, name, made)
    stage.photograph_asked("17-closing", lambda: ask_closing(window))
    stage.photograph_asked("17-replacing", lambda: ask_replacing(window))
    _crash(stage)
    guide = Guide(window)
    guide.show()
    for one in sections():
        guide.open_section(one.name)
        stage.settle(0.2)
        stage.photograph(f"18-guide-{one.name}", guide)
    guide.close()
    stage.close()


def _photograph(stage: Stage, name: str, made: QDialog) -> None:
    made.show()
    stage.settle(0.4)
    stage.photograph(name, made)
    made.close()


def _cabinet(stage: Stage, data: Path, campaign_id: int) -> None:
    """Photograph the dialog of the cabinet's table before a file, and with one."""
    window = stage.window
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Номер", "Клавіша", "Тривалість"])
    sheet.append(["380501234567", 1, "0:24"])
    book.save(data / "cabinet.xlsx")
    window.open_campaign(campaign_id)
    stage.wait_until(window.finished.isVisible, "the finished page")
    dialog = CabinetDialog(window._context, window.finished, campaign_id)
    dialog.open()
    stage.settle(0.3)
    stage.photograph("17-cabinet-empty", dialog)
    dialog.open_file(data / "cabinet.xlsx")
    stage.wait_until(dialog.take.isEnabled, "the columns of the table")
    dialog.take_in()
    stage.wait_until(dialog.take.isEnabled, "what the table taught")
    stage.photograph("17-cabinet", dialog)
    dialog.close()


def _crash(stage: Stage) -> None:
    faults = CrashDialog(stage.app)
    try:
        raise ValueError("a picture of a fault")
    except ValueError as error:
        faults._came.emit("".join(traceback.format_exception(error)))
    stage.settle(0.3)
    assert faults.box is not None
    stage.photograph("17-crash", faults.box)
    faults.box.close()
    faults.forget()

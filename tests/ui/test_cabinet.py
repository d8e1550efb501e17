"""The dialog that takes in the cabinet's table, with a workbook as offices save it."""

from pathlib import Path

import openpyxl
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.dialogs.cabinet import CabinetDialog
from alphasms_desktop.ui.pages.finished import FinishedPage
from tests.fakes import phone
from tests.ui.test_finished import ended


def test_a_workbook_is_mapped_and_taken_in(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    campaign_id = ended(context, tmp_path, ((State.ANSWERED, None),))
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Calls", 0)
    sheet.append(["Number", "DTMF", "Talk"])
    sheet.append([phone(2), 1, "0:24"])
    sheet.append([phone(77), 2, "0:10"])
    book.save(tmp_path / "cabinet.xlsx")
    page = FinishedPage(context)
    qtbot.addWidget(page)
    dialog = CabinetDialog(context, page, campaign_id)
    dialog.open()
    assert not dialog.take.isEnabled()
    dialog.open_file(tmp_path / "cabinet.xlsx")
    context.bridge.settle()
    assert dialog.take.isEnabled()
    mapped = [one.currentText() for one in (dialog.phone, dialog.key, dialog.duration)]
    assert mapped == ["Number", "DTMF", "Talk"]
    with qtbot.waitSignal(dialog.taken):
        dialog.take_in()
        context.bridge.settle()
    assert dialog.said.text() == "1 call filled · 1 row not of this campaign"
    assert context.workspace.campaigns.has_keys(campaign_id)

"""The call-back page: ticked by Space, noted, added by hand and from a campaign, exported."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from alphasms_desktop.domain.call_back import CallBackWhy
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.call_backs import CallBacksPage
from tests.fakes import phone

DONE, NOTE = 0, 5


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> CallBacksPage:
    made = CallBacksPage(context)
    qtbot.addWidget(made)
    made.resize(1072, 700)
    made.show()
    kept = context.workspace.book.call_backs
    kept.add(phone(2), "Olena", CallBackWhy.NOT_REACHED)
    kept.add(phone(3), "Petro", CallBackWhy.HAND)
    made.refresh()
    context.bridge.settle()
    return made


def texts(page: CallBacksPage, row: int) -> list[str]:
    return [page.model.item(row, column).text() for column in range(2, 5)]


def said(page: CallBacksPage, row: int) -> str:
    told = {page.model.item(row, column).accessibleText() for column in range(6)}
    assert len(told) == 1, "every cell says the whole row"
    return told.pop()


def test_the_list_says_who_and_why(page: CallBacksPage) -> None:
    assert texts(page, 0) == ["Olena", "+380 50 000 00 02", "not reached"]
    assert texts(page, 1) == ["Petro", "+380 50 000 00 03", "by hand"]
    assert page.count.text() == "2 wait"


def test_space_ticks_and_the_count_follows(
    qtbot: QtBot, context: Context, page: CallBacksPage
) -> None:
    page.table.setCurrentIndex(page.model.index(0, DONE))
    with qtbot.waitSignal(page.counted) as counted:
        qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert counted.args == [1]
    first = next(one for one in context.workspace.book.call_backs.all() if one.name == "Olena")
    assert first.done_at is not None


def test_the_keys_work_from_whatever_column_the_cursor_is_in(
    qtbot: QtBot, context: Context, page: CallBacksPage
) -> None:
    page.put.setFocus()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (editor,) = page.table.findChildren(QLineEdit)
    assert editor.accessibleName() == "Note"
    assert editor.accessibleDescription() == said(page, 1)
    qtbot.keyClicks(editor, "at noon")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.item(1, NOTE).text() == "at noon")
    context.bridge.settle()
    kept = {one.name: one for one in context.workspace.book.call_backs.all()}
    assert kept["Petro"].done_at is not None
    assert kept["Petro"].note == "at noon"
    assert said(page, 1).startswith("dealt with, ")
    assert said(page, 1).endswith(", at noon")
    assert kept["Olena"].done_at is None
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    context.bridge.settle()
    kept = {one.name: one for one in context.workspace.book.call_backs.all()}
    assert kept["Petro"].done_at is None
    assert said(page, 1).startswith("not dealt with, ")


def test_a_note_is_kept(context: Context, page: CallBacksPage) -> None:
    page.model.item(1, NOTE).setText("Thursday")
    context.bridge.settle()
    page.refresh()
    context.bridge.settle()
    assert page.model.item(1, NOTE).text() == "Thursday"


def test_a_phone_is_added_by_hand_and_a_wrong_one_explained(
    context: Context, page: CallBacksPage
) -> None:
    page.phone.setText("067 123 45 67")
    page.put.click()
    context.bridge.settle()
    assert page.model.rowCount() == 3
    assert page.phone.text() == ""
    page.phone.setText("12")
    page.put.click()
    context.bridge.settle()
    assert "12" in page.error.text()


def test_who_waits_is_exported(context: Context, page: CallBacksPage, tmp_path: Path) -> None:
    page.export_to(tmp_path / "list.xlsx")
    context.bridge.settle()
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1:3] == ["Person", "Phone"]
    assert [row[1] for row in rows[1:]] == ["Olena", "Petro"]

"""A fault nobody foresaw is said plainly, logged, and ready to be sent, without anybody's phone."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.dialogs.crash import CrashBox, CrashDialog


@pytest.fixture
def faults(qapp: QApplication) -> Iterator[CrashDialog]:
    made = CrashDialog(qapp)
    yield made
    made.forget()
    if made.box is not None:
        made.box.close()


def raise_fault(text: str) -> None:
    try:
        raise ValueError(text)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def button(faults: CrashDialog, text: str) -> QPushButton:
    assert faults.box is not None
    return next(one for one in faults.box.findChildren(QPushButton) if one.text() == text)


def test_a_fault_is_shown_once_and_can_be_copied_masked(qtbot: QtBot, faults: CrashDialog) -> None:
    raise_fault("phone +380501234567 key=secret")
    raise_fault("another one")
    assert faults.box is not None
    assert "made a mistake" in faults.box.sentence.text()
    button(faults, "Copy the report").click()
    report = QGuiApplication.clipboard().text()
    assert "ValueError" in report
    assert "1234567" not in report
    assert "secret" not in report.split("ValueError:")[-1]


def test_after_it_was_closed_the_next_fault_is_shown(qtbot: QtBot, faults: CrashDialog) -> None:
    raise_fault("first")
    button(faults, "Close").click()
    qtbot.waitUntil(lambda: faults.box is None)
    raise_fault("second")
    assert faults.box is not None


def test_an_interrupt_is_left_to_the_terminal(
    faults: CrashDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(faults, "_before", lambda *fault: told.append(fault[0]))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == [KeyboardInterrupt]
    assert faults.box is None


class _LowScreen:
    def availableGeometry(self) -> QRect:  # noqa: N802
        return QRect(0, 0, 640, 400)


def test_on_a_low_screen_its_words_scroll_and_its_buttons_stay(
    qtbot: QtBot, faults: CrashDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(CrashBox, "screen", lambda _box: _LowScreen())
    raise_fault("first")
    box = faults.box
    assert box is not None
    button(faults, "Show the report").click()
    qtbot.waitUntil(box.report.isVisible)

    assert box.frameGeometry().height() <= 400
    assert box.width() <= 640
    for one in (box.copy_report, box.close_box):
        assert box.rect().contains(one.geometry())
    area = box.findChild(QScrollArea)
    assert area is not None
    assert area.verticalScrollBar().maximum() > 0
    area.ensureWidgetVisible(box.report)
    assert not box.report.visibleRegion().isEmpty()

"""A fault nobody foresaw is said plainly, logged, and ready to be sent, without anybody's phone."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.dialogs.crash import CrashDialog


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
    assert "made a mistake" in faults.box.text()
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

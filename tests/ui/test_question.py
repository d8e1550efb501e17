"""Enter gives nothing up and spends nothing, whatever the desktop thinks of Enter."""

import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui import style
from alphasms_desktop.ui.dialogs.question import Question

_ON_A_DESKTOP = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from alphasms_desktop.ui.widgets.basics import button

app, pressed = QApplication([]), []
for name, made in ("bare", QPushButton("Call")), ("ours", button("Call")):
    made.clicked.connect(lambda _on, name=name: pressed.append(name))
    made.show()
    QTest.qWaitForWindowExposed(made)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Return)
    QTest.keyClick(made, Qt.Key.Key_Enter)
QTest.keyClick(made, Qt.Key.Key_Space)
print(*pressed)
"""


@pytest.mark.parametrize(("key", "wanted"), [(Qt.Key.Key_Return, False), (Qt.Key.Key_Space, True)])
def test_what_cannot_be_taken_back_wants_space_and_not_enter(
    qtbot: QtBot, qapp: QApplication, key: Qt.Key, wanted: bool
) -> None:
    style.use(qapp)
    holder = QWidget()
    qtbot.addWidget(holder)
    more = "It cannot be brought back."
    asked = Question(holder, "Erase it?", more, "Keep it", ("Copy", ""), ("Erase", "danger"))
    erase = asked.ways[1]
    asked.open()
    erase.setFocus()
    QTest.keyClick(erase, key)
    assert not asked.isVisible()
    assert (asked.chosen == 1) is wanted


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="no xvfb-run here")
def test_a_button_is_not_pressed_by_enter_where_the_desktop_would_do_so() -> None:
    names = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_QPA_PLATFORMTHEME": "gnome"}
    run = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-c", _ON_A_DESKTOP],
        env=names,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if run.returncode and "xcb" in run.stderr:
        pytest.skip("Qt has no screen of this kind here")
    assert run.stdout.split() == ["bare", "bare", "ours"]

"""The line above step 2: nothing in it is cut, however narrow the window."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.pages.wizard.source_bar import SourceBar


@pytest.mark.parametrize("width", [480, 700, 1100])
def test_every_button_is_as_wide_as_its_words(qtbot: QtBot, width: int) -> None:
    bar = SourceBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(max(width, bar.minimumSizeHint().width()), bar.height())
    qtbot.waitUntil(
        lambda: all(one.width() >= one.sizeHint().width() for one in bar.findChildren(QPushButton))
    )


def test_the_ways_to_a_recording_are_beside_the_kinds_where_there_is_room(qtbot: QtBot) -> None:
    bar = SourceBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(1100, 40)
    wide = bar.sizeHint().height()
    bar.resize(500, 40)
    qtbot.waitUntil(lambda: bar.sizeHint().height() > wide)

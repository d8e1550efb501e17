"""An icon on its own is as sharp as the screen it comes to, whatever screen it was made on."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QIconEngine, QPainter
from pytestqt.qtbot import QtBot

from alphasms_desktop.ui.widgets.icon_view import IconView


class Engine(QIconEngine):
    """Notes each time the icon is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[QRect] = []

    def paint(
        self, _painter: QPainter, area: QRect, _mode: QIcon.Mode, _state: QIcon.State
    ) -> None:
        self.drawn.append(QRect(area))


def test_it_is_drawn_anew_whenever_it_is_shown(qtbot: QtBot) -> None:
    engine = Engine()
    view = IconView(16)
    qtbot.addWidget(view)
    view.show_icon(QIcon(engine))
    for times in (1, 2):
        view.grab()
        assert engine.drawn == [QRect(0, 0, 16, 16)] * times

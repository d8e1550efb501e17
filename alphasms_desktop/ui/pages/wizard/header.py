"""The four step markers at the head of the wizard; a step already done can be clicked back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.one_tab_stop import OneTabStop

_ROUND = 24
_GAP = 9
_BETWEEN = 22
_HEIGHT = 32


class StepMark(QPushButton):
    """One marker: a number in a circle and a name; a tick once the step is done."""

    def __init__(self, place: int, name: str) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self._place = place
        self._name = name
        self._is_current = False
        self._is_done = False
        self._shows_name = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        explain(self, name)

    def show_state(self, is_current: bool, is_done: bool, is_open: bool) -> None:
        """Show where the user is; only an open step can be clicked."""
        self._is_current, self._is_done = is_current, is_done
        needs_more = tr("The steps before are not complete yet.")
        allow(self, is_open, tr("This step is shown.") if is_current else needs_more)
        shape = Qt.CursorShape.PointingHandCursor if is_open else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        words = tr("Step {n}: {name}").format(n=self._place, name=self._name)
        if is_current:
            words += ", " + tr("current")
        elif is_done:
            words += ", " + tr("done")
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def show_name(self, shows: bool) -> None:
        """Show the name or only the circle."""
        self._shows_name = shows or self._is_current
        self.updateGeometry()

    def full_width(self) -> int:
        """Return the width with the name, as the current step has it."""
        return self._width(True)

    def sizeHint(self) -> QSize:
        """Return the room it takes now."""
        if not self._shows_name:
            return QSize(_ROUND + 4, _HEIGHT)
        return QSize(self._width(self._is_current), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing of it is ever cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle, its number or tick, and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        circle = QRectF(2, (self.height() - _ROUND) / 2, _ROUND, _ROUND).adjusted(1, 1, -1, -1)
        edge = t.accent if self._is_current or self._is_done else t.border
        inside = t.accent if self._is_current else t.soft if self._is_done else t.surface
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(inside))
        painter.drawEllipse(circle)
        if self._is_done and not self._is_current:
            painter.setPen(QPen(QColor(t.accent), 1.8))
            middle = circle.center()
            tick = ((-4.0, 0.3), (-1.2, 3.2), (4.4, -3.2))
            painter.drawPolyline([middle + QPointF(x, y) for x, y in tick])
        else:
            painter.setFont(self._font(True, 11))
            painter.setPen(QColor(t.on_accent if self._is_current else t.muted))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._place))
        if self._shows_name:
            painter.setFont(self._font(self._is_current))
            painter.setPen(QColor(t.text if self._is_current else t.muted))
            words = QRectF(self.rect()).adjusted(2 + _ROUND + _GAP - 2, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._name)
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _width(self, bold: bool) -> int:
        return _ROUND + _GAP + QFontMetrics(self._font(bold)).horizontalAdvance(self._name) + 4

    def _font(self, bold: bool, pixels: int = 13) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


class StepBar(QWidget):
    """All markers in a row; where there is little room only the current one has its name."""

    def __init__(self, names: Sequence[str], on_click: Callable[[int], object]) -> None:
        super().__init__()
        self.marks: list[StepMark] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_BETWEEN)
        layout.addStretch(1)
        for place, name in enumerate(names):
            one = StepMark(place + 1, name)
            one.clicked.connect(lambda _checked=False, place=place: on_click(place))
            layout.addWidget(one)
            self.marks.append(one)
        OneTabStop(self.marks, self)

    def show_step(self, current: int, passed: Sequence[bool], complete: Sequence[bool]) -> None:
        """Show the current step, a tick at those passed.

        Those before it are open, and those that nothing before them keeps from being entered: a
        repeated campaign is a click from its last step.
        """
        for place, one in enumerate(self.marks):
            is_open = place < current or (place > current and all(complete[:place]))
            is_done = passed[place] and place < len(passed) - 1
            one.show_state(place == current, is_done, is_open)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the room of the circles and the longest name."""
        widest = max(one.full_width() for one in self.marks)
        others = (len(self.marks) - 1) * (_ROUND + 4 + _BETWEEN)
        return QSize(widest + others, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the names that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = sum(one.full_width() + _BETWEEN for one in self.marks)
        for one in self.marks:
            one.show_name(needed <= self.width())

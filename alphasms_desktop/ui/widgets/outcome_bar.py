"""The bar of outcomes: one segment a state, gaps between, and the same in words."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Tally
from alphasms_desktop.i18n import number
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.wording import state_name

ORDER = (
    State.ANSWERED,
    State.NO_ANSWER,
    State.BUSY,
    State.FAILED,
    State.NO_RESULT,
    State.ACCEPTED,
    State.SENDING,
    State.UNCONFIRMED,
    State.REJECTED,
    State.SKIPPED,
    State.QUEUED,
)
_GAP = 2.0

_HATCHED = frozenset({State.BUSY, State.NO_RESULT, State.FAILED, State.SKIPPED})
"""Each stands near a segment of its own family of hues, or of the same brightness."""

_HATCH_EVERY = 5.0
_HATCH_WIDTH = 1.4


class OutcomeBar(QWidget):
    """Shows a tally as a bar; its accessible description says it in words."""

    def __init__(self, height: int = 12) -> None:
        super().__init__()
        self._height = height
        self._tally = Tally({})
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(height)

    def show_tally(self, tally: Tally) -> None:
        """Show these counts."""
        self._tally = tally
        self.setAccessibleDescription(described(tally))
        self.setToolTip(described(tally))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that lets the bar stretch."""
        return QSize(140, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the segments."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(painter, QRectF(self.rect()), self._tally)


def paint_bar(painter: QPainter, area: QRectF, tally: Tally) -> None:
    """Paint a tally into an area; an empty one is a sunken bar."""
    outline = QPainterPath()
    outline.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(area, QColor(tokens().sunken))
    shown = [(state, tally[state]) for state in ORDER if tally[state]]
    total = sum(count for _, count in shown) or 1
    free = area.width() - _GAP * max(0, len(shown) - 1)
    left = area.left()
    for state, count in shown:
        width = max(2.0, free * count / total)
        colour = QColor(tokens().of_state(state))
        segment = QRectF(left, area.top(), width, area.height())
        painter.fillRect(segment, colour)
        if state in _HATCHED:
            _hatch(painter, segment)
        left += width + _GAP
    painter.restore()


def _hatch(painter: QPainter, segment: QRectF) -> None:
    """Draw slanting lines over a segment: the pattern tells it from its like without colour."""
    painter.save()
    painter.setClipRect(segment, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(QColor(tokens().surface), _HATCH_WIDTH))
    slant, bottom = segment.height(), segment.bottom()
    at = segment.left() - slant
    while at < segment.right():
        painter.drawLine(QPointF(at, bottom), QPointF(at + slant, segment.top()))
        at += _HATCH_EVERY
    painter.restore()


def described(tally: Tally) -> str:
    """Return a tally in words, for screen readers and tooltips."""
    return ", ".join(
        f"{state_name(state, tally.success)} {number(tally[state])}"
        for state in ORDER
        if tally[state]
    )

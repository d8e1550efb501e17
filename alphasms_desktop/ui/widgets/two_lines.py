"""A cell of two lines: its own text, and below it, small, what found no column of its own."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from alphasms_desktop.ui.theme import ROW_HEIGHT, tokens
from alphasms_desktop.ui.widgets.spoken import NamedEditor

TALL_ROW = 46
"""A row with two lines."""

_SMALL = 12
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_INSET = 3
"""What Qt itself leaves free beside the text of a cell."""

_Index = QModelIndex | QPersistentModelIndex


class TwoLines(NamedEditor):
    """Paints cells; below the text of a column stands the first text there is of some others."""

    below: Mapping[int, Sequence[int]] = {}

    @property
    def row_height(self) -> int:
        """How high a row has to be."""
        return TALL_ROW if self.below else ROW_HEIGHT

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell; one without anything below it as every other table does."""
        others = self.below.get(index.column(), ())
        texts = (str(index.sibling(index.row(), one).data() or "") for one in others)
        lower = next(filter(None, texts), "")
        if not lower:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        upper, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        kind = QStyle.SubElement.SE_ItemViewItemText
        area = style.subElementRect(kind, option, option.widget).adjusted(_INSET, 0, -_INSET, 0)
        middle = option.rect.center().y()
        painter.save()
        self._write(painter, QRect(area.left(), middle - 18, area.width(), 19), upper)
        small = QFont(option.font)
        small.setPixelSize(_SMALL)
        painter.setFont(small)
        painter.setPen(QColor(tokens().muted))
        self._write(painter, QRect(area.left(), middle + 1, area.width(), 17), lower)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, text: str) -> None:
        end = Qt.TextElideMode.ElideRight
        painter.drawText(area, _LEFT, painter.fontMetrics().elidedText(text, end, area.width()))

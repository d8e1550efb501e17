"""A box of choices that shows by an ellipsis where its text goes on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox


class ElidedBox(QComboBox):
    """A box for names of any length, of files and columns for example."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Have as much of the text painted as there is room for."""
        super().initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width()
        )

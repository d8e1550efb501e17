"""What a screen reader says of a table's cells: a row as one sentence, a number with its names."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from alphasms_desktop.i18n import tr

_SAID = Qt.ItemDataRole.AccessibleTextRole


def tell_row(items: Sequence[QStandardItem], ticked: bool | None = None) -> None:
    """Have each cell of a row say all that the row says; whether it is ticked comes first."""
    parts = [one.text() for one in items if one.text()]
    if ticked is not None:
        parts.insert(0, tr("dealt with") if ticked else tr("not dealt with"))
    sentence = ", ".join(parts)
    for one in items:
        one.setData(sentence, _SAID)


def fill_numbers(
    table: QTableWidget, columns: Sequence[str], lines: Sequence[Sequence[str]]
) -> None:
    """Fill a table whose first column names the lines; each number says what it counts."""
    table.setRowCount(len(lines))
    table.setColumnCount(len(columns))
    table.setHorizontalHeaderLabels(columns)
    for at, texts in enumerate(lines):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column:
                item.setData(_SAID, ", ".join((texts[0], columns[column], text)))
            table.setItem(at, column, item)


class NamedEditor(QStyledItemDelegate):
    """Names the field in which a cell is typed: its column, and all that the row says."""

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        """Make the usual field."""
        made = super().createEditor(parent, option, index)
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        made.setAccessibleName(str(heading))
        made.setAccessibleDescription(str(index.data(_SAID) or ""))
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Enter for the field: it ends the typing, the page does not go on by it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

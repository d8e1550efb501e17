"""A table that is worked through: Space ticks the row, F2 writes its note, from any column."""

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from alphasms_desktop.ui.widgets.spoken import NamedEditor, tell_row

_TICKED = Qt.CheckState.Checked


class TickedTable(QTableView):
    """Rows with a box in one column and a note in another.

    Signal: `note_asked()`: a note is about to be written, whose column may be hidden still.
    """

    note_asked = Signal()

    def __init__(self, model: QStandardItemModel, tick_column: int, note_column: int) -> None:
        super().__init__()
        self._rows = model
        self._tick_column = tick_column
        self._note_column = note_column
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(NamedEditor(self))
        self.setModel(model)
        model.rowsInserted.connect(self._on_rows)
        model.itemChanged.connect(self._on_item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, or open the note, of the row the cursor is in."""
        at = self.currentIndex()
        if not at.isValid() or event.key() not in {Qt.Key.Key_Space, Qt.Key.Key_F2}:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self._write_note(at)
        else:
            box = at.siblingAtColumn(self._tick_column)
            is_ticked = Qt.CheckState(box.data(Qt.ItemDataRole.CheckStateRole)) is _TICKED
            turned = Qt.CheckState.Unchecked if is_ticked else _TICKED
            self.model().setData(box, turned, Qt.ItemDataRole.CheckStateRole)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the note of the row that is pointed at; a second click on its box is a tick."""
        at = self.indexAt(event.position().toPoint())
        if at.isValid() and at.column() not in {self._tick_column, self._note_column}:
            self._write_note(at)
        else:
            super().mouseDoubleClickEvent(event)

    def _write_note(self, at: QModelIndex) -> None:
        self.note_asked.emit()
        if not self.isColumnHidden(self._note_column):
            self.edit(at.siblingAtColumn(self._note_column))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first row, so that the keys have one to work on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, self._tick_column))

    def _on_rows(self, _parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            self._tell(row)

    def _on_item(self, item: QStandardItem) -> None:
        self._tell(item.row())

    def _tell(self, row: int) -> None:
        """Have the row say whether it is ticked; that is told as words, never as a mark alone."""
        items = [self._rows.item(row, column) for column in range(self._rows.columnCount())]
        # What is said is no change of the row: nobody has anything to keep of it.
        with QSignalBlocker(self._rows):
            tell_row(items, items[self._tick_column].checkState() is _TICKED)

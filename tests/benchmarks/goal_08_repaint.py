"""Goal 8: painting every visible row again, against a C++ item model of the same texts."""

import tempfile
import time
from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from tests.benchmarks.measure import Asked, Figure, Size, in_pairs
from tests.benchmarks.windows import WatchedTable, shown_table

ASKED = Asked(1.2, 1.0)
_TIMES = 40


def measure(size: Size) -> list[Figure]:
    """Repaint the live table and a plain one of the same rows, columns, widths and size."""
    with tempfile.TemporaryDirectory() as folder:
        watched = shown_table(Path(folder), 1_000)
        plain = _plain_like(watched)
        (pairs,) = in_pairs(
            lambda: _repainted(plain), lambda: _repainted(watched.page.table.table), size.pairs
        )
        plain.close()
        watched.close()
    return [pairs.figure(8, "a repaint of the whole view", "ms", ASKED)]


def _repainted(view: QTableView) -> tuple[float]:
    """Return the milliseconds of a repaint."""
    view.viewport().repaint()
    began = time.perf_counter()
    for _ in range(_TIMES):
        view.viewport().repaint()
    return ((time.perf_counter() - began) * 1000 / _TIMES,)


def _plain_like(watched: WatchedTable) -> QTableView:
    theirs, shown = watched.page.table.table, watched.page.table.model
    model = QStandardItemModel(shown.rowCount(), shown.columnCount())
    for row in range(shown.rowCount()):
        for column in range(shown.columnCount()):
            item = QStandardItem(shown.item(row, column).text())
            item.setIcon(shown.item(row, column).icon())
            item.setTextAlignment(shown.item(row, column).textAlignment())
            item.setForeground(shown.item(row, column).foreground())
            model.setItem(row, column, item)
    view = QTableView()
    view.setModel(model)
    model.setParent(view)
    view.setShowGrid(False)
    view.setIconSize(theirs.iconSize())
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theirs.verticalHeader().defaultSectionSize())
    for column in range(shown.columnCount()):
        view.setColumnWidth(column, theirs.columnWidth(column))
        view.setColumnHidden(column, theirs.isColumnHidden(column))
    view.resize(theirs.size())
    view.show()
    watched.spin(lambda: view.isVisible())
    watched.rest(0.3)
    return view

"""What a screen reader is told of a window: the tree of QAccessible, control by control."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QWidget

_Role = QAccessible.Role
_MOST_ROWS = 6


@dataclass(frozen=True)
class Told:
    """What is told of one control, and the widget that it is (none for a cell)."""

    role: QAccessible.Role
    name: str
    description: str
    value: str
    is_enabled: bool
    takes_focus: bool
    widget: QWidget | None

    def __str__(self) -> str:
        kind = type(self.widget).__name__ if self.widget else ""
        inside = type(self.widget.parentWidget()).__name__ if self.widget else ""
        return f"{self.role.name} “{self.name}” ({kind} in {inside})"


def heard(top: QWidget) -> Iterator[Told]:
    """Go through what is shown of a window, as a screen reader does."""
    yield from _walk(QAccessible.queryAccessibleInterface(top))


@dataclass(frozen=True)
class Cell:
    """What is told of one cell: the column it stands in, its own words, whether it is ticked."""

    heading: str
    words: str
    is_checkable: bool
    is_checked: bool


def cells_of(view: QAbstractItemView) -> Iterator[Cell]:
    """Go through the first rows of a table or list that can be seen, cell by cell."""
    told, model = QAccessible.queryAccessibleInterface(view), view.model()
    if isinstance(view, QListView):
        for row in range(min(model.rowCount(), _MOST_ROWS)):
            yield _cell(told.child(row), "-")
    elif isinstance(view, QTableView):
        # A table's children are lines with their heading first; the first line is the headings.
        width = model.columnCount() + 1
        columns = [one for one in range(width - 1) if not view.isColumnHidden(one)]
        for row in range(min(model.rowCount(), _MOST_ROWS)):
            for column in columns:
                heading = told.child(column + 1).text(QAccessible.Text.Name)
                yield _cell(told.child((row + 1) * width + column + 1), heading)


def _cell(told: QAccessibleInterface, heading: str) -> Cell:
    state = told.state()
    words = told.text(QAccessible.Text.Name)
    return Cell(heading, words, bool(state.checkable), bool(state.checked))


def _walk(one: QAccessibleInterface) -> Iterator[Told]:
    state = one.state()
    if state.invisible:
        return
    widget = one.object()
    yield Told(
        role=one.role(),
        name=one.text(QAccessible.Text.Name),
        description=one.text(QAccessible.Text.Description),
        value=one.text(QAccessible.Text.Value),
        is_enabled=not state.disabled,
        takes_focus=bool(state.focusable),
        widget=widget if isinstance(widget, QWidget) else None,
    )
    if one.role() in {_Role.Table, _Role.List, _Role.Tree}:
        return  # its cells are looked at where they are made
    for at in range(one.childCount()):
        child = one.child(at)
        if child is not None:
            yield from _walk(child)

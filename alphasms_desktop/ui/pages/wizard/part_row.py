"""One part of a message made of clips: how it is said, and which clip or column."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from alphasms_desktop.domain.clips import ClipPart, SaidAs
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.widgets.basics import button, row
from alphasms_desktop.ui.widgets.icons import icon_button
from alphasms_desktop.wording.clips import way_name

_CHARACTERS = 12


class PartRow(QWidget):
    """Shows a part and lets it be changed.

    Signals: `changed()`; `moved(int)`: by one place up (-1) or down; `gone()`: it is to be removed.
    """

    changed = Signal()
    moved = Signal(int)
    gone = Signal()

    def __init__(self, part: ClipPart, columns: Sequence[str], clips: Sequence[str]) -> None:
        super().__init__()
        self._columns, self._clips = list(columns), list(clips)
        self.way = QComboBox()
        self.way.setAccessibleName(tr("How this part is said"))
        for said in SaidAs:
            self.way.addItem(way_name(said), said)
        self.way.setCurrentIndex(list(SaidAs).index(part.said))
        self.text = QComboBox()
        for box in (self.way, self.text):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(_CHARACTERS)
        self._fill(part.text)
        self.way.activated.connect(lambda _place: self._on_way())
        self.text.currentTextChanged.connect(lambda _text: self.changed.emit())
        up = icon_button("arrow-up", tr("Move up"), lambda: self.moved.emit(-1))
        down = icon_button("arrow-down", tr("Move down"), lambda: self.moved.emit(1))
        remove = button(tr("Remove"), "link", self.gone.emit)
        layout = row(spacing=8)
        layout.addWidget(self.way, 1)
        layout.addWidget(self.text, 1)
        self._buttons = (up, down, remove)
        for control in self._buttons:
            layout.addWidget(control)
        self.setLayout(layout)

    def controls(self) -> tuple[QWidget, ...]:
        """Return what Tab meets in the row, in this order."""
        return (self.way, self.text, *self._buttons)

    def part(self) -> ClipPart:
        """Return the part as it stands."""
        return ClipPart(SaidAs(self.way.currentData()), self.text.currentText().strip())

    def _on_way(self) -> None:
        self.text.blockSignals(True)
        self._fill("")
        self.text.blockSignals(False)
        self.changed.emit()

    def _fill(self, text: str) -> None:
        is_clip = SaidAs(self.way.currentData()) is SaidAs.CLIP
        self.text.clear()
        self.text.setEditable(is_clip)
        self.text.setAccessibleName(tr("Name of the clip") if is_clip else tr("Column"))
        known = self._clips if is_clip else self._columns
        self.text.addItems(known)
        if text and text not in known:
            self.text.insertItem(0, text)
        self.text.setCurrentText(text or (known[0] if known else ""))

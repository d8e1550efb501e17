"""The table of a list of people: which columns it has room for, and what stands below another.

Names and phones are always read whole where that can be. A time or a result, and the cells of the
file, stand in columns of their own where there is room, else small below the phone and the name; so
does a note. While one is written it has a column, if need be in the place of the phone.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemDelegate, QHeaderView

from alphasms_desktop.ui.widgets.ticked_table import TickedTable
from alphasms_desktop.ui.widgets.two_lines import TwoLines

DONE, NAME, PHONE, CELLS, WHAT, NOTE = range(6)

_BOX = 30
_PADDING = 23
_NAMES_READ_WHOLE = 0.85
"""So many of the names fit; one that is much longer than the others costs no column."""

_LEAST_NAME, _MOST_NAME = 110, 210
_LEAST_NOTE, _MOST_NOTE, _ROOMY_NOTE = 110, 260, 150
_MOST_CELLS = 320


class PeopleTable(TickedTable):
    """Shows the rows of a model whose columns are those above."""

    def __init__(self, model: QStandardItemModel) -> None:
        super().__init__(model, DONE, NOTE)
        self._is_noting = False
        self._lines = TwoLines(self)
        self._needs: dict[int, int] = {}
        self.setItemDelegate(self._lines)
        self._lines.closeEditor.connect(self._on_noted)
        self.note_asked.connect(self._make_room_for_a_note)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_BOX)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(model.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    @property
    def below(self) -> Mapping[int, Sequence[int]]:
        """Which columns stand below another one for want of room."""
        return self._lines.below

    def measure(self, rows: Sequence[Sequence[str]]) -> None:
        """Take what the columns have to hold: the texts of all rows."""
        self._is_noting = False
        for column in (NAME, PHONE, CELLS, WHAT):
            self._needs[column] = self._need(column, [texts[column] for texts in rows])
        self._measure_notes([texts[NOTE] for texts in rows])
        self.fit()

    def _measure_notes(self, notes: Sequence[str]) -> None:
        self._needs[NOTE] = self._need(NOTE, notes)

    def _need(self, column: int, texts: Sequence[str]) -> int:
        """Return how wide a column has to be; 0 where it has nothing to say."""
        widths = sorted(map(self.fontMetrics().horizontalAdvance, texts))
        share = _NAMES_READ_WHOLE if column == NAME else 1
        widest = widths[int(share * (len(widths) - 1))] if widths else 0
        # A hidden heading has no width.
        self.setColumnHidden(column, False)
        heading = self.horizontalHeader().sectionSizeHint(column)
        return max(widest + _PADDING, heading) if widest else 0

    def fit(self) -> None:
        """Give every column what it needs; those that find no room stand below another."""
        needs, shown = self._needs, {DONE: _BOX, PHONE: self._needs.get(PHONE, 0)}
        name = min(max(needs.get(NAME, 0), _LEAST_NAME), _MOST_NAME)
        room = self.viewport().width() - _BOX - shown[PHONE] - name
        note = min(max(needs.get(NOTE, 0), _LEAST_NOTE), _MOST_NOTE)
        if self._is_noting and room < note:
            room += shown.pop(PHONE)
        if self._is_noting or (needs.get(NOTE) and room >= _LEAST_NOTE):
            shown[NOTE] = min(_MOST_NOTE if self._is_noting else note, room)
            room -= shown[NOTE]
        for column, most in ((WHAT, _MOST_NOTE), (CELLS, _MOST_CELLS)):
            need = min(needs.get(column, 0), most)
            if 0 < need <= room:
                shown[column] = need
                room -= need
        if NOTE not in shown and room >= _ROOMY_NOTE:
            shown[NOTE] = min(room, _MOST_NOTE)
        self._lay_out(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew."""
        super().resizeEvent(event)
        self.fit()

    def _lay_out(self, shown: dict[int, int]) -> None:
        header = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column not in shown and column != NAME)
            if column in shown:
                header.resizeSection(column, shown[column])
        lower = {NAME: (NOTE, CELLS), PHONE: (WHAT,)}
        folded = {
            upper: [one for one in others if one not in shown and self._needs.get(one)]
            for upper, others in lower.items()
        }
        self._lines.below = {upper: others for upper, others in folded.items() if others}
        self.verticalHeader().setDefaultSectionSize(self._lines.row_height)
        self.viewport().update()

    def _make_room_for_a_note(self) -> None:
        self._is_noting = True
        self.fit()

    def _on_noted(self, _editor: object, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Leave room for the note that was written, as for those that were there."""
        texts = (self.model().index(row, NOTE).data() for row in range(self.model().rowCount()))
        self._is_noting = False
        self._measure_notes([text for text in texts if text])
        self.fit()

"""The table of campaigns: two lines of name, a pill, the bar of outcomes, counts and money."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from alphasms_desktop.domain.attempt import State
from alphasms_desktop.domain.campaign import Phase
from alphasms_desktop.domain.success import Success, one_word
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.tables.campaign_row import CampaignRow
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.outcome_bar import described, paint_bar
from alphasms_desktop.wording import success_name

NAME, STATE, PROGRESS, ANSWERED, SPENT, BEGAN = range(6)
ROW_HEIGHT = 51
_ROW = Qt.ItemDataRole.UserRole
_ID = Qt.ItemDataRole.UserRole + 1
_PADDING = 8
_LEAST_NAME = 220
_LONG_BAR, _SHORT_BAR = 156, 86
_SMALL = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex


class CampaignTable(QTableView):
    """Shows campaigns.

    Signals: `opened(int)`: on Enter and on a double click; `menu_asked(int, object)`: the menu of
    a campaign is wanted at this place of the screen; `archive_asked(int)`: by the key Delete.
    """

    opened = Signal(int)
    menu_asked = Signal(int, object)
    archive_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, QStandardItem] = {}
        self._model = QStandardItemModel(0, 6, self)
        self.setModel(self._model)
        self.setAccessibleName(tr("Campaigns"))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.activated.connect(lambda index: self.opened.emit(self._id_at(index.row())))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self._set_up_columns()
        for column, delegate in {
            NAME: NameDelegate(self),
            STATE: PillDelegate(self),
            PROGRESS: BarDelegate(self),
            ANSWERED: TextDelegate(self),
            SPENT: TextDelegate(self),
            BEGAN: TextDelegate(self),
        }.items():
            self.setItemDelegateForColumn(column, delegate)

    def show_rows(self, rows: Iterable[CampaignRow]) -> None:
        """Show these campaigns in this order; the chosen one stays chosen."""
        chosen = self.chosen_id()
        self._model.removeRows(0, self._model.rowCount())
        self._lines = {}
        for one in rows:
            items = [QStandardItem() for _ in range(6)]
            self._model.appendRow(items)
            self._lines[one.id] = items[0]
            self._fill(one)
        self._name_successes()
        self._fit()
        if chosen in self._lines:
            self.selectRow(self._lines[chosen].row())

    def update_row(self, shown: CampaignRow) -> None:
        """Show a campaign's newest state, in its row alone."""
        self._fill(shown)
        self._name_successes()

    def _fill(self, shown: CampaignRow) -> None:
        row = self._lines[shown.id].row()
        texts = (shown.name, shown.state, "", shown.answered, shown.spent, shown.began)
        sentence = shown.sentence
        for column, text in enumerate(texts):
            item = self._model.item(row, column)
            item.setText(text)
            item.setData(sentence, Qt.ItemDataRole.AccessibleTextRole)
        self._model.item(row, NAME).setData(shown.id, _ID)
        self._model.item(row, NAME).setData(shown, _ROW)
        self._model.item(row, NAME).setToolTip(f"{shown.name}\n{shown.details}\n{shown.began}")
        self._model.item(row, PROGRESS).setData(shown, _ROW)
        self._model.item(row, PROGRESS).setToolTip(described(shown.summary.tally))

    def show_only(self, fits: Callable[[int], bool]) -> int:
        """Hide the campaigns that do not fit; returns how many are left."""
        shown = 0
        for campaign_id, item in self._lines.items():
            shown += fits(campaign_id)
            self.setRowHidden(item.row(), not fits(campaign_id))
        return shown

    def chosen_id(self) -> int | None:
        """Return the campaign that is chosen."""
        indexes = self.selectionModel().selectedRows()
        return self._id_at(indexes[0].row()) if indexes else None

    def text_of(self, campaign_id: int, column: int) -> str:
        """Return what a cell says."""
        return self._model.item(self._lines[campaign_id].row(), column).text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a campaign out of sight by Delete."""
        chosen = self.chosen_id()
        if event.key() == Qt.Key.Key_Delete and chosen is not None:
            self.archive_asked.emit(chosen)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the bar give room where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _ask_menu(self, at: QPoint) -> None:
        """Ask for the menu of the row under the pointer, or of the chosen one by the keyboard."""
        index = self.indexAt(at)
        row = index.row() if index.isValid() else self.currentIndex().row()
        if row >= 0:
            self.menu_asked.emit(self._id_at(row), self.viewport().mapToGlobal(at))

    def _set_up_columns(self) -> None:
        names = (
            tr("Name"),
            tr("State"),
            tr("Progress"),
            success_name(Success.ANSWERED),
            tr("Spent, ₴"),
            tr("Beginning"),
        )
        self._model.setHorizontalHeaderLabels(names)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(_LEFT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self._model.horizontalHeaderItem(SPENT).setTextAlignment(_RIGHT)

    def _name_successes(self) -> None:
        """Name the column of those who answered so that it is true of every campaign in it."""
        tallies = (item.data(_ROW).summary.tally for item in self._lines.values())
        word = one_word(one.success for one in tallies if one[State.ANSWERED])
        self._model.horizontalHeaderItem(ANSWERED).setText(success_name(word))

    def _fit(self) -> None:
        """Give the name what it needs: first the bar gets shorter, then the beginning goes."""
        room = self.viewport().width()
        for column in (STATE, ANSWERED, SPENT, BEGAN):
            least = max(self.sizeHintForColumn(column), self._header_width(column))
            self.setColumnWidth(column, least)
            room -= least
        has_began = room - _SHORT_BAR >= _LEAST_NAME
        self.setColumnHidden(BEGAN, not has_began)
        is_wide = room - _LONG_BAR >= _LEAST_NAME
        self.setColumnWidth(PROGRESS, _LONG_BAR if is_wide else _SHORT_BAR)

    def _header_width(self, column: int) -> int:
        return self.horizontalHeader().sectionSizeHint(column)

    def _id_at(self, row: int) -> int:
        return int(self._model.item(row, NAME).data(_ID))


class _Painted(QStyledItemDelegate):
    """Paints a cell's background as the style does, and the rest itself."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint a cell."""
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        widget = option.widget
        control = QStyle.ControlElement.CE_ItemViewItem
        widget.style().drawControl(control, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0)
        self.draw(painter, area, text, index)
        painter.restore()

    def draw(self, painter: QPainter, area: QRectF, text: str, index: _Index) -> None:
        """Paint what stands in the cell."""
        raise NotImplementedError


class NameDelegate(_Painted):
    """The name, and below it, small, what kind of campaign it is."""

    def draw(self, painter: QPainter, area: QRectF, text: str, index: _Index) -> None:
        """Paint two lines; where there is little room the lower says only how many people."""
        shown: CampaignRow = index.data(_ROW)
        upper = QRectF(area.left(), area.top() + 7, area.width(), 18)
        lower = QRectF(area.left(), area.top() + 26, area.width(), 17)
        painter.setPen(QColor(tokens().text))
        painter.drawText(upper, _LEFT, _shortened(painter.fontMetrics(), text, upper))
        painter.setFont(_small(painter.font()))
        painter.setPen(QColor(tokens().muted))
        metrics = painter.fontMetrics()
        has_room = metrics.horizontalAdvance(shown.details) <= lower.width()
        details = shown.details if has_room else shown.people
        painter.drawText(lower, _LEFT, _shortened(metrics, details, lower))


class TextDelegate(_Painted):
    """One line of text, in line with its heading."""

    def draw(self, painter: QPainter, area: QRectF, text: str, index: _Index) -> None:
        """Paint the text; money stands at the right; the beginning and estimates are grey."""
        shown: CampaignRow = index.model().index(index.row(), NAME).data(_ROW)
        is_estimate = index.column() == SPENT and shown.phase is Phase.SCHEDULED
        is_grey = index.column() == BEGAN or is_estimate
        painter.setPen(QColor(tokens().muted if is_grey else tokens().text))
        painter.drawText(area, _RIGHT if index.column() == SPENT else _LEFT, text)


class PillDelegate(_Painted):
    """The state on a grey pill."""

    def draw(self, painter: QPainter, area: QRectF, text: str, index: _Index) -> None:
        """Paint the pill as wide as its word."""
        painter.setFont(_small(painter.font(), is_bold=True))
        metrics = painter.fontMetrics()
        width = min(area.width(), metrics.horizontalAdvance(text) + 17.0)
        pill = QRectF(area.left(), area.center().y() - 10, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().sunken))
        painter.drawRoundedRect(pill, 6, 6)
        painter.setPen(QColor(tokens().text))
        inner = pill.adjusted(8, 0, -8, 0)
        painter.drawText(inner, _LEFT, _shortened(metrics, text, inner.adjusted(0, 0, 2, 0)))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room its word needs."""
        metrics = QFontMetrics(_small(option.font, is_bold=True))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QSize(metrics.horizontalAdvance(text) + 17 + 2 * _PADDING, ROW_HEIGHT)


class BarDelegate(_Painted):
    """The bar of outcomes."""

    def draw(self, painter: QPainter, area: QRectF, text: str, index: _Index) -> None:
        """Paint the bar in the middle of the cell, or how long it is to a start that was set."""
        shown: CampaignRow = index.data(_ROW)
        if shown.until_start:
            painter.setPen(QColor(tokens().muted))
            words = _shortened(painter.fontMetrics(), shown.until_start, area)
            painter.drawText(area, _LEFT, words)
            return
        bar = QRectF(area.left(), area.center().y() - 4, area.width(), 8)
        paint_bar(painter, bar, shown.summary.tally)


def _small(font: QFont, is_bold: bool = False) -> QFont:
    made = QFont(font)
    made.setPixelSize(_SMALL)
    if is_bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _shortened(metrics: QFontMetrics, text: str, area: QRectF) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))

"""One chart as a card: bars with axes and units, or the same numbers as a table."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsView,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableWidget,
)

from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.file_asking import ask_target
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.icons import drop_down
from alphasms_desktop.ui.widgets.spoken import fill_numbers

if TYPE_CHECKING:
    from PySide6.QtCharts import QAbstractBarSeries, QChart, QChartView

_HEIGHT = 190
_SMALL = 11
_PICTURE, _SCALE = QSize(640, 300), 2
_EDGE, _TITLE, _TITLE_SIGNS = 12, 34, 15
_MOST_LABELS = 12
_BAR = 0.7
_FEW_ROWS = 6
"""With fewer rows bars get thinner: one bar as wide as the chart says nothing."""


@dataclass(frozen=True)
class Numbers:
    """What a chart shows: a value of each series for each row, and the texts of its table.

    `note` is a sentence below the title.
    """

    title: str
    of: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    texts: tuple[tuple[str, ...], ...]
    is_stacked: bool = False
    is_percent: bool = False
    note: str = ""


class ChartCard(Card):
    """Shows the chart at first; a link shows the table, and the chart again."""

    def __init__(self, numbers: Numbers) -> None:
        super().__init__(padding=12, spacing=4)
        self.numbers = numbers
        self.switch = button(tr("Show as a table"), "link", self._switch)
        self.more = drop_down(button(tr("Save"), "link"))
        menu = QMenu(self.more)
        menu.addAction(tr("Save as a picture…")).triggered.connect(lambda _on: self._choose())
        menu.addAction(tr("Copy picture and numbers")).triggered.connect(lambda _on: self.copy())
        self.more.setMenu(menu)
        for one in (self.switch, self.more):
            one.setAccessibleDescription(numbers.title)
        title = label(numbers.title, "heading", wrap=True)
        across = row(title, self.switch, self.more)
        across.setStretch(0, 1)
        self.body.addLayout(across)
        if numbers.note:
            self.body.addWidget(label(numbers.note, "muted", wrap=True))
        self._shown = QStackedWidget()
        self.table = _table(numbers)
        self._shown.addWidget(_chart_view(numbers))
        self._shown.addWidget(self.table)
        self._shown.setFixedHeight(_HEIGHT)
        self._shown.setStyleSheet("QStackedWidget, QChartView { background: transparent; }")
        self.body.addWidget(self._shown)
        self.body.addStretch(1)  # beside a higher card the title stays at the top

    def picture(self) -> QImage:
        """Return the chart as a picture with its title, twice as large as it is shown."""
        view = self._shown.widget(0)
        assert isinstance(view, QGraphicsView)  # as `_chart_view` makes it
        if view.width() < _PICTURE.width() or view.height() < _HEIGHT:
            view.resize(_PICTURE.width(), _HEIGHT)
        size = view.size().expandedTo(QSize(1, _HEIGHT)) + QSize(2 * _EDGE, _EDGE + _TITLE)
        made = QImage(size * _SCALE, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(_SCALE)
        made.fill(QColor(tokens().surface))
        painter = QPainter(made)
        painter.setPen(QColor(tokens().text))
        font = painter.font()
        font.setPixelSize(_TITLE_SIGNS)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(_EDGE, _TITLE - _EDGE // 2, self.numbers.title)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view.render(painter, QRectF(_EDGE, _TITLE, view.width(), view.height()))
        painter.end()
        return made

    def copy(self) -> None:
        """Put the picture on the clipboard, and the numbers as text that pastes into Excel."""
        numbers = self.numbers
        lines = [(numbers.of, *numbers.series), *numbers.texts]
        data = QMimeData()
        data.setImageData(self.picture())
        data.setText("\n".join("\t".join(line) for line in lines))
        QGuiApplication.clipboard().setMimeData(data)

    def save(self, path: Path) -> bool:
        """Write the picture as PNG; says whether it could be written."""
        return bool(self.picture().save(str(path)))

    def _choose(self) -> None:
        name = f"{self.numbers.title}.png"
        if chosen := ask_target(self, tr("Save the chart"), name, "PNG (*.png)"):
            self.more.setText(tr("Saved") if self.save(chosen) else tr("Not saved"))

    def _switch(self) -> None:
        is_table = self._shown.currentIndex() == 0
        self._shown.setCurrentIndex(int(is_table))
        self.switch.setText(tr("Show as a chart") if is_table else tr("Show as a table"))


def _table(numbers: Numbers) -> QTableWidget:
    columns = (numbers.of, *numbers.series)
    made = QTableWidget()
    fill_numbers(made, columns, numbers.texts)
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setAccessibleName(numbers.title)
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return made


def _chart_view(numbers: Numbers) -> "QChartView":
    # QtCharts takes a while to import, and most starts of the program draw nothing.
    from PySide6.QtCharts import QChart, QChartView

    chart = QChart()
    chart.setAnimationOptions(QChart.AnimationOption.NoAnimation)
    chart.setBackgroundVisible(False)
    chart.setMargins(QMargins(0, 0, 0, 0))
    series = _series(numbers)
    chart.addSeries(series)
    _add_axes(chart, series, numbers)
    legend = chart.legend()
    legend.setVisible(len(numbers.series) > 1)
    legend.setAlignment(Qt.AlignmentFlag.AlignBottom)
    legend.setLabelColor(QColor(tokens().muted))
    legend.setFont(_font())
    view = QChartView(chart)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setAccessibleName(numbers.title)
    view.setAccessibleDescription("; ".join(", ".join(one) for one in numbers.texts))
    return view


def _series(numbers: Numbers) -> "QAbstractBarSeries":
    from PySide6.QtCharts import QBarSeries, QBarSet, QStackedBarSeries

    t = tokens()
    colours = (t.answered, t.no_answer, t.failed, t.in_doubt, t.busy)
    made = QStackedBarSeries() if numbers.is_stacked else QBarSeries()
    made.setBarWidth(_BAR * min(1.0, len(numbers.rows) / _FEW_ROWS))
    for place, name in enumerate(numbers.series):
        bars = QBarSet(name)
        bars.setColor(QColor(colours[place] if numbers.is_stacked else t.accent))
        bars.setBorderColor(QColor(t.surface))
        bars.append([float(values[place]) for _, values in numbers.rows])
        made.append(bars)
    return made


def _add_axes(chart: "QChart", series: "QAbstractBarSeries", numbers: Numbers) -> None:
    from PySide6.QtCharts import QBarCategoryAxis, QValueAxis

    across, up = QBarCategoryAxis(), QValueAxis()
    # Qt leaves out names it has no room for, all of them: those in between are made blank.
    every = -(-len(numbers.rows) // _MOST_LABELS)
    for place, (name, _) in enumerate(numbers.rows):
        # Categories have to differ, also those that show nothing.
        across.append([name if place % every == 0 else "\u200b" * (place + 1)])
    up.setLabelFormat("%d%%" if numbers.is_percent else "%d")
    highest = max((sum(values) for _, values in numbers.rows), default=1)
    up.setRange(0, 100 if numbers.is_percent else max(4, highest))
    up.setTickCount(5)
    if not numbers.is_percent:
        up.applyNiceNumbers()
    for axis, side in ((across, Qt.AlignmentFlag.AlignBottom), (up, Qt.AlignmentFlag.AlignLeft)):
        axis.setLabelsColor(QColor(tokens().muted))
        axis.setLabelsFont(_font())
        axis.setTruncateLabels(False)  # “other” would lose its end beside narrow bars
        axis.setGridLineColor(QColor(tokens().border))
        axis.setLinePenColor(QColor(tokens().border))
        chart.addAxis(axis, side)
        series.attachAxis(axis)
    across.setGridLineVisible(False)


def _font() -> QFont:
    made = QFont()
    made.setPixelSize(_SMALL)
    return made

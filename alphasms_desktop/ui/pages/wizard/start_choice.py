"""When a campaign begins: now, today at a time, or on another day."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from alphasms_desktop.domain.rules import Missed, Start
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.moment_fields import (
    at_time,
    moment_field,
    read_moment,
    read_time,
    set_moment,
    set_time,
    time_field,
)
from alphasms_desktop.ui.widgets.basics import Choices, label
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.flow import Flow
from alphasms_desktop.wording import KYIV

NOW, TODAY, OTHER_DAY = range(3)
_LAST_OF_DAY = time(23, 59)
_MISSED = (
    (Missed.ASK, mark("if missed: ask me")),
    (Missed.RUN, mark("if missed: start up to 2 hours late")),
    (Missed.SKIP, mark("if missed: call nobody")),
)


class StartChoice(QWidget):
    """The fields of a start that is not now; `ways` are the chips; `changed()` on a choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        self.ways = Choices([tr("Now"), "", tr("Another day…")], lambda _place: self._on_change())
        self.time = time_field(tr("Beginning"))
        self.at = moment_field(tr("Beginning"))
        self.missed = QComboBox()
        for value, text in _MISSED:
            self.missed.addItem(tr(text), value.value)
        self.missed.setAccessibleName(tr("Beginning"))
        explain(self.missed, tr("What happens if the program was not running at that moment."))
        across = Flow(self)
        for part in (self.time, self.at, label(tr("Kyiv time"), "muted"), self.missed):
            across.addWidget(part)
        self.time.timeChanged.connect(self._on_change)
        self.at.dateTimeChanged.connect(self._on_change)
        self.missed.currentIndexChanged.connect(self._on_change)
        self.load(None)

    def load(self, start: Start | None) -> None:
        """Show a start, or that it begins now; then a usual moment waits in the fields."""
        self._is_filling = True
        now = _now()
        usual = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        at = start.at.astimezone(now.tzinfo) if start else usual
        is_today = at.date() == now.date()
        set_time(self.time, at.time() if is_today else _LAST_OF_DAY)
        set_moment(self.at, at if start else usual + timedelta(days=1))
        missed = start.if_missed if start else Missed.ASK
        self.missed.setCurrentIndex(self.missed.findData(missed.value))
        self.ways.choose(NOW if start is None else TODAY if is_today else OTHER_DAY)
        self._is_filling = False
        self._show_state()

    def show_start(self, start: Start | None) -> None:
        """Begin now where another place has taken the start back."""
        if start is None and self.way != NOW:
            self.load(None)

    def start(self) -> Start | None:
        """Return the start as chosen."""
        if self.way == NOW:
            return None
        is_today = self.way == TODAY
        at = at_time(_now().date(), read_time(self.time)) if is_today else read_moment(self.at)
        return Start(at, Missed(self.missed.currentData()))

    @property
    def way(self) -> int:
        """Which of the chips is chosen."""
        return self.ways.group.checkedId()

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_state()
            self.changed.emit()

    def _show_state(self) -> None:
        way = self.way
        chosen = f"{read_time(self.time):%H:%M}"
        today = tr("Today at {time}").format(time=chosen) if way == TODAY else tr("Today at…")
        self.ways.rename(TODAY, today)
        self.setVisible(way != NOW)
        self.time.setVisible(way == TODAY)
        self.at.setVisible(way == OTHER_DAY)


def _now() -> datetime:
    return datetime.now(ZoneInfo(KYIV))

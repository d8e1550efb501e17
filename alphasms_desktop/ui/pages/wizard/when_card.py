"""Step 3: when a campaign begins, in which hours calls leave, and when it ends at the latest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from alphasms_desktop.domain.rules import Deadline
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.hours_choice import HoursChoice
from alphasms_desktop.ui.pages.wizard.moment_fields import moment_field, read_moment, set_moment
from alphasms_desktop.ui.pages.wizard.start_choice import StartChoice
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, label, row
from alphasms_desktop.ui.widgets.explained import allow, explain
from alphasms_desktop.ui.widgets.flow import left_flow
from alphasms_desktop.wording import KYIV, despite_hours_sentence

_AFTER = (
    (True, mark("do not call them, show the list")),
    (False, mark("go on the next day")),
)


class WhenCard(Card):
    """The moments of a campaign; `changed()` when one of them was chosen."""

    changed = Signal()

    def __init__(self, is_training: bool, holidays: Callable[[], frozenset[date]]) -> None:
        super().__init__(spacing=10)
        self._is_filling = False
        self.start = StartChoice()
        self.hours = HoursChoice(is_training, holidays)
        self.body.addWidget(label(tr("When to call"), "heading"))
        first = row(spacing=10)
        first.addWidget(self.start.ways, 1)
        caption = label(tr("Allowed hours (Kyiv)"), "muted")
        caption.setBuddy(self.hours.shown)
        first.addWidget(caption, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.hours.shown, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(first)
        self.body.addWidget(self.start)
        self.body.addWidget(self.hours)
        self.start.changed.connect(self._on_start)
        self.hours.changed.connect(self._on_change)
        self.body.addWidget(self._make_end())
        self.despite = label("", "muted", wrap=True)
        self.error = label("", "error", wrap=True)
        for said in (self.despite, self.error):
            said.hide()
            self.body.addWidget(said)

    def load(self, plan: Plan) -> None:
        """Put the moments of a plan into the fields."""
        self._is_filling = True
        self.start.load(plan.start)
        self.hours.load(plan.hours)
        self.stops.setChecked(plan.deadline is not None)
        if plan.deadline is None:
            set_moment(self.stop_at, self._usual_end())
        else:
            set_moment(self.stop_at, plan.deadline.at)
            self.after.setCurrentIndex(self.after.findData(plan.deadline.skips_rest))
        self._is_filling = False
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        """Show what another place has taken back, and whether calls leave despite the hours."""
        if not self._fault_of_moments():
            self._is_filling = True
            self.start.show_start(plan.start)
            self.stops.setChecked(plan.deadline is not None)
            self._is_filling = False
        say(self.despite, _despite(plan))
        self._show_state()

    def taken_into(self, plan: Plan) -> Plan:
        """Return a plan with these choices in it; what makes no sense changes nothing."""
        if not self.hours.fault():
            plan = replace(plan, hours=self.hours.hours())
        if not self._fault_of_moments():
            plan = replace(plan, start=self.start.start(), deadline=self._deadline())
        return plan

    def fault(self) -> str:
        """Return what does not make sense, as a sentence, or nothing."""
        return self.hours.fault() or self._fault_of_moments()

    def _make_end(self) -> QWidget:
        self.stops = QCheckBox(tr("If not all are called by"))
        explain(self.stops, tr("Nothing leaves after that moment."))
        self.stop_at = moment_field(tr("End"))
        self.after = QComboBox()
        for value, text in _AFTER:
            self.after.addItem(tr(text), value)
        self.after.setAccessibleName(tr("If not all are called by"))
        explain(self.after, tr("What happens to those who were not called by then."))
        self.stops.toggled.connect(self._on_stops)
        self.stop_at.dateTimeChanged.connect(self._on_change)
        self.after.currentIndexChanged.connect(self._on_change)
        return left_flow(self.stops, self.stop_at, self.after)

    def _deadline(self) -> Deadline | None:
        if not self.stops.isChecked():
            return None
        return Deadline(read_moment(self.stop_at), bool(self.after.currentData()))

    def _fault_of_moments(self) -> str:
        now = datetime.now(ZoneInfo(KYIV))
        start, deadline = self.start.start(), self._deadline()
        if start and start.at <= now:
            return tr("The start lies in the past. Choose a later moment, or begin now.")
        if deadline and deadline.at <= max(now, start.at if start else now):
            return tr("The end lies before the start. Choose a later moment.")
        return ""

    def _on_stops(self, is_on: bool) -> None:
        if is_on and not self._is_filling:
            set_moment(self.stop_at, self._usual_end())
        self._on_change()

    def _on_start(self) -> None:
        """Keep the end behind a beginning that was moved, at its time of the day."""
        start, end = self.start.start(), read_moment(self.stop_at)
        if start and end <= start.at:
            self._is_filling = True
            moved = end.replace(year=start.at.year, month=start.at.month, day=start.at.day)
            later = moved if moved > start.at else moved + timedelta(days=1)
            set_moment(self.stop_at, later)
            self._is_filling = False
        self._on_change()

    def _usual_end(self) -> datetime:
        """Return the next half past seven in the evening, after the beginning."""
        now, start = datetime.now(ZoneInfo(KYIV)), self.start.start()
        first = max(now, start.at) if start else now
        evening = first.replace(hour=19, minute=30, second=0, microsecond=0)
        return evening if evening > first else evening + timedelta(days=1)

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_state()
            self.changed.emit()

    def _show_state(self) -> None:
        for part in (self.stop_at, self.after):
            allow(part, self.stops.isChecked(), tr("Tick “If not all are called by” first."))
        say(self.error, self.fault())


def _despite(plan: Plan) -> str:
    if plan.despite_hours is None:
        return ""
    back = tr("Other hours or another beginning take that back.")
    return f"{despite_hours_sentence(plan.despite_hours)}. {back}"

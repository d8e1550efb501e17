"""Step 3: the campaign's name, when calls may leave, how fast, and with what care."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTimeEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.campaign import Mode
from alphasms_desktop.domain.hours import DAYS, AllowedHours
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.care import CareCards
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.fallbacks import FallbackCard
from alphasms_desktop.ui.pages.wizard.keys import KeysCard
from alphasms_desktop.ui.pages.wizard.step import Step, say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row, set_look
from alphasms_desktop.ui.widgets.explained import explained_row
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import despite_hours_sentence

PACES = (
    (0, mark("as fast as AlphaSMS takes them")),
    (30, mark("30 calls a minute")),
    (60, mark("60 calls a minute")),
    (120, mark("120 calls a minute")),
    (300, mark("300 calls a minute")),
)
_DAY_NAMES = (
    mark("Mon"),
    mark("Tue"),
    mark("Wed"),
    mark("Thu"),
    mark("Fri"),
    mark("Sat"),
    mark("Sun"),
)


class OptionsStep(Step):
    """Lets the user choose how the campaign runs; every choice has a good default."""

    def __init__(
        self, mode: Mode, holidays: Callable[[], frozenset[date]], fallbacks: FallbackCard
    ) -> None:
        super().__init__()
        self.fallbacks = fallbacks
        self._public_holidays = holidays
        self._is_training = mode is Mode.TRAINING
        self._is_filling = False
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        body.addWidget(self._make_name_card())
        body.addWidget(self._make_when_card())
        body.addWidget(self._make_pace_card())
        self.care = CareCards()
        self.care.changed.connect(self._on_change)
        self.keys = KeysCard()
        self.keys.changed.connect(self._on_change)
        body.addWidget(self.keys)
        body.addWidget(self.care)
        self.fallbacks.changed.connect(self._on_change)
        body.addWidget(self.fallbacks)
        body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inside))
        self.reset()

    def show_plan(self, plan: Plan) -> None:
        """Show what is chosen; the name follows the file until the user gives one."""
        super().show_plan(plan)
        self._is_filling = True
        if self.name.text() != plan.name:
            self.name.setText(plan.name)
        self.name.setPlaceholderText(replace(plan, name="").named().name)
        self.pace.setCurrentIndex(max(0, self.pace.findData(plan.calls_per_minute or 0)))
        self._is_filling = False
        self.keys.show_plan(plan)
        self.care.show_plan(plan)
        self.fallbacks.show_plan(plan)
        self._show_hours_fields()

    def reset(self) -> None:
        """Begin anew with the usual hours, or with none in training."""
        self.show_hours(AllowedHours())
        self.fallbacks.reset()
        self._is_filling = True
        self.any_time.setChecked(self._is_training)
        self._is_filling = False

    def show_hours(self, hours: AllowedHours) -> None:
        """Put hours into the fields."""
        self._is_filling = True
        self.begin.setTime(QTime(hours.start.hour, hours.start.minute))
        self.end.setTime(QTime(hours.end.hour, hours.end.minute))
        for day, chip in enumerate(self.days):
            chip.setChecked(day in hours.days)
        self.no_holidays.setChecked(bool(hours.holidays))
        self._is_filling = False

    def load(self, plan: Plan) -> None:
        """Put the choices of a plan into all fields."""
        self.show_hours(plan.hours or AllowedHours())
        self._is_filling = True
        self.any_time.setChecked(self._is_training and plan.hours is None)
        self._is_filling = False
        self.care.load(plan)
        self.fallbacks.load(plan)
        self.show_plan(plan)

    def is_complete(self) -> bool:
        """Say whether the choices make sense."""
        return not (
            self._fault() or self.keys.fault() or self.care.fault() or self.fallbacks.fault()
        )

    def lacking(self) -> str:
        """Say what is wrong with the keys; the other faults stand in their cards."""
        return self.keys.fault()

    def first_focus(self) -> QWidget:
        """Return the name."""
        return self.name

    def _make_name_card(self) -> Card:
        card = Card(spacing=6)
        caption = label(tr("&Name of the campaign"), "heading")
        self.name = QLineEdit()
        self.name.setMaxLength(120)
        self.name.setAccessibleName(tr("Name of the campaign"))
        self.name.textChanged.connect(lambda _text: self._on_change())
        caption.setBuddy(self.name)
        card.body.addWidget(caption)
        card.body.addWidget(self.name)
        return card

    def _make_when_card(self) -> Card:
        card = Card(spacing=10)
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(label(tr("When to call"), "heading"))
        title.addWidget(label(tr("The hours in which calls may leave"), "muted"))
        card.body.addLayout(title)
        self.any_time = QCheckBox(tr("At any time: in training nobody is rung"))
        self.any_time.toggled.connect(lambda _on: self._on_change())
        card.body.addWidget(self.any_time)
        self.any_time.setVisible(self._is_training)
        self.hours_fields = QWidget()
        fields = QVBoxLayout(self.hours_fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(10)
        self._add_hours(fields)
        card.body.addWidget(self.hours_fields)
        self.despite = label("", "muted", wrap=True)
        self.despite.hide()
        card.body.addWidget(self.despite)
        self.fault = label("", "error", wrap=True)
        self.fault.hide()
        card.body.addWidget(self.fault)
        return card

    def _add_hours(self, fields: QVBoxLayout) -> None:
        self.begin, self.end = QTimeEdit(), QTimeEdit()
        captions = (tr("Calls leave &from"), tr("t&o"))
        names = (tr("Calls leave from"), tr("Calls leave until"))
        parts: list[QWidget | int | None] = []
        for field, caption, name in zip((self.begin, self.end), captions, names, strict=True):
            field.setDisplayFormat("HH:mm")
            field.setAccessibleName(name)
            field.setMinimumWidth(80)
            set_look(field, "bare")
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            field.timeChanged.connect(lambda _time: self._on_change())
            words = label(caption)
            words.setBuddy(field)
            parts += [words, field]
        fields.addLayout(row(*parts, label(tr("Kyiv time"), "muted"), None))
        self.days = []
        for name in _DAY_NAMES:
            chip = button(tr(name), "chip")
            chip.setCheckable(True)
            chip.toggled.connect(lambda _on: self._on_change())
            self.days.append(chip)
        self.no_holidays = QCheckBox(tr("Not on public holidays"))
        self.no_holidays.toggled.connect(lambda _on: self._on_change())
        fields.addLayout(row(*self.days, 14, self.no_holidays, None, spacing=6))

    def _make_pace_card(self) -> Card:
        card = Card(spacing=4)
        self.pace = QComboBox()
        self.pace.setMinimumWidth(220)
        for calls, name in PACES:
            self.pace.addItem(tr(name), calls)
        self.pace.currentIndexChanged.connect(lambda _index: self._on_change())
        why = tr("Slower suits an office that has to answer calls back.")
        card.body.addLayout(explained_row(tr("&Pace"), why, self.pace))
        return card

    def _on_change(self) -> None:
        if self._is_filling:
            return
        self._show_hours_fields()
        hours = None if self._is_any_time() else self._hours()
        if self._fault():
            hours = self.plan.hours
        calls = int(self.pace.currentData()) or None
        plan = replace(self.plan, name=self.name.text(), calls_per_minute=calls, hours=hours)
        plan = self.keys.taken_into(self.fallbacks.taken_into(plan))
        self._choose(self.care.taken_into(plan) if not self.care.fault() else plan)

    def _is_any_time(self) -> bool:
        return self._is_training and self.any_time.isChecked()

    def _hours(self) -> AllowedHours:
        days = frozenset(day for day, chip in enumerate(self.days) if chip.isChecked())
        holidays = self._public_holidays() if self.no_holidays.isChecked() else frozenset()
        return AllowedHours(_time(self.begin), _time(self.end), days, holidays=holidays)

    def _fault(self) -> str:
        if self._is_any_time():
            return ""
        hours = self._hours()
        if not hours.days:
            return tr("Choose at least one day.")
        if hours.start == hours.end:
            return tr("The hours begin and end at the same time: nothing would be called.")
        return ""

    def _show_hours_fields(self) -> None:
        self.hours_fields.setVisible(not self._is_any_time())
        say(self.despite, _despite(self.plan))
        say(self.fault, self._fault())


def _despite(plan: Plan) -> str:
    if plan.despite_hours is None:
        return ""
    back = tr("Other hours or another beginning take that back.")
    return f"{despite_hours_sentence(plan.despite_hours)}. {back}"


def _time(field: QTimeEdit) -> time:
    shown = field.time()
    return time(shown.hour(), shown.minute())


assert len(_DAY_NAMES) == len(DAYS)

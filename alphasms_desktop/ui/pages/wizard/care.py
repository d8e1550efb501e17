"""Step 3, second half: a start set for later, a deadline, and what keeps a campaign from harm."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.money import plain
from alphasms_desktop.domain.rules import Deadline, Missed, Start
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.draft import CANARY_CALLS, LADDER_S, Plan
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, label, line, row, set_look
from alphasms_desktop.ui.widgets.explained import explain, explained_row
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import KYIV

_MISSED = (
    (Missed.ASK, mark("if missed: ask me")),
    (Missed.RUN, mark("if missed: start up to 2 hours late")),
    (Missed.SKIP, mark("if missed: call nobody")),
)
_AFTER = (
    (True, mark("then do not call the rest, show the list")),
    (False, mark("then go on the next day")),
)
_LADDERS = (
    (LADDER_S, mark("after 20 min, then after 1 h")),
    ((20 * 60.0,), mark("after 20 min")),
    ((3600.0,), mark("after 1 h")),
    ((3600.0, 3 * 3600.0), mark("after 1 h, then after 3 h")),
    ((24 * 3600.0,), mark("the next day")),
)
_NOT_AGAIN = (
    (0, mark("no")),
    (1, mark("called within 1 day")),
    (3, mark("called within 3 days")),
    (7, mark("called within 7 days")),
    (14, mark("called within 14 days")),
    (30, mark("called within 30 days")),
)


class CareCards(QWidget):
    """The cards of the careful choices; `changed()` when one of them was made."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_filling = False
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        for card in (self._moments(), self._care(), self._cap()):
            body.addWidget(card)

    def show_plan(self, plan: Plan) -> None:
        """Show what is chosen."""
        self._is_filling = True
        self.later.setChecked(plan.start is not None)
        self.stops.setChecked(plan.deadline is not None)
        if plan.start is None and plan.deadline is None:
            self._set_usual_moments()
        self.canary.setChecked(plan.wants_canary)
        self.retry.setChecked(bool(plan.retry_after_s))
        self.ladder.setCurrentIndex(max(0, _place(_LADDERS, plan.retry_after_s)))
        self.not_again.setCurrentIndex(max(0, _place(_NOT_AGAIN, plan.not_again_within_days)))
        if plan.cap is None and not self._cap_fault():
            self.cap.clear()
        self._is_filling = False
        self._show_fields()

    def load(self, plan: Plan) -> None:
        """Put the moments and the limit of a plan into their fields."""
        self._is_filling = True
        self._set_usual_moments()
        zone = ZoneInfo(KYIV)
        if plan.start:
            _set(self.start_at, plan.start.at.astimezone(zone))
            self.missed.setCurrentIndex(max(0, self.missed.findData(plan.start.if_missed.value)))
        if plan.deadline:
            _set(self.stop_at, plan.deadline.at.astimezone(zone))
            self.after.setCurrentIndex(max(0, self.after.findData(plan.deadline.skips_rest)))
        self.cap.setText(plain(plan.cap) if plan.cap is not None else "")
        self._is_filling = False

    def taken_into(self, plan: Plan) -> Plan:
        """Return a plan with these choices in it."""
        start, deadline = self._start(), self._deadline()
        canary = None if self.canary.isChecked() == plan.usual_canary else self.canary.isChecked()
        return replace(
            plan,
            start=start,
            deadline=deadline,
            canary=canary,
            retry_after_s=self._ladder() if self.retry.isChecked() else (),
            not_again_within_days=_NOT_AGAIN[self.not_again.currentIndex()][0],
            cap=_money(self.cap.text()),
        )

    def fault(self) -> str:
        """Return what does not make sense, as a sentence, or nothing."""
        now = datetime.now(ZoneInfo(KYIV))
        start, deadline = self._start(), self._deadline()
        if start and start.at <= now:
            return tr("The start lies in the past. Choose a later moment, or begin now.")
        if deadline and deadline.at <= max(now, start.at if start else now):
            return tr("The end lies before the start. Choose a later moment.")
        return self._cap_fault()

    def _moments(self) -> Card:
        self.later, self.start_at, self.missed = _moment_parts(
            tr("Begin later"), tr("Beginning"), [(one.value, tr(text)) for one, text in _MISSED]
        )
        explain(self.missed, tr("What happens if the program was not running at that moment."))
        self.stops, self.stop_at, self.after = _moment_parts(
            tr("Stop at a set time"), tr("End"), [(one, tr(text)) for one, text in _AFTER]
        )
        explain(self.after, tr("What happens to those who were not called by then."))
        card = Card(spacing=8)
        card.body.addLayout(explained_row(tr("Begin later"), tr("Kyiv time."), self.later))
        card.body.addLayout(row(self.start_at, self.missed, None))
        card.body.addWidget(line())
        not_in_time = tr("If not everybody was called by then. Kyiv time.")
        card.body.addLayout(explained_row(tr("Stop at a set time"), not_in_time, self.stops))
        card.body.addLayout(row(self.stop_at, self.after, None))
        for toggle in (self.later, self.stops):
            toggle.toggled.connect(self._on_change)
        for field in (self.start_at, self.stop_at):
            field.dateTimeChanged.connect(self._on_change)
        for choice in (self.missed, self.after):
            choice.currentIndexChanged.connect(self._on_change)
        return card

    def _care(self) -> Card:
        first = tr("The first {n} calls, then ask me").format(n=CANARY_CALLS)
        again = tr("Once more when not reached")
        self.canary, self.retry = Toggle(first), Toggle(again)
        card = Card(spacing=8)
        why = tr("We wait for their results and show them before the rest is called.")
        card.body.addLayout(explained_row(first, why, self.canary))
        card.body.addWidget(line())
        when = tr("Calls in doubt are not repeated by themselves.")
        card.body.addLayout(explained_row(again, when, self.retry))
        self.ladder = _box(again, [text for _, text in _LADDERS], self._on_change)
        explain(self.ladder, tr("How long after a call that reached nobody the next one comes."))
        card.body.addLayout(row(self.ladder, None))
        card.body.addWidget(line())
        recently = tr("Leave out those called recently")
        self.not_again = _box(recently, [text for _, text in _NOT_AGAIN], self._on_change)
        left_out = tr("By another campaign; the table says who and why.")
        card.body.addLayout(explained_row(recently, left_out, self.not_again))
        for toggle in (self.canary, self.retry):
            toggle.toggled.connect(self._on_change)
        return card

    def _cap(self) -> Card:
        self.cap = QLineEdit()
        self.cap.setFixedWidth(150)
        self.cap.setPlaceholderText(tr("no limit"))
        self.cap.setAccessibleName(tr("Limit of spending, ₴"))
        self.cap.textChanged.connect(self._on_change)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        card = Card(spacing=6)
        why = tr("The program pauses the campaign before it would cost more than that.")
        card.body.addLayout(explained_row(tr("Limit of spending, ₴"), why, self.cap))
        card.body.addWidget(self.error)
        return card

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_fields()
            self.changed.emit()

    def _show_fields(self) -> None:
        for toggle, *fields in (
            (self.later, self.start_at, self.missed),
            (self.stops, self.stop_at, self.after),
            (self.retry, self.ladder),
        ):
            for field in fields:
                field.setVisible(toggle.isChecked())
        say(self.error, self.fault())

    def _set_usual_moments(self) -> None:
        now = datetime.now(ZoneInfo(KYIV))
        hour = now.replace(minute=0, second=0, microsecond=0)
        _set(self.start_at, hour + timedelta(hours=1))
        evening = hour.replace(hour=19, minute=30)
        _set(self.stop_at, evening if evening > now else evening + timedelta(days=1))

    def _ladder(self) -> tuple[float, ...]:
        return _LADDERS[self.ladder.currentIndex()][0]

    def _start(self) -> Start | None:
        if not self.later.isChecked():
            return None
        return Start(_read(self.start_at), Missed(self.missed.currentData()))

    def _deadline(self) -> Deadline | None:
        if not self.stops.isChecked():
            return None
        return Deadline(_read(self.stop_at), bool(self.after.currentData()))

    def _cap_fault(self) -> str:
        text = self.cap.text().strip()
        if not text or _money(text) is not None:
            return ""
        return tr("The limit is a sum such as 250 or 250,50; leave it empty for none.")


def _moment_parts(
    name: str, field_name: str, choices: list[tuple[object, str]]
) -> tuple[Toggle, QDateTimeEdit, QComboBox]:
    toggle, field, choice = Toggle(name), QDateTimeEdit(), QComboBox()
    field.setDisplayFormat("dd.MM.yyyy HH:mm")
    field.setAccessibleName(field_name)
    explain(field, tr("Day, month, year and time in Kyiv; the arrow keys change them."))
    field.setMinimumWidth(170)
    field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    set_look(field, "bare")
    for value, text in choices:
        choice.addItem(text, value)
    choice.setAccessibleName(name)
    return toggle, field, choice


def _box(name: str, texts: list[str], on_change: Callable[[], None]) -> QComboBox:
    box = QComboBox()
    box.addItems([tr(text) for text in texts])
    box.setAccessibleName(name)
    box.currentIndexChanged.connect(on_change)
    return box


def _place(choices: Sequence[tuple[object, str]], value: object) -> int:
    return next((place for place, (one, _) in enumerate(choices) if one == value), -1)


def _set(field: QDateTimeEdit, at: datetime) -> None:
    # The field shows Kyiv's clock, wherever this computer is: it has no zone of its own.
    field.setDateTime(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)))


def _read(field: QDateTimeEdit) -> datetime:
    day, at = field.date(), field.time()
    zone = ZoneInfo(KYIV)
    return datetime(day.year(), day.month(), day.day(), at.hour(), at.minute(), tzinfo=zone)


def _money(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.strip().replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None

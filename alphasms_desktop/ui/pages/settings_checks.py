"""The card of number checks: how a code is asked for, how often, and from whom a text comes."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox

from alphasms_desktop.domain.settings import Settings
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.settings_card import SettingsCard
from alphasms_desktop.ui.widgets.toggle import Toggle

_WIDTH = 150
_ON, _OFF = "on", "off"
_WAYS = ("otp", "json")
_WAY_NAMES = (mark("Call with a code"), mark("The same with its price"))


class ChecksCard(SettingsCard):
    """Everything that the verification desk goes by."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk_name = QLineEdit()
        self.desk_name.setPlaceholderText(tr("Till 1"))
        self.desk_name.setFixedWidth(_WIDTH)
        self.desk_name.editingFinished.connect(self._on_texts)
        self.way = QComboBox()
        self.way.addItems([tr(one) for one in _WAY_NAMES])
        self.way.activated.connect(
            lambda at: self.keep(lambda before: replace(before, check_by=_WAYS[at]))
        )
        self.tries = _count(1, 10)
        self.a_phone = _count(1, 100)
        self.an_hour = _count(1, 10_000)
        self.after_s = _count(5, 300)
        self.after_s.setSuffix(f" {tr('s')}")
        for field in (self.tries, self.a_phone, self.an_hour, self.after_s):
            field.valueChanged.connect(lambda _value: self._on_counts())
        self.sender_name = QLineEdit()
        self.sender_name.setFixedWidth(_WIDTH)
        self.sender_name.setMaxLength(11)
        self.sender_name.editingFinished.connect(self._on_texts)
        hook = tr("Have the end of the call reported")
        self.hook = Toggle(hook)
        self.hook.clicked.connect(
            lambda is_on: self.keep(
                lambda before: replace(before, check_hook=_ON if is_on else _OFF)
            )
        )
        self._lay_out(hook)

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; nothing is kept by this."""
        self.desk_name.setText(settings.desk_name)
        self.sender_name.setText(settings.sms_sender)
        self.way.setCurrentIndex(
            _WAYS.index(settings.check_by) if settings.check_by in _WAYS else 0
        )
        self.hook.setChecked(settings.check_hook == _ON)
        for field, value in (
            (self.tries, settings.check_tries),
            (self.a_phone, settings.checks_a_phone),
            (self.an_hour, settings.checks_an_hour),
            (self.after_s, settings.fallback_after_s),
        ):
            field.blockSignals(True)
            field.setValue(int(value))
            field.blockSignals(False)

    def _lay_out(self, hook: str) -> None:
        self.add_line(
            tr("Name of this desk"),
            tr("It stands in the history of number checks."),
            self.desk_name,
        )
        self.add_line(
            tr("Tries"), tr("So many wrong answers lock a code; a new one is needed."), self.tries
        )
        self.add_line(
            tr("Checks of one number a day"),
            tr("So that nobody is rung again and again, and no code is guessed."),
            self.a_phone,
        )
        self.add_line(
            tr("Checks an hour"), tr("All numbers together, in every window."), self.an_hour
        )
        self.add_line(
            tr("Another way after"),
            tr("If no call has come by then, the code can be dictated or sent."),
            self.after_s,
        )
        self.add_line(
            tr("Sender name for texts"),
            tr("One that AlphaSMS has approved; without it no text is offered."),
            self.sender_name,
        )
        self.add_line(
            tr("How a code is asked for"),
            tr("Both ring the phone. The second needs the JSON interface and tells what it cost."),
            self.way,
        )
        self.add_line(
            hook, tr("AlphaSMS does not promise it for calls with a code. Off is safe."), self.hook
        )

    def _on_texts(self) -> None:
        name, sender = self.desk_name.text().strip(), self.sender_name.text().strip()
        self.keep(lambda before: replace(before, desk_name=name, sms_sender=sender))

    def _on_counts(self) -> None:
        tries, a_phone = self.tries.value(), self.a_phone.value()
        an_hour, after_s = self.an_hour.value(), self.after_s.value()
        self.keep(
            lambda before: replace(
                before,
                check_tries=tries,
                checks_a_phone=a_phone,
                checks_an_hour=an_hour,
                fallback_after_s=after_s,
            )
        )


def _count(least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setFixedWidth(_WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setKeyboardTracking(False)
    return made

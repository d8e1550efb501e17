"""The first line of the verification desk: whose phone, how it is checked, and what that costs."""

from datetime import UTC, datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.exchange import Balance
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.domain.phone import grouped
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.pages.check_words import call_words
from alphasms_desktop.ui.pages.wizard.draft import length
from alphasms_desktop.ui.widgets.basics import Choices, button, label, row
from alphasms_desktop.wording import moment

BY_CODE, BY_KEY = range(2)
_WIDTH = 170


class PhoneLine(QWidget):
    """Takes the phone; Enter in it is the clerk's own wish to call, and the price stands beside.

    Signals: `asked()`: call; `way_changed()`: by a code or by a key.
    """

    asked = Signal()
    way_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setProperty("look", "phone")
        self.field.setPlaceholderText("+380 50 123 45 67")
        self.field.setAccessibleName(tr("The customer's number"))
        self.field.setMinimumWidth(_WIDTH)
        self.field.returnPressed.connect(self.asked)
        self.call = button("", "", self.asked.emit)
        self.paste_button = button(tr("Paste"), "chip", self.paste)
        self.paste_button.setToolTip(tr("Paste the number from the clipboard (Ctrl+Shift+V)"))
        self.cost = label("", "muted", wrap=True)
        self.ways = Choices([tr("By a code"), tr("By a key")], lambda _at: self._on_way())
        self.question = QComboBox()
        self.question.setAccessibleName(tr("Question"))
        # A long name of a recording must not make the desk wider.
        self.question.setMinimumContentsLength(12)
        self.question.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.question.currentIndexChanged.connect(lambda _at: self.way_changed.emit())
        self._balance: tuple[Balance, datetime] | None = None
        self._lay_out()

    @property
    def is_by_key(self) -> bool:
        """Whether the customer is to press a key instead of telling digits."""
        return self.ways.group.checkedId() == BY_KEY

    @property
    def chosen_question(self) -> Recording | None:
        """The recording that asks, for a check by key."""
        sound = self.question.currentData()
        return sound if self.is_by_key and isinstance(sound, Recording) else None

    def paste(self) -> None:
        """Put what is in the clipboard into the field; nothing is called by that."""
        if self.field.isEnabled():
            self.field.setText(" ".join(QGuiApplication.clipboard().text().split()))
            self.field.setFocus()
            self.field.end(False)

    def show_price(self, price: Decimal, is_again: bool) -> None:
        """Say what a call costs, and beside it what there is."""
        self.call.setText(call_words(price, is_again))
        if self._balance is not None:
            balance, at = self._balance
            amount = money(balance.amount, balance.currency)
            words = tr("On the account: {amount}, at {time}")
            self.cost.setText(words.format(amount=amount, time=moment(at)))

    def show_balance(self, balance: Balance | None) -> None:
        """Remember what is on the account."""
        self._balance = (balance, datetime.now(UTC)) if balance else None

    def show_questions(self, entries: list[LibraryEntry]) -> None:
        """Offer the recordings of the library as questions."""
        chosen = self.question.currentText()
        self.question.blockSignals(True)
        self.question.clear()
        for one in entries:
            if not one.clip:
                words = f"{one.name} · {length(one.recording.seconds)}"
                self.question.addItem(words, one.recording)
        self.question.setCurrentIndex(max(0, self.question.findText(chosen)))
        self.question.blockSignals(False)
        self.question.setEnabled(self.question.count() > 0)
        if not self.question.count():
            self.question.addItem(tr("No recordings yet: make one on the page “Recordings”."))
        self.way_changed.emit()

    def show_phone(self, phone: str) -> None:
        """Show the phone that is checked as people read it."""
        self.field.setText(grouped(phone))

    def set_busy(self, is_busy: bool) -> None:
        """Hold everything while a check goes on."""
        for part in (self.field, self.paste_button, self.ways, self.question):
            part.setEnabled(not is_busy)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.ways)
        layout.addWidget(self.question)
        self.question.hide()
        self._hint = label(
            tr("The recording asks and says “press 1 to confirm”; the key comes back by itself."),
            "muted",
            wrap=True,
        )
        self._hint.hide()
        layout.addWidget(self._hint)
        named = row(label(tr("The customer's number"), "muted"), None, self.paste_button)
        layout.addLayout(named)
        layout.addWidget(self.field)
        layout.addLayout(row(self.call, None))
        layout.addWidget(self.cost)

    def _on_way(self) -> None:
        self.question.setVisible(self.is_by_key)
        self._hint.setVisible(self.is_by_key)
        self.way_changed.emit()

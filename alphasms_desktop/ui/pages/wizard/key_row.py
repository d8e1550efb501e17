"""One key of a campaign: which, what it means, and what is done about it, all in a row."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.answer import KEYS, KeyAction, KeyFault, KeyMeaning
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import button, label, row

_ACTIONS = (
    (KeyAction.NONE, mark("Only write it down")),
    (KeyAction.CALL_BACK, mark("Put on “Call back”")),
    (KeyAction.DO_NOT_CALL, mark("Put on the do-not-call list")),
    (KeyAction.ADD_TO_LIST, mark("Add to a list…")),
    (KeyAction.MARK, mark("Mark the contact…")),
)
_FAULTS = {
    KeyFault.NO_KEY: mark("Choose a key."),
    KeyFault.TWICE: mark("This key has two meanings. Choose another key or remove a row."),
    KeyFault.NO_MEANING: mark("Write what the key means."),
    KeyFault.NO_TARGET: mark("Write a name for it."),
}
KEY_WIDTH, ACTION_WIDTH, _TARGET_WIDTH, SPACING = 72, 296, 110, 8


def fault_words(fault: KeyFault) -> str:
    """Say what is wrong with a row and what to do."""
    return tr(_FAULTS[fault])


class KeyRow(QWidget):
    """One row; `changed()` when something in it was, `removed()` when it is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, meaning: KeyMeaning) -> None:
        super().__init__()
        self.key, self.action = QComboBox(), QComboBox()
        self.meaning, self.target = QLineEdit(meaning.meaning), QLineEdit(meaning.target)
        self.remove = button(tr("Remove"), "link", self.removed.emit)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self._is_typed_in = False
        self._lay_out(meaning)
        self.key.currentIndexChanged.connect(self.changed)
        self.action.currentIndexChanged.connect(self._on_action)
        self.meaning.textEdited.connect(self._on_typed)
        self.meaning.textChanged.connect(self.changed)
        self.target.textChanged.connect(self.changed)
        self._show_target()

    def controls(self) -> tuple[QWidget, ...]:
        """Return what Tab meets in the row, in this order."""
        return (self.key, self.meaning, self.action, self.target, self.remove)

    def value(self) -> KeyMeaning:
        """Return what the row says."""
        action = KeyAction(self.action.currentData())
        target = self.target.text().strip() if not self.target.isHidden() else ""
        return KeyMeaning(self.key.currentText(), self.meaning.text().strip(), action, target)

    def show_fault(self, fault: KeyFault | None) -> None:
        """Say what is wrong with the row, at the row; a row just made is only not filled yet."""
        is_fresh = fault is KeyFault.NO_MEANING and not self._is_typed_in
        say(self.error, fault_words(fault) if fault and not is_fresh else "")
        self.key.setAccessibleDescription(self.error.text())

    def _lay_out(self, meaning: KeyMeaning) -> None:
        self.key.addItems(list(KEYS))
        self.key.setCurrentText(meaning.key)
        self.key.setFixedWidth(KEY_WIDTH)
        for action, words in _ACTIONS:
            self.action.addItem(tr(words), str(action))
        self.action.setCurrentIndex(self.action.findData(str(meaning.action)))
        self.target.setFixedWidth(_TARGET_WIDTH)
        self.meaning.setMaxLength(60)
        self.target.setMaxLength(60)
        self.meaning.setPlaceholderText(tr("Confirms the visit"))
        self.target.setPlaceholderText(tr("Name"))
        self.key.setAccessibleName(tr("Key"))
        self.meaning.setAccessibleName(tr("Meaning"))
        self.action.setAccessibleName(tr("What to do"))
        self.target.setAccessibleName(tr("Name of the list or the mark"))
        across = row(self.key, self.meaning, self.action, self.target, self.remove, spacing=SPACING)
        across.setStretch(1, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(across)
        body.addWidget(self.error)

    def _on_typed(self) -> None:
        self._is_typed_in = True

    def _on_action(self) -> None:
        self._show_target()
        self.changed.emit()

    def _show_target(self) -> None:
        action = KeyAction(self.action.currentData())
        is_named = action in {KeyAction.ADD_TO_LIST, KeyAction.MARK}
        self.target.setVisible(is_named)
        room = _TARGET_WIDTH + SPACING if is_named else 0
        self.action.setFixedWidth(ACTION_WIDTH - room)

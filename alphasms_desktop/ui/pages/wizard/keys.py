"""Step 3: answers by key, what each key means, and whether keys can reach the program at all."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.answer import (
    KEYS,
    KeyAction,
    KeyFault,
    KeyMeaning,
    faults_of,
    has_opt_out,
)
from alphasms_desktop.domain.rules import Purpose
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.key_row import (
    ACTION_WIDTH,
    KEY_WIDTH,
    SPACING,
    KeyRow,
    fault_words,
)
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.widgets.basics import Card, button, label, row, tab_before
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.toggle import Toggle

_HEADS = (mark("Key"), mark("Meaning"), mark("What to do"))
_REMOVE_ROOM = 72


class KeysCard(Card):
    """Meanings of keys; `changed()` when one was, `settings_asked()` for receiving."""

    changed = Signal()
    settings_asked = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self._is_filling = False
        self._is_advertising = False
        self.rows: list[KeyRow] = []
        name = tr("Answers by key")
        self.switch = Toggle(name)
        self.standing = label("", "muted", wrap=True)
        self.set_up = button(tr("Set up receiving…"), "link", self.settings_asked.emit)
        self.add = button(tr("Add a key"), "link", self.add_key)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(name, "heading"))
        words.addWidget(self.standing)
        head = row(spacing=12)
        head.addLayout(words, 1)
        head.addWidget(self.switch)
        self.body.addLayout(head)
        self.heads = _heads()
        self.body.addWidget(self.heads)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.body.addLayout(row(self.add, self.set_up, None, spacing=18))
        self.body.addWidget(self.error)
        self.switch.toggled.connect(self._on_switch)

    def show_plan(self, plan: Plan) -> None:
        """Show whether keys can arrive, and the meanings of a plan where they differ."""
        brings = plan.keys_arrive
        self._is_advertising = plan.purpose is Purpose.ADVERTISING
        self.standing.setText(
            tr("Keys: we receive them ✓")
            if brings
            else tr("Keys are seen in the AlphaSMS cabinet only.")
        )
        explain(self.switch, self.standing.text())
        self.set_up.setVisible(not plan.account.brings_keys)
        if plan.collect_keys != self.switch.isChecked() or plan.keys != self.meanings():
            self._fill(plan)
        self._show_state()

    def meanings(self) -> tuple[KeyMeaning, ...]:
        """Return the meanings as they stand."""
        return tuple(one.value() for one in self.rows)

    def taken_into(self, plan: Plan) -> Plan:
        """Return a plan with these choices in it."""
        return replace(plan, collect_keys=self.switch.isChecked(), keys=self.meanings())

    def fault(self) -> str:
        """Return what keeps the campaign from going on, as a sentence, or nothing."""
        faults = {one for one in faults_of(self.meanings()) if one is not None}
        if self.switch.isChecked() and faults:
            is_unfilled = faults == {KeyFault.NO_MEANING}
            marked = tr("Correct the marked keys.")
            return fault_words(KeyFault.NO_MEANING) if is_unfilled else marked
        if self._is_advertising and not self._can_refuse():
            return tr("Advertising needs a key to refuse: give one the do-not-call action.")
        return ""

    def add_key(self) -> None:
        """Add a row with the next free key."""
        taken = {one.value().key for one in self.rows}
        free = next((one for one in KEYS if one not in taken), KEYS[0])
        self._put(KeyMeaning(free, ""))
        self.rows[-1].meaning.setFocus()
        self._on_change()

    def _can_refuse(self) -> bool:
        return self.switch.isChecked() and has_opt_out(self.meanings())

    def _fill(self, plan: Plan) -> None:
        self._is_filling = True
        self.switch.setChecked(plan.collect_keys)
        while self.rows:
            self._take_away(self.rows[-1])
        for meaning in plan.keys:
            self._put(meaning)
        self._is_filling = False

    def _put(self, meaning: KeyMeaning) -> None:
        made = KeyRow(meaning)
        made.changed.connect(self._on_change)
        made.removed.connect(lambda: self._remove(made))
        self.rows.append(made)
        self._rows.addWidget(made)
        tab_before(self.add, made.controls())

    def _remove(self, gone: KeyRow) -> None:
        self._take_away(gone)
        self._on_change()
        self.add.setFocus()

    def _take_away(self, gone: KeyRow) -> None:
        self.rows.remove(gone)
        self._rows.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _on_switch(self, is_on: bool) -> None:
        if is_on and not self.rows and not self._is_filling and self._is_advertising:
            self._put(KeyMeaning("9", tr("Do not call again"), KeyAction.DO_NOT_CALL))
        self._on_change()

    def _on_change(self) -> None:
        if not self._is_filling:
            self._show_state()
            self.changed.emit()

    def _show_state(self) -> None:
        is_on = self.switch.isChecked()
        self.heads.setVisible(is_on and bool(self.rows))
        self.add.setVisible(is_on and len(self.rows) < len(KEYS))
        for one, fault in zip(self.rows, faults_of(self.meanings()), strict=True):
            one.setVisible(is_on)
            one.show_fault(fault)
        say(self.error, self.fault() if self._is_advertising else "")


def _heads() -> QWidget:
    """Make the names above the columns of the rows."""
    made = QWidget()
    key, meaning, action = (label(tr(name), "muted") for name in _HEADS)
    key.setFixedWidth(KEY_WIDTH)
    across = row(key, meaning, action, _REMOVE_ROOM, spacing=SPACING)
    action.setFixedWidth(ACTION_WIDTH)
    across.setStretch(1, 1)
    made.setLayout(across)
    return made

"""Step 3: another way to whoever was not reached, off unless it is wanted; each has its cost."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Fallback, TextMessage
from alphasms_desktop.i18n import mark, money, tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.pages.wizard.text_fields import FieldChips
from alphasms_desktop.ui.widgets.basics import Card, label, line, row, tab_before
from alphasms_desktop.ui.widgets.explained import explain
from alphasms_desktop.ui.widgets.field_editor import FieldEditor
from alphasms_desktop.ui.widgets.toggle import Toggle
from alphasms_desktop.wording import trouble_sentence

_WAITS = (
    (20 * 60.0, mark("after 20 min")),
    (3600.0, mark("after 1 h")),
    (3 * 3600.0, mark("after 3 h")),
    (24 * 3600.0, mark("the next day")),
)
_COUNT_MS = 400
_SENDER_LETTERS = 3


class _Rung:
    """One other way: its switch, when it comes, and what it costs."""

    def __init__(self, name: str, wait: int) -> None:
        self.switch = Toggle(name)
        self.wait = QComboBox()
        self.wait.setAccessibleName(name)
        for seconds, words in _WAITS:
            self.wait.addItem(tr(words), seconds)
        self.wait.setCurrentIndex(wait)
        explain(self.switch, tr("After all calls to a person; each message costs something more."))
        explain(self.wait, tr("How long after the last call the message goes out."))
        self.cost = label("", "muted")
        self.head = label(name, "heading")

    def wait_s(self) -> float:
        """Return how long after the last attempt it comes."""
        return float(self.wait.currentData())

    def show_wait(self, seconds: float) -> None:
        """Show how long after the last attempt it comes."""
        self.wait.setCurrentIndex(max(0, self.wait.findData(seconds)))


class FallbackCard(Card):
    """The ladder beyond calls; `changed()` when something in it was chosen."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._is_filling = False
        self._turn = 0
        self._parts: dict[str, int] = {}
        self._plan = Plan()
        self.voice_sms = _Rung(tr("Then a voice SMS"), 0)
        self.sms = _Rung(tr("Then a plain SMS"), 1)
        self.sender_name = QLineEdit()
        self.chips, self.editor = FieldChips(), FieldEditor()
        self.text_box = QWidget()
        self.error = label("", "error", wrap=True)
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._count_parts)
        self._lay_out()
        self._show_fields()

    def show_plan(self, plan: Plan) -> None:
        """Know the message, whose text follows where it is one, and the columns."""
        is_other_list = plan.contacts != self._plan.contacts
        self._plan = plan
        if is_other_list:
            head = plan.contacts.head if plan.contacts else None
            self.chips.show_columns(head)
            tab_before(self.editor, self.chips.chips)
            self.editor.show_columns(head.columns if head else ())
        channel = plan.text.channel if plan.text else Channel.VOICE
        for rung, own in ((self.voice_sms, Channel.VOICE_SMS), (self.sms, Channel.SMS)):
            is_possible = channel is not own
            for part in (rung.switch, rung.head):
                part.setVisible(is_possible)
            if not is_possible and rung.switch.isChecked():
                rung.switch.setChecked(False)
        self._show_fields()

    def load(self, plan: Plan) -> None:
        """Show what a kept plan has chosen."""
        self._is_filling = True
        by_channel = {one.text.channel: one for one in plan.fallbacks}
        for rung, channel in ((self.voice_sms, Channel.VOICE_SMS), (self.sms, Channel.SMS)):
            kept = by_channel.get(channel)
            rung.switch.setChecked(kept is not None)
            if kept:
                rung.show_wait(kept.after_s)
                self.editor.show_template(kept.text.template)
        if sms := by_channel.get(Channel.SMS):
            self.sender_name.setText(sms.text.sender)
        self._is_filling = False
        self.show_plan(plan)

    def reset(self) -> None:
        """Have no other way."""
        self._is_filling = True
        self.voice_sms.switch.setChecked(False)
        self.sms.switch.setChecked(False)
        self.editor.show_template("")
        self._is_filling = False
        self._show_fields()

    def taken_into(self, plan: Plan) -> Plan:
        """Return a plan with these ways in it."""
        if self.fault():
            return replace(plan, fallbacks=())
        rungs = []
        text = TextMessage(self._template())
        if self.voice_sms.switch.isChecked():
            rungs.append(Fallback(self.voice_sms.wait_s(), self._counted(text)))
        if self.sms.switch.isChecked():
            sms = replace(text, channel=Channel.SMS, sender=self.sender_name.text().strip())
            rungs.append(Fallback(self.sms.wait_s(), self._counted(sms)))
        return replace(plan, fallbacks=tuple(rungs))

    def fault(self) -> str:
        """Return what is missing, as a sentence, or nothing."""
        if not (self.voice_sms.switch.isChecked() or self.sms.switch.isChecked()):
            return ""
        if not self._template().strip():
            return tr("Write the text that is told in another way.")
        if self.sms.switch.isChecked() and len(self.sender_name.text().strip()) < _SENDER_LETTERS:
            return tr("An SMS needs a sender of 3 to 11 letters.")
        return ""

    def _lay_out(self) -> None:
        self.body.addWidget(label(tr("In another way, if not reached"), "heading"))
        why = tr("After all calls to a person. Each costs something more, and only if it goes out.")
        self.body.addWidget(label(why, "muted", wrap=True))
        self.sender_name.setPlaceholderText(tr("sender, as AlphaSMS knows it"))
        self.sender_name.setAccessibleName(tr("Sender of the SMS"))
        self.sender_name.setMaxLength(11)
        self.sender_name.setFixedWidth(200)
        for rung, more in ((self.voice_sms, None), (self.sms, self.sender_name)):
            self.body.addWidget(line())
            across = row(spacing=10)
            across.addWidget(rung.head, 1)
            across.addWidget(rung.switch)
            self.body.addLayout(across)
            below = row(spacing=10)
            below.addWidget(rung.wait)
            if more is not None:
                below.addWidget(more)
            below.addWidget(rung.cost)
            below.addStretch(1)
            self.body.addLayout(below)
            rung.switch.toggled.connect(self._on_change)
            rung.wait.activated.connect(self._on_change)
        inside = QVBoxLayout(self.text_box)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.chips)
        inside.addWidget(self.editor)
        self.editor.setFixedHeight(84)
        self.body.addWidget(self.text_box)
        self.body.addWidget(self.error)
        self.chips.wanted.connect(self.editor.insert_field)
        self.editor.edited.connect(self._on_change)
        self.sender_name.textChanged.connect(self._on_change)

    def _on_change(self, *_what: object) -> None:
        if not self._is_filling:
            self._count.start()
            self._show_fields()
            self.changed.emit()

    def _show_fields(self) -> None:
        is_on = self.voice_sms.switch.isChecked() or self.sms.switch.isChecked()
        self.text_box.setVisible(is_on and self._plan.text is None)
        for rung in (self.voice_sms, self.sms):
            is_chosen = rung.switch.isChecked()
            rung.wait.setVisible(is_chosen)
            rung.cost.setVisible(is_chosen)
        self.sender_name.setVisible(self.sms.switch.isChecked())
        for one in self.taken_into(self._plan).fallbacks:
            is_sms = one.text.channel is Channel.SMS
            cost = self._plan.one_fallback(one)
            text = tr("≈ {one} each, {all} at most").format(
                one=money(cost), all=money(cost * self._plan.calls)
            )
            (self.sms if is_sms else self.voice_sms).cost.setText(text)
        say(self.error, self.fault())

    def _template(self) -> str:
        return self._plan.text.template if self._plan.text else self.editor.template()

    def _counted(self, text: TextMessage) -> TextMessage:
        known = self._parts.get(f"{text.channel}{text.template}")
        return replace(text, most_parts=known or 1)

    def _count_parts(self) -> None:
        """Find out how many parts the longest texts take, for the costs."""
        contacts, plan = self._plan.contacts, self.taken_into(self._plan)
        if contacts is None or not plan.fallbacks:
            return
        desk, list_id = self._context.workspace.texts, contacts.id
        texts = [one.text for one in plan.fallbacks]

        def count() -> dict[str, int]:
            surveys = [(one, desk.survey(one, list_id)) for one in texts]
            return {
                f"{one.channel}{one.template}": desk.counted(one, survey).most_parts
                for one, survey in surveys
            }

        def take(parts: dict[str, int]) -> None:
            if parts != self._parts:
                self._parts = parts
                self._show_fields()
                self.changed.emit()

        def fail(trouble: Trouble) -> None:
            say(self.error, trouble_sentence(trouble))

        ask_for(self, self._context.bridge, count, take, fail)

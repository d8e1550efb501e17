"""What one row of the list is told: as it is spoken, and small as the sheet has it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.message import Message, TextMessage
from alphasms_desktop.domain.saying import Language, RowTrouble
from alphasms_desktop.engine.text_desk import PreviewRow
from alphasms_desktop.i18n import number, tr
from alphasms_desktop.spoken import Template, Text, to_text
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.speech import ComputerVoice
from alphasms_desktop.ui.widgets.basics import Card, button, label, row
from alphasms_desktop.ui.widgets.explained import allow
from alphasms_desktop.ui.widgets.icons import icon_button
from alphasms_desktop.wording import row_trouble_sentence, trouble_sentence

_SOON_MS = 150


class TextPreview(Card):
    """Shows and speaks the text of a chosen row."""

    def __init__(self, context: Context, voice: ComputerVoice | None = None) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._contacts: ContactList | None = None
        self._message: TextMessage | None = None
        self._language = Language.UK
        self._turn = 0
        self.place = 0
        self.shown: PreviewRow | None = None
        self.voice = voice or ComputerVoice(self)
        self.voice.changed.connect(self._show_voice)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        self.before = icon_button("chevron-left", tr("The row before"), lambda: self.go(-1))
        self.after = icon_button("chevron-right", tr("The next row"), lambda: self.go(1))
        self.where = label("", "muted")
        self.title = label("", "heading")
        self.body.addLayout(row(self.title, None, self.before, self.where, self.after))
        frame = QFrame()
        frame.setProperty("look", "sunken")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 9, 12, 9)
        self.heard = label("", wrap=True)
        inside.addWidget(self.heard)
        self.body.addWidget(frame)
        self.sent = label("", "muted", wrap=True)
        self.fault = label("", "error", wrap=True)
        self.body.addWidget(self.sent)
        self.body.addWidget(self.fault)
        self.listen = button(tr("Listen to a sample"), "", self.toggle)
        self.listen_note = label("", "muted", wrap=True)
        line = row(spacing=10)
        line.addWidget(self.listen)
        line.addWidget(self.listen_note, 1)
        self.body.addLayout(line)
        for part in (self.sent, self.fault):
            part.hide()

    def show_message(
        self, contacts: ContactList | None, message: TextMessage | None, language: Language | None
    ) -> None:
        """Have another text to be looked at; hidden while there is none."""
        if contacts != self._contacts:
            self.place = 0
        self._contacts, self._message = contacts, message
        self._language = language or Language.UK
        self.setVisible(contacts is not None and message is not None)
        is_read = message is not None and message.channel is Channel.SMS
        self.title.setText(tr("So the recipient reads it") if is_read else tr("So it is heard"))
        self._soon.start()

    def go(self, by: int) -> None:
        """Look at another row."""
        last = self._contacts.ready - 1 if self._contacts else 0
        self.place = min(max(0, self.place + by), max(0, last))
        self._ask()

    def finding(self) -> Callable[[], Message]:
        """Return what finds, on a job's thread, the message of the row that is shown."""
        shown, message, desk = self.shown, self._message, self._context.workspace.texts
        assert shown is not None
        assert message is not None
        told = _told(shown, message)
        text = TextMessage(
            to_text(Template((Text(told),))), message.channel, message.sender, message.voice
        )
        return lambda: Message(desk.sound_of(text, len(told)), text)

    def toggle(self) -> None:
        """Speak the text by the computer's own voice, or be silent."""
        if self.voice.is_speaking:
            self.voice.stop()
        elif self.shown is not None:
            self.voice.say(self.shown.text.said, self._language)

    def showEvent(self, event: QShowEvent) -> None:
        """Look the row up again: list and text may have changed while this was not seen."""
        super().showEvent(event)
        if not event.spontaneous():
            self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent on other pages."""
        super().hideEvent(event)
        self.voice.stop()

    def _ask(self) -> None:
        self._turn += 1
        turn, contacts, message, place = self._turn, self._contacts, self._message, self.place
        if contacts is None or message is None or not self.isVisible():
            return
        desk = self._context.workspace.texts

        def take(found: PreviewRow | None) -> None:
            if turn == self._turn:
                self._show(found)

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.preview(message, contacts.id, place),
            take,
            lambda trouble: say(self.fault, trouble_sentence(trouble)),
        )

    def _show(self, found: PreviewRow | None) -> None:
        self.shown = found
        if found is None or self._message is None:
            return
        where = tr("row {row}").format(row=number(found.row))
        self.where.setText(f"{where} · {found.name}" if found.name else where)
        told = _told(found, self._message)
        self.heard.setText(told)
        written = found.text.read if told == found.text.said else found.text.said
        sent = tr("In the sheet: “{text}”").format(text=written)
        say(self.sent, sent if written != told and not found.text.troubles else "")
        faults = [
            row_trouble_sentence(RowTrouble(found.row, found.name, one))
            for one in found.text.troubles
        ]
        left_out = [tr("This row is left out.")] if faults else []
        say(self.fault, ". ".join([*faults, *left_out]))
        allow(self.before, self.place > 0, tr("This is the first row."))
        last = self._contacts.ready - 1 if self._contacts else 0
        allow(self.after, self.place < last, tr("This is the last row."))
        self._show_voice()

    def _show_voice(self) -> None:
        is_heard = self._message is not None and self._message.channel is not Channel.SMS
        can = is_heard and self.voice.can_speak(self._language)
        self.listen.setVisible(can)
        self.listen.setText(tr("Stop") if self.voice.is_speaking else tr("Listen to a sample"))
        self.listen_note.setVisible(is_heard)
        self.listen_note.setText(
            tr("The sample is read by this computer's voice; on the phone it sounds otherwise.")
            if can
            else tr("This computer has no voice for this language: call yourself to hear it.")
        )


def _told(found: PreviewRow, message: TextMessage) -> str:
    return found.text.read if message.channel is Channel.SMS else found.text.said

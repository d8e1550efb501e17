"""A text of its own for each recipient, written in step 2 and looked over for every row."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from alphasms_desktop.domain.channel import Channel
from alphasms_desktop.domain.contact import ContactList
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.saying import Language, TextSurvey
from alphasms_desktop.domain.voice import UKRAINIAN_VOICE, VOICE_SENDER
from alphasms_desktop.i18n import mark, tr
from alphasms_desktop.spoken import Template, Text, language_of, mixed_words, parse
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.step import say
from alphasms_desktop.ui.pages.wizard.text_fields import FieldChips, FieldRows
from alphasms_desktop.ui.pages.wizard.text_notices import KeyStanding, TextNotices
from alphasms_desktop.ui.pages.wizard.text_preview import TextPreview
from alphasms_desktop.ui.speech import ComputerVoice
from alphasms_desktop.ui.widgets.basics import Card, label, row, tab_before
from alphasms_desktop.ui.widgets.field_editor import FieldEditor
from alphasms_desktop.wording import language_name, length_sentence, trouble_sentence

_TYPED_MS = 300
_WAYS = (
    (Channel.VOICE_SMS, mark("Voice SMS: spoken in a call")),
    (Channel.SPOKEN, mark("Spoken call: can ask for a key")),
    (Channel.SMS, mark("Plain SMS: read on the screen")),
)


@dataclass(frozen=True)
class Written:
    """A text as it stands: the message, and what it comes to; no survey while it is looked over."""

    message: TextMessage
    survey: TextSurvey
    rows_are_settled: bool


class TextPanel(QWidget):
    """Lets the user write a text; `written(object)` is a Written, or None while there is none."""

    written = Signal(object)

    def __init__(self, context: Context, voice: ComputerVoice | None = None) -> None:
        super().__init__()
        self._context = context
        self._contacts: ContactList | None = None
        self._turn = 0
        self._settled_for = ""
        self.survey: TextSurvey | None = None
        self.message = TextMessage("")
        self.editor = FieldEditor()
        self.chips = FieldChips()
        self.rows = FieldRows()
        self.length = label("", "muted")
        self.language = label("", "muted")
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.way = QComboBox()
        self.sender_name = QLineEdit()
        self.notices = TextNotices()
        self._keys = KeyStanding()
        self.preview = TextPreview(context, voice)
        self.preview.hide()
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.look_over)
        self._lay_out()
        self._connect()

    def show_contacts(self, contacts: ContactList | None) -> None:
        """Speak to the rows of this list from now on."""
        if contacts != self._contacts:
            self._contacts = contacts
            head = contacts.head if contacts else None
            self.chips.show_columns(head)
            tab_before(self.editor, self.chips.chips)
            self.editor.show_columns(head.columns if head else ())
            self._on_change()

    def show_keys(self, standing: KeyStanding) -> None:
        """Know how answers by key stand, which decides what is to be said of them."""
        if standing != self._keys:
            self._keys = standing
            self._show_notices()

    def show_message(self, message: TextMessage) -> None:
        """Show a text that was kept."""
        self.message = message
        self.way.setCurrentIndex(max(0, self.way.findData(message.channel)))
        self.sender_name.setText("" if message.sender == VOICE_SENDER else message.sender)
        self.editor.show_template(message.template)
        self._show_way()

    def look_over(self) -> None:
        """Find out what the text comes to, row by row."""
        self._turn += 1
        turn, contacts, message = self._turn, self._contacts, self.message
        if contacts is None or not message.template.strip() or not self._has_sender():
            self._on_survey(None)
            say(self.error, self._what_lacks() if message.template.strip() else "")
            return
        desk = self._context.workspace.texts

        def take(survey: TextSurvey) -> None:
            if turn == self._turn:
                say(self.error, "")
                self._on_survey(survey)

        def fail(trouble: Trouble) -> None:
            if turn == self._turn:
                self._on_survey(None)
                say(self.error, trouble_sentence(trouble))

        ask_for(
            self,
            self._context.bridge,
            lambda: desk.survey(message, contacts.id, lambda: turn == self._turn),
            take,
            fail,
        )

    def announce(self) -> None:
        """Tell the text as it stands."""
        if self.survey is None or self.survey.span is None:
            self.written.emit(None)
            return
        counted = self._context.workspace.texts.counted(self.message, self.survey)
        is_settled = not self.survey.trouble_rows or self._is_settled()
        self.written.emit(Written(counted, self.survey, is_settled))

    def reset(self) -> None:
        """Begin anew."""
        self._settled_for = ""
        self.show_message(TextMessage(""))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the chips in the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.editor.draw_anew()

    def _lay_out(self) -> None:
        card = Card(spacing=8)
        card.body.addWidget(self.chips)
        card.body.addWidget(self.editor)
        line = row(spacing=8)
        line.addWidget(self.length, 1)
        line.addWidget(self.language)
        card.body.addLayout(line)
        card.body.addWidget(self.error)
        card.body.addWidget(self.rows)
        for channel, words in _WAYS:
            self.way.addItem(tr(words), channel)
        self.way.setAccessibleName(tr("How the text goes out"))
        self.sender_name.setPlaceholderText(tr("sender, as AlphaSMS knows it"))
        self.sender_name.setAccessibleName(tr("Sender of the SMS"))
        self.sender_name.setMaxLength(11)
        self.sender_name.setFixedWidth(200)
        ways = row(spacing=8)
        ways.addWidget(label(tr("Goes out as"), "muted"))
        ways.addWidget(self.way)
        ways.addWidget(self.sender_name)
        ways.addStretch(1)
        card.body.addLayout(ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for part in (card, self.notices, self.preview):
            layout.addWidget(part)
        layout.addStretch(1)
        self._show_way()

    def _connect(self) -> None:
        self.editor.edited.connect(self._on_change)
        self.chips.wanted.connect(self.editor.insert_field)
        self.rows.changed.connect(self.editor.change_field)
        self.way.activated.connect(lambda _at: self._on_way())
        self.sender_name.textChanged.connect(lambda _text: self._on_change())
        self.notices.mend_asked.connect(self._mend)
        self.notices.leave_out_chosen.connect(self._leave_out)
        self.notices.replace_asked.connect(self.rows.ask_fallback)

    def _show_notices(self) -> None:
        mixed = mixed_words(_words(self.message.template))
        self.notices.show_text(self.message, mixed, self._keys)

    def _on_change(self) -> None:
        channel = Channel(self.way.currentData())
        self.message = replace(
            self.message,
            template=self.editor.template(),
            channel=channel,
            sender=self.sender_name.text().strip() if channel is Channel.SMS else VOICE_SENDER,
            voice=UKRAINIAN_VOICE if channel is Channel.SPOKEN else None,
        )
        self.rows.show_fields(self.editor.fields())
        tab_before(self.way, self.rows.controls())
        self._show_notices()
        self._show_language(language_of(_words(self.message.template)))
        self._typed.start()

    def _on_way(self) -> None:
        self._show_way()
        self._on_change()

    def _show_way(self) -> None:
        self.sender_name.setVisible(Channel(self.way.currentData()) is Channel.SMS)

    def _mend(self) -> None:
        mixed = mixed_words(_words(self.message.template))
        self.editor.replace_words(
            [(one.word, one.mended) for one in mixed if one.mended is not None]
        )

    def _leave_out(self) -> None:
        self._settled_for = self._settling()
        self.announce()

    def _settling(self) -> str:
        rows = self.survey.trouble_rows if self.survey else 0
        return f"{rows} {self.message.template}"

    def _is_settled(self) -> bool:
        return self._settled_for == self._settling()

    def _on_survey(self, survey: TextSurvey | None) -> None:
        self.survey = survey
        span = survey.span if survey else None
        self.length.setText(length_sentence(span) if span else "")
        if survey and survey.language:
            self._show_language(survey.language)
        self.notices.show_survey(survey, self._is_settled())
        self.preview.show_message(
            self._contacts, self.message if survey else None, survey.language if survey else None
        )
        self.announce()

    def _show_language(self, language: Language | None) -> None:
        self.language.setText(
            tr("Language: {language} (found by AlphaSMS)").format(language=language_name(language))
            if language
            else ""
        )

    def _has_sender(self) -> bool:
        return self.message.channel is not Channel.SMS or len(self.message.sender) > 2

    def _what_lacks(self) -> str:
        if self._contacts is None:
            return tr("Choose the recipients at step 1: the text speaks of their columns.")
        return "" if self._has_sender() else tr("An SMS needs a sender of 3 to 11 letters.")


def _words(template: str) -> str:
    """Return what of a template is written by hand: names of columns are not spoken."""
    parsed = parse(template)
    if not isinstance(parsed, Template):
        return template
    return " ".join(part.text for part in parsed.parts if isinstance(part, Text))

"""What step 2 is laid out of: one page that is seen, the line above it, what stands below."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.bringing import Bringing
from alphasms_desktop.ui.pages.wizard.clip_taking import ClipTaking
from alphasms_desktop.ui.pages.wizard.message_pages import MessagePages, Page
from alphasms_desktop.ui.pages.wizard.parts import PartsPanel
from alphasms_desktop.ui.pages.wizard.sound_panel import SoundPanel
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, TEXT, SourceBar
from alphasms_desktop.ui.pages.wizard.speaking import Speaking
from alphasms_desktop.ui.pages.wizard.step import DropCard, Step, say
from alphasms_desktop.ui.pages.wizard.text_panel import TextPanel
from alphasms_desktop.ui.pages.wizard.text_templates import TextTemplates
from alphasms_desktop.ui.pages.wizard.traffic import traffic_sentence
from alphasms_desktop.ui.pages.wizard.trial import Trial
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.theme import tokens
from alphasms_desktop.ui.widgets.basics import button, label, row
from alphasms_desktop.ui.widgets.icons import icon
from alphasms_desktop.ui.widgets.scrolled import scrolled
from alphasms_desktop.wording import trouble_sentence


class MessageFrame(Step):
    """Shows one page of the message; what is taken in and chosen is the affair of the step."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self.sound = SoundPanel(context, player)
        self.listening = self.sound.listening
        self.parts = PartsPanel(context, player)
        self.clips = ClipTaking(context, self.parts)
        self.text = TextPanel(context)
        self.templates = TextTemplates(context)
        self.trial = Trial(context)
        self.sources = SourceBar()
        self.speaking = Speaking(context, self)
        self.recorder, self.lost = self.speaking.recorder, self.speaking.lost
        self.bringing = Bringing(context, self, self.speaking)
        self.drop = DropCard(
            tr("What shall people hear?"),
            tr("Drop a recording here: a voice memo, MP3, WAV or any other sound."),
            tr("Open a file…"),
        )
        self.speak_now = button(tr("Record"), "", self.sources.record.click)
        self.speak_now.setIcon(icon("record", tokens().danger, 12))
        self.drop.add_button(self.speak_now)
        self.traffic = label("", "muted", wrap=True)
        self._pages = MessagePages(
            (self.drop, self.sound, self.recorder, self.parts, self.text),
            (self.trial, self.traffic),
        )
        self._lay_out()

    @property
    def is_of_parts(self) -> bool:
        """Whether everybody hears a message of their own."""
        return self.sources.kinds.group.checkedId() == PARTS

    @property
    def is_text(self) -> bool:
        """Whether a text is spoken instead of a recording played."""
        return self.sources.kinds.group.checkedId() == TEXT

    def first_focus(self) -> QWidget:
        """Return the play button, the text, or the button that brings a file."""
        if self.is_text:
            return self.text.editor
        return self.listening.play if self.plan.recording else self.drop.button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        bar = row(spacing=8)
        bar.addWidget(self.sources, 1)
        bar.addWidget(self.templates)
        layout.addLayout(bar)
        layout.addWidget(self.lost)
        layout.addWidget(scrolled(self._pages), 1)
        self._show(Page.EMPTY)

    def _show(self, page: Page) -> None:
        """Show a page, with the trial call below where there is a message to try."""
        self._pages.show_page(page)
        has_message = (
            page in (Page.LOADED, Page.PARTS, Page.TEXT) and self.plan.recording is not None
        )
        self.trial.setVisible(has_message)
        self.traffic.setVisible(has_message and page != Page.TEXT)
        self.templates.setVisible(page == Page.TEXT)
        self.sources.setEnabled(page != Page.MICROPHONE)
        self.sources.show_sources(page not in (Page.PARTS, Page.TEXT))

    def _home(self) -> Page:
        """Return the page that is shown when the microphone is not."""
        if self.is_of_parts:
            return Page.PARTS
        if self.is_text:
            return Page.TEXT
        return Page.LOADED if self.sound.last_made() else Page.EMPTY

    def _on_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.sources.setEnabled(not text)
        self.trial.setEnabled(not text)

    def _show_facts(self) -> None:
        self.sound.card.show_facts(self.plan)
        self.trial.show_plan(self.plan)
        if self.plan.recording:
            self.traffic.setText(traffic_sentence(self.plan))

    def _fail(self, trouble: Trouble) -> None:
        sentence = trouble_sentence(trouble)
        self.drop.show_error(sentence)
        self.sound.card.show_error(sentence)
        say(self.parts.error, sentence)
        say(self.text.error, sentence)

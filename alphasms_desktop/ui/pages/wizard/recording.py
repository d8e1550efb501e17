"""Step 2: what people hear: from a file, the microphone or the library, or made of parts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent

from alphasms_desktop.domain.clips import Survey
from alphasms_desktop.domain.library import LibraryEntry
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.message_frame import MessageFrame
from alphasms_desktop.ui.pages.wizard.message_pages import Page
from alphasms_desktop.ui.pages.wizard.message_plans import (
    with_parts,
    with_recording,
    with_text,
    without_message,
)
from alphasms_desktop.ui.pages.wizard.sound_panel import Made
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, RECORDING, TEXT
from alphasms_desktop.ui.pages.wizard.take_keeping import take_title
from alphasms_desktop.ui.pages.wizard.text_notices import KeyStanding
from alphasms_desktop.ui.pages.wizard.text_panel import Written
from alphasms_desktop.ui.sound import Player


class RecordingStep(MessageFrame):
    """Takes a recording in, shows it, plays it, and has it tried on the user's own phone."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__(context, player)
        self._take: Path | None = None
        self._following: list[Path] = []
        self._rows_are_settled = True
        self._connect()

    def is_complete(self) -> bool:
        """Say whether a message is ready that the service takes."""
        if self.is_text:
            return self.plan.text is not None and self._rows_are_settled
        made = None if self.is_of_parts else self.sound.last_made()
        return self.plan.recording is not None and (made is None or made.is_fit)

    def lacking(self) -> str:
        """Say what a text lacks."""
        if not self.is_text:
            return ""
        if self.plan.text is not None:
            return tr("Say what becomes of the rows that cannot be told the text.")
        return tr("Write a text to go on.")

    def show_plan(self, plan: Plan) -> None:
        """Show the traffic of as many calls as there are recipients now."""
        super().show_plan(plan)
        self.sound.limits = self.parts.limits = self.speaking.limits = plan.account.limits
        if self.is_of_parts:
            self.parts.show_contacts(plan.contacts)
        self.text.show_keys(KeyStanding(plan.collect_keys, plan.account.brings_keys))
        self.text.show_contacts(plan.contacts)
        self._show_facts()

    def open_file(self, path: Path) -> None:
        """Open a recording from a file."""
        self._open(path)

    def open_entry(self, entry: LibraryEntry) -> None:
        """Open a recording of the library as it is: it was prepared when it was made."""
        path = self._context.workspace.audio.path_of(entry.recording)
        self._open(path, entry.name, Preparation())

    def load(self, recipe: Recipe) -> None:
        """Bring the message of a recipe: one recording, or parts."""
        if recipe.text is not None:
            self.use_text(recipe.text)
        elif recipe.composition is not None:
            self.sources.kinds.choose(PARTS)
            self.parts.show_parts(recipe.composition.parts)
        elif recipe.recording is not None:
            path = self._context.workspace.audio.path_of(recipe.recording)
            self._open(path, recipe.recording.source, Preparation())

    def use_text(self, message: TextMessage) -> None:
        """Bring a text that was kept."""
        self.sources.kinds.choose(TEXT)
        self.text.show_message(message)

    def speak(self) -> None:
        """Open the microphone at once."""
        self.speaking.begin(self.use_take)

    def use_take(self, take: Path) -> None:
        """Open what the microphone has written; it goes into the library too."""
        title = take_title(take)
        self.speaking.wav_of(take, lambda wav: self._open(wav, title, take=take))

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open recordings one after another as one."""
        self._open(paths[0])
        self._following = list(paths[1:])

    def reset(self) -> None:
        """Begin anew."""
        self.sound.reset()
        self.trial.reset()
        self.speaking.leave()
        self._following = []
        self.text.reset()
        self.sources.kinds.choose(RECORDING)
        self._show(Page.EMPTY)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for a recording that was broken off."""
        super().showEvent(event)
        self.speaking.look_for_lost()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent on other steps and pages."""
        super().hideEvent(event)
        self.listening.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space play and stop wherever no control wants it; a pasted file is opened."""
        has_space = event.key() == Qt.Key.Key_Space and not event.isAutoRepeat()
        if has_space and self._pages.page == Page.LOADED:
            self.listening.toggle()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.bringing.paste():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.bringing.serve_sources(self.sources)
        self.bringing.serve_sound(self.sound)
        self.bringing.serve_clips(self.parts, self.clips)
        self.bringing.files_chosen.connect(self.open_files)
        self.bringing.entry_chosen.connect(self.open_entry)
        self.bringing.speech_asked.connect(self.speak)
        self.bringing.failed.connect(self._fail)
        self.drop.button.clicked.connect(self.bringing.choose_file)
        self.sources.kind_chosen.connect(self._on_kind)
        self.parts.composed.connect(self._on_composed)
        self.text.written.connect(self._on_written)
        self.text.editor.edited.connect(lambda: self.templates.show_message(self.text.message))
        self.templates.chosen.connect(self.use_text)
        self.templates.failed.connect(self._fail)
        self.sound.made.connect(self._on_made)
        self.sound.busy.connect(self._on_busy)
        self.sound.failed.connect(self._on_failed)
        self.speaking.opened.connect(self._on_microphone)
        self.speaking.left.connect(lambda: self._show(self._home()))
        self.speaking.failed.connect(self._fail)
        self.lost.used.connect(self.use_take)

    def _open(
        self,
        path: Path,
        name: str = "",
        wishes: Preparation | None = None,
        take: Path | None = None,
    ) -> None:
        self.speaking.leave()
        self._take, self._following = take, []
        self.sound.open_file(path, name, wishes)

    def _on_made(self, made: Made) -> None:
        if self._take is not None and made.is_new:
            self.speaking.remember(made.recording, self._take)
            self._take = None
        self.sources.kinds.choose(RECORDING)
        self._use(made)
        self._show(Page.LOADED)
        if self.isVisible() and made.is_new:
            self.listening.play.setFocus()
        if self._following:
            self.sound.add_file(self._following.pop(0))

    def _use(self, made: Made) -> None:
        """Have everybody hear one recording."""
        self._choose(with_recording(self.plan, made))
        self.trial.show_message(made.recording)
        self._show_facts()

    def _on_kind(self, kind: int) -> None:
        """Go over to one recording for all, or to a message of parts; nothing is lost."""
        self.listening.stop()
        self._show(self._home())
        if kind == TEXT:
            self._choose(without_message(self.plan))
            self.text.show_contacts(self.plan.contacts)
            self.text.announce()
            self.text.editor.setFocus()
        elif kind == PARTS:
            self._on_composed(self.parts.survey)
            self.parts.show_contacts(self.plan.contacts)
        elif made := self.sound.last_made():
            self._use(made)
            self._show(Page.LOADED)
        else:
            self._choose(without_message(self.plan))

    def _on_written(self, written: Written | None) -> None:
        """Take over a text as it stands, whole or not."""
        if not self.is_text:
            return
        if written is None:
            self._choose(without_message(self.plan))
        else:
            span = written.survey.span
            signs = span.most_signs if span else 0
            sound = self._context.workspace.texts.sound_of(written.message, signs)
            self._rows_are_settled = written.rows_are_settled
            self._choose(with_text(self.plan, written, sound))
            self.trial.show_message(sound, self.text.preview.finding)
        self._show_facts()
        if self._pages.page == Page.TEXT:
            self._show(Page.TEXT)

    def _on_composed(self, survey: Survey | None) -> None:
        """Take over a message of parts as it stands, whole or not."""
        if not self.is_of_parts:
            return
        message = survey.recording if survey else None
        self._choose(with_parts(self.plan, survey))
        if message is not None:
            self.trial.show_message(message, self.parts.preview.finding)
        self._show_facts()
        if self._pages.page == Page.PARTS:
            self._show(Page.PARTS)

    def _on_microphone(self) -> None:
        self.listening.stop()
        self._show(Page.MICROPHONE)

    def _on_failed(self, sentence: str) -> None:
        self.drop.show_error(sentence)
        if sentence:
            self._following = []

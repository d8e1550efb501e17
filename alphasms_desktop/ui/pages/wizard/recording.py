"""Step 2: what people hear: from a file, the microphone or the library, or made of parts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.clips import Survey
from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.message import TextMessage
from alphasms_desktop.domain.recipe import Recipe
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.clip_taking import ClipTaking
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.lost_take import LostTake
from alphasms_desktop.ui.pages.wizard.parts import PartsPanel
from alphasms_desktop.ui.pages.wizard.recorder import Recorder
from alphasms_desktop.ui.pages.wizard.sound_panel import Made, SoundPanel
from alphasms_desktop.ui.pages.wizard.source_bar import PARTS, RECORDING, TEXT, SourceBar
from alphasms_desktop.ui.pages.wizard.step import DropCard, Step, ask_file, say, scrolled
from alphasms_desktop.ui.pages.wizard.take_keeping import keep_take, take_title
from alphasms_desktop.ui.pages.wizard.text_panel import TextPanel, Written
from alphasms_desktop.ui.pages.wizard.text_templates import TextTemplates
from alphasms_desktop.ui.pages.wizard.traffic import traffic_sentence
from alphasms_desktop.ui.pages.wizard.trial import Trial
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import label, row
from alphasms_desktop.wording import trouble_sentence

SOUNDS = (
    *(".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".3gp"),
    *(".aiff", ".aif", ".caf", ".mp4", ".webm"),
)
_Answer = TypeVar("_Answer")
_EMPTY, _LOADED, _MICROPHONE, _PARTS, _TEXT = range(5)


class RecordingStep(Step):
    """Takes a recording in, shows it, plays it, and has it tried on the user's own phone."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._is_take = False
        self._rows_are_settled = True
        self.sound = SoundPanel(context, player)
        self.listening = self.sound.listening
        self.recorder = Recorder(context.workspace.audio.takes)
        self.parts = PartsPanel(context, player)
        self.clips = ClipTaking(context, self.parts)
        self.text = TextPanel(context)
        self.templates = TextTemplates(context)
        self.trial = Trial(context)
        self.sources = SourceBar()
        self.lost = LostTake(context.workspace.audio.takes)
        self.drop = DropCard(
            tr("What shall people hear?"),
            tr("Drop a recording here: a voice memo, MP3, WAV or any other sound."),
            tr("Open a file…"),
        )
        self.traffic = label("", "muted", wrap=True)
        self._shown = QStackedWidget()
        self._pages = (self.drop, self.sound, self.recorder, self.parts, self.text)
        for page in self._pages:
            self._shown.addWidget(page)
        self._lay_out()
        self._connect()

    @property
    def is_of_parts(self) -> bool:
        """Whether everybody hears a message of their own."""
        return self.sources.kinds.group.checkedId() == PARTS

    @property
    def is_text(self) -> bool:
        """Whether a text is spoken instead of a recording played."""
        return self.sources.kinds.group.checkedId() == TEXT

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

    def first_focus(self) -> QWidget:
        """Return the play button, the text, or the button that brings a file."""
        if self.is_text:
            return self.text.editor
        return self.listening.play if self.plan.recording else self.drop.button

    def show_plan(self, plan: Plan) -> None:
        """Show the traffic of as many calls as there are recipients now."""
        super().show_plan(plan)
        self.sound.limits = self.parts.limits = plan.account.limits
        if self.is_of_parts:
            self.parts.show_contacts(plan.contacts)
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
        self._record()

    def use_take(self, take: Path) -> None:
        """Open what the microphone has written; it goes into the library too."""
        studio, title = self._context.workspace.audio.studio, take_title(take)
        self._ask(lambda: studio.taken(take), lambda wav: self._open(wav, title, is_take=True))

    def reset(self) -> None:
        """Begin anew."""
        self.sound.reset()
        self.trial.reset()
        self.recorder.leave()
        self.text.reset()
        self.sources.kinds.choose(RECORDING)
        self._show(_EMPTY)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for a recording that was broken off."""
        super().showEvent(event)
        if self._shown.currentIndex() != _MICROPHONE:
            self.lost.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent on other steps and pages."""
        super().hideEvent(event)
        self.listening.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space play and stop wherever no control wants it; a pasted file is opened."""
        has_space = event.key() == Qt.Key.Key_Space and not event.isAutoRepeat()
        if has_space and self._shown.currentIndex() == _LOADED:
            self.listening.toggle()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inside = QWidget()
        below = self._below = QVBoxLayout(inside)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self._shown, 1)
        below.addWidget(self.trial)
        below.addWidget(self.traffic)
        below.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        bar = row(spacing=8)
        bar.addWidget(self.sources, 1)
        bar.addWidget(self.templates)
        layout.addLayout(bar)
        layout.addWidget(self.lost)
        layout.addWidget(scrolled(inside), 1)
        self._show(_EMPTY)

    def _show(self, page: int) -> None:
        """Show a page, with the trial call below where there is a message to try."""
        self._shown.setCurrentIndex(page)
        for at in range(len(self._pages)):
            # Only the page that is seen takes room: the others would make it scroll.
            policy = QSizePolicy.Policy.Preferred if at == page else QSizePolicy.Policy.Ignored
            self._pages[at].setSizePolicy(policy, policy)
        fills = page in (_EMPTY, _MICROPHONE)
        self._below.setStretch(0, int(fills))
        self._below.setStretch(self._below.count() - 1, int(not fills))
        has_message = page in (_LOADED, _PARTS, _TEXT) and self.plan.recording is not None
        self.trial.setVisible(has_message)
        self.traffic.setVisible(has_message and page != _TEXT)
        self.templates.setVisible(page == _TEXT)
        self.sources.setEnabled(page != _MICROPHONE)
        self.sources.show_sources(page not in (_PARTS, _TEXT))

    def _connect(self) -> None:
        self.sources.open.clicked.connect(self._choose_file)
        self.sources.record.clicked.connect(lambda: self._record())
        self.sources.kind_chosen.connect(self._on_kind)
        self.parts.composed.connect(self._on_composed)
        self.parts.file_asked.connect(self._choose_clip)
        self.text.written.connect(self._on_written)
        self.text.editor.edited.connect(lambda: self.templates.show_message(self.text.message))
        self.templates.chosen.connect(self.use_text)
        self.clips.wanted.connect(lambda key: self._record(self.parts.name_of(key)))
        self.clips.failed.connect(self._fail)
        self.sources.library_asked.connect(self._show_library)
        self.sources.entry_chosen.connect(self.open_entry)
        self.drop.button.clicked.connect(self._choose_file)
        self.sound.made.connect(self._on_made)
        self.sound.busy.connect(self._on_busy)
        self.sound.failed.connect(self.drop.show_error)
        self.recorder.taken.connect(self._on_taken)
        self.recorder.set_aside.connect(self._on_set_aside)
        self.recorder.left.connect(self._on_recorder_left)
        self.lost.used.connect(self.use_take)

    def _open(
        self, path: Path, name: str = "", wishes: Preparation | None = None, is_take: bool = False
    ) -> None:
        self._leave_recorder()
        self._is_take = is_take
        self.sound.open_file(path, name, wishes)

    def _on_made(self, made: Made) -> None:
        if self._is_take and made.is_new:
            audio, sound = self._context.workspace.audio, made.recording
            self._ask(
                lambda: audio.remember(sound, sound.source, SoundOrigin.MICROPHONE),
                lambda _nothing: None,
            )
        self.sources.kinds.choose(RECORDING)
        self._use(made)
        self._show(_LOADED)
        if self.isVisible() and made.is_new:
            self.listening.play.setFocus()

    def _use(self, made: Made) -> None:
        """Have everybody hear one recording."""
        plan = replace(self.plan, recording=made.recording, recording_source=made.source)
        self._choose(replace(plan, composition=None, text=None, survey=None, unsaid_rows=0))
        self.trial.show_message(made.recording)
        self._show_facts()

    def _on_kind(self, kind: int) -> None:
        """Go over to one recording for all, or to a message of parts; nothing is lost."""
        self.listening.stop()
        self._show(self._home())
        if kind == TEXT:
            self._choose(replace(self.plan, recording=None, composition=None))
            self.text.show_contacts(self.plan.contacts)
            self.text.announce()
            self.text.editor.setFocus()
        elif kind == PARTS:
            self._on_composed(self.parts.survey)
            self.parts.show_contacts(self.plan.contacts)
        elif made := self.sound.last_made():
            self._use(made)
            self._show(_LOADED)
        else:
            self._choose(replace(self.plan, recording=None, composition=None, text=None))

    def _on_written(self, written: Written | None) -> None:
        """Take over a text as it stands, whole or not."""
        if not self.is_text:
            return
        plan = replace(self.plan, composition=None, recording_source=None, unsaid_rows=0)
        if written is None:
            self._choose(replace(plan, recording=None, text=None, survey=None))
        else:
            span = written.survey.span
            signs = span.most_signs if span else 0
            sound = self._context.workspace.texts.sound_of(written.message, signs)
            self._rows_are_settled = written.rows_are_settled
            self._choose(
                replace(plan, recording=sound, text=written.message, survey=written.survey)
            )
            self.trial.show_message(sound, self.text.preview.finding)
        self._show_facts()
        if self._shown.currentIndex() == _TEXT:
            self._show(_TEXT)

    def _on_composed(self, survey: Survey | None) -> None:
        """Take over a message of parts as it stands, whole or not."""
        if not self.is_of_parts:
            return
        message = survey.recording if survey else None
        composition = survey.composition if survey and message else None
        plan = replace(self.plan, recording=message, recording_source=None)
        unsaid = survey.unsaid_rows if survey else 0
        plan = replace(plan, text=None, survey=None)
        self._choose(replace(plan, composition=composition, unsaid_rows=unsaid))
        if message is not None:
            self.trial.show_message(message, self.parts.preview.finding)
        self._show_facts()
        if self._shown.currentIndex() == _PARTS:
            self._show(_PARTS)

    def _choose_clip(self, key: str) -> None:
        chosen = ask_file(self, self.parts.name_of(key), tr("Recordings"), SOUNDS)
        if chosen:
            self.clips.take_file(key, chosen)

    def _home(self) -> int:
        """Return the page that is shown when the microphone is not."""
        if self.is_of_parts:
            return _PARTS
        if self.is_text:
            return _TEXT
        return _LOADED if self.sound.last_made() else _EMPTY

    def _record(self, title: str = "") -> None:
        self.listening.stop()
        self._show(_MICROPHONE)
        self.lost.hide()
        self.recorder.open(title)

    def _on_taken(self, take: Path) -> None:
        self._leave_recorder()
        if self.clips.key:
            self.clips.take(take)
        else:
            self.use_take(take)

    def _on_set_aside(self, take: Path) -> None:
        """Keep a take that was spoken anew where it can be found again."""
        audio, title, limits = self._context.workspace.audio, take_title(take), self.sound.limits
        self._ask(lambda: keep_take(audio, take, title, limits), lambda _nothing: None)

    def _on_recorder_left(self) -> None:
        self.clips.leave()
        self._leave_recorder()

    def _leave_recorder(self) -> None:
        if self._shown.currentIndex() == _MICROPHONE:
            self._show(self._home())

    def _show_library(self) -> None:
        library = self._context.workspace.audio.library
        self._ask(library.all, self.sources.show_entries)

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Recording"), tr("Recordings"), SOUNDS)
        if chosen:
            self.open_file(chosen)

    def _paste(self) -> bool:
        files = [one for one in QApplication.clipboard().mimeData().urls() if one.isLocalFile()]
        if files:
            self.open_file(Path(files[0].toLocalFile()))
        return bool(files)

    def _on_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.sources.setEnabled(not text)
        self.trial.setEnabled(not text)

    def _show_facts(self) -> None:
        self.sound.card.show_facts(self.plan)
        self.trial.show_plan(self.plan)
        if self.plan.recording:
            mbit_s = self.plan.account.line_mbit_s
            size = self.plan.recording.size_bytes * max(1, self.plan.calls)
            self.traffic.setText(traffic_sentence(size, mbit_s))

    def _ask(self, work: Callable[[], _Answer], done: Callable[[_Answer], object]) -> None:
        ask_for(self, self._context.bridge, work, done, self._fail)

    def _fail(self, trouble: Trouble) -> None:
        sentence = trouble_sentence(trouble)
        self.drop.show_error(sentence)
        self.sound.card.show_error(sentence)
        say(self.parts.error, sentence)

"""Step 2: what people hear: from a file, the microphone or the library, or made of parts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.library import LibraryEntry, SoundOrigin
from alphasms_desktop.domain.sound import Preparation
from alphasms_desktop.i18n import tr
from alphasms_desktop.ui.asking import ask_for
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan
from alphasms_desktop.ui.pages.wizard.lost_take import LostTake
from alphasms_desktop.ui.pages.wizard.recorder import Recorder
from alphasms_desktop.ui.pages.wizard.sound_panel import Made, SoundPanel
from alphasms_desktop.ui.pages.wizard.source_bar import SourceBar
from alphasms_desktop.ui.pages.wizard.step import DropCard, Step, ask_file, scrolled
from alphasms_desktop.ui.pages.wizard.traffic import traffic_sentence
from alphasms_desktop.ui.pages.wizard.trial import Trial
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import label
from alphasms_desktop.wording import trouble_sentence

SOUNDS = (
    *(".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".3gp"),
    *(".aiff", ".aif", ".caf", ".mp4", ".webm"),
)
_Answer = TypeVar("_Answer")
_EMPTY, _LOADED, _MICROPHONE = range(3)


class RecordingStep(Step):
    """Takes a recording in, shows it, plays it, and has it tried on the user's own phone."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._is_take = False
        self.sound = SoundPanel(context, player)
        self.listening = self.sound.listening
        self.recorder = Recorder(context.workspace.audio.takes)
        self.trial = Trial(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.sources = SourceBar()
        self.lost = LostTake(context.workspace.audio.takes)
        self.drop = DropCard(
            tr("What shall people hear?"),
            tr("Drop a recording here: a voice memo, MP3, WAV or any other sound."),
            tr("Open a file…"),
        )
        self._shown = QStackedWidget()
        for page in (self.drop, self._make_loaded(), self.recorder):
            self._shown.addWidget(page)
        layout.addWidget(self.sources)
        layout.addWidget(self.lost)
        layout.addWidget(self._shown, 1)
        self._connect()

    def is_complete(self) -> bool:
        """Say whether a recording is ready that the service takes."""
        made = self.sound.last_made()
        return self.plan.recording is not None and (made is None or made.is_fit)

    def first_focus(self) -> QWidget:
        """Return the play button, or the button that brings a file."""
        return self.listening.play if self.plan.recording else self.drop.button

    def show_plan(self, plan: Plan) -> None:
        """Show the traffic of as many calls as there are recipients now."""
        super().show_plan(plan)
        self.sound.limits = plan.account.limits
        self._show_facts()

    def open_file(self, path: Path) -> None:
        """Open a recording from a file."""
        self._open(path)

    def open_entry(self, entry: LibraryEntry) -> None:
        """Open a recording of the library as it is: it was prepared when it was made."""
        path = self._context.workspace.audio.path_of(entry.recording)
        self._open(path, entry.name, Preparation())

    def use_take(self, take: Path) -> None:
        """Open what the microphone has written; it goes into the library too."""
        studio = self._context.workspace.audio.studio
        begun = datetime.fromtimestamp(take.stat().st_mtime).astimezone()
        name = tr("Recording of {time}").format(time=f"{begun:%d.%m, %H:%M}")
        self._ask(lambda: studio.taken(take), lambda wav: self._open(wav, name, is_take=True))

    def reset(self) -> None:
        """Begin anew."""
        self.sound.reset()
        self.trial.reset()
        self.recorder.leave()
        self._shown.setCurrentIndex(_EMPTY)

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
        if event.key() == Qt.Key.Key_Space and self.plan.recording and not event.isAutoRepeat():
            self.listening.toggle()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _make_loaded(self) -> QWidget:
        loaded = QWidget()
        layout = QVBoxLayout(loaded)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.sound)
        layout.addWidget(self.trial)
        self.traffic = label("", "muted", wrap=True)
        layout.addWidget(self.traffic)
        layout.addStretch(1)
        return scrolled(loaded)

    def _connect(self) -> None:
        self.sources.open.clicked.connect(self._choose_file)
        self.sources.record.clicked.connect(self._record)
        self.sources.library_asked.connect(self._show_library)
        self.sources.entry_chosen.connect(self.open_entry)
        self.drop.button.clicked.connect(self._choose_file)
        self.sound.made.connect(self._on_made)
        self.sound.busy.connect(self._on_busy)
        self.sound.failed.connect(self.drop.show_error)
        self.recorder.taken.connect(self._on_taken)
        self.recorder.set_aside.connect(self._on_set_aside)
        self.recorder.left.connect(self._leave_recorder)
        self.lost.used.connect(self.use_take)

    def _open(
        self, path: Path, name: str = "", wishes: Preparation | None = None, is_take: bool = False
    ) -> None:
        self._leave_recorder()
        self._is_take = is_take
        self.sound.open_file(path, name, wishes)

    def _on_made(self, made: Made) -> None:
        if self._is_take and made.is_new:
            self._remember(made)
        plan = replace(self.plan, recording=made.recording, recording_source=made.source)
        self._choose(plan)
        self._show_facts()
        self.trial.show_message(made.recording)
        self._shown.setCurrentIndex(_LOADED)
        if self.isVisible() and made.is_new:
            self.listening.play.setFocus()

    def _remember(self, made: Made) -> None:
        audio, sound = self._context.workspace.audio, made.recording
        self._ask(
            lambda: audio.remember(sound, sound.source, SoundOrigin.MICROPHONE), lambda _id: None
        )

    def _record(self) -> None:
        self.listening.stop()
        self._shown.setCurrentIndex(_MICROPHONE)
        self.sources.setEnabled(False)
        self.lost.hide()
        self.recorder.open()

    def _on_taken(self, take: Path) -> None:
        self._leave_recorder()
        self.use_take(take)

    def _on_set_aside(self, take: Path) -> None:
        """Keep a take that was spoken anew in the library, where it can be found again."""
        audio = self._context.workspace.audio
        begun = datetime.fromtimestamp(take.stat().st_mtime).astimezone()
        name = tr("Recording of {time}").format(time=f"{begun:%d.%m, %H:%M:%S}")

        def keep() -> None:
            table = audio.studio.open(audio.studio.taken(take))
            prepared = table.prepared(Preparation(cuts_silence=True), self.plan.account.limits)
            sound = audio.studio.keep(prepared.wav, name)
            audio.remember(sound, name, SoundOrigin.MICROPHONE)

        self._ask(keep, lambda _nothing: None)

    def _leave_recorder(self) -> None:
        self.sources.setEnabled(True)
        if self._shown.currentIndex() == _MICROPHONE:
            self._shown.setCurrentIndex(_LOADED if self.sound.last_made() else _EMPTY)

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

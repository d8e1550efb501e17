"""Step 2: the recording, made fit for the phone, to be seen and heard as it will sound."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from alphasms_desktop.domain.errors import Trouble
from alphasms_desktop.domain.message import Recording
from alphasms_desktop.i18n import money, tr
from alphasms_desktop.ui.context import Context
from alphasms_desktop.ui.pages.wizard.draft import Plan, length
from alphasms_desktop.ui.pages.wizard.step import (
    Busy,
    DropCard,
    Step,
    ask_file,
    say,
)
from alphasms_desktop.ui.pages.wizard.waveform import Shape, Waveform, shape_of
from alphasms_desktop.ui.sound import Player
from alphasms_desktop.ui.widgets.basics import Card, Choices, button, label, row
from alphasms_desktop.wording import trouble_sentence

SOUNDS = (".wav", ".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".mp4")
_ORIGINAL = 1


class RecordingStep(Step):
    """Takes a recording in, shows its shape and plays it."""

    def __init__(self, context: Context, player: Player | None = None) -> None:
        super().__init__()
        self._context = context
        self._turn = 0
        self._original = False
        self.player = player or Player(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.drop = DropCard(
            tr("What shall people hear?"),
            tr("Drop a recording here: a voice memo, MP3, WAV or any other sound."),
            tr("Open a file…"),
        )
        self.drop.button.clicked.connect(self._choose_file)
        self._shown = QStackedWidget()
        self._shown.addWidget(self.drop)
        self._shown.addWidget(self._make_loaded())
        layout.addWidget(self._shown, 1)
        self.player.position_changed.connect(self._on_position)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(self._show_error)

    def is_complete(self) -> bool:
        """Say whether a recording is ready."""
        return self.plan.recording is not None

    def first_focus(self) -> QWidget:
        """Return the play button, or the button that brings a file."""
        return self.play if self.plan.recording else self.drop.button

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent on other steps and pages."""
        super().hideEvent(event)
        self.player.stop()

    def open_file(self, path: Path) -> None:
        """Convert a recording; what was there before stays until it has succeeded."""
        self._turn += 1
        turn = self._turn
        self.player.stop()
        self._show_error("")
        self._show_busy(tr("Preparing the recording for the phone…"))
        audio = self._context.workspace.audio

        def prepare() -> tuple[Recording, Shape]:
            recording = audio.prepare(path)
            return recording, shape_of(audio.path_of(recording))

        self._context.bridge.ask(
            prepare,
            lambda made: self._on_prepared(turn, path, *made),
            lambda trouble: self._on_failed(turn, trouble),
        )

    def reset(self) -> None:
        """Begin anew."""
        self._turn += 1
        self.player.stop()
        self.way.choose(0)
        self._show_busy("")
        self._show_error("")
        self._shown.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space play and stop wherever no control wants it."""
        if event.key() == Qt.Key.Key_Space and self.plan.recording and not event.isAutoRepeat():
            self._toggle()
        else:
            super().keyPressEvent(event)

    def _make_loaded(self) -> QWidget:
        loaded = QWidget()
        layout = QVBoxLayout(loaded)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        card = Card(spacing=10)
        self.file_name = label("", "heading")
        self.facts = label("", "muted")
        self.busy = Busy()
        card.body.addLayout(row(self.file_name, None, self.busy, self.facts))
        self.waveform = Waveform()
        self.waveform.setAccessibleName(tr("Shape of the recording"))
        card.body.addWidget(self.waveform, 1)
        card.body.addLayout(self._make_controls())
        self.error = label("", "error", wrap=True)
        self.error.hide()
        card.body.addWidget(self.error)
        layout.addWidget(card)
        self.traffic = label("", "muted", wrap=True)
        layout.addWidget(self.traffic)
        layout.addStretch(1)
        return loaded

    def _make_controls(self) -> QVBoxLayout:
        controls = QVBoxLayout()
        self.play = button(tr("Listen"), "primary", self._toggle)
        self.play.setToolTip(tr("Space"))
        self.position = label("", "muted")
        self.way = Choices([tr("As on the phone"), tr("Original")], self._on_way)
        self.other = button(tr("Another file…"), "", self._choose_file)
        line = row(self.play, self.position, spacing=12)
        line.addWidget(self.way, 1)
        line.addWidget(self.other)
        controls.addLayout(line)
        return controls

    def _choose_file(self) -> None:
        chosen = ask_file(self, tr("Recording"), tr("Recordings"), SOUNDS)
        if chosen:
            self.open_file(chosen)

    def _on_prepared(self, turn: int, path: Path, recording: Recording, shape: Shape) -> None:
        if turn != self._turn:
            return
        self._show_busy("")
        self._show_error("")
        self.way.choose(0)
        self.waveform.show_shape(shape)
        self._choose(replace(self.plan, recording=recording, recording_source=path))
        self._show_recording(recording)
        self._shown.setCurrentIndex(1)
        if self.isVisible():
            self.play.setFocus()

    def _on_failed(self, turn: int, trouble: Trouble) -> None:
        if turn == self._turn:
            self._show_busy("")
            self._show_error(trouble_sentence(trouble))

    def show_plan(self, plan: Plan) -> None:
        """Show the traffic of as many calls as there are recipients now."""
        super().show_plan(plan)
        if plan.recording:
            self._show_recording(plan.recording)

    def _show_recording(self, recording: Recording) -> None:
        self.file_name.setText(recording.source)
        cost = money(self.plan.one_call) if self.plan.one_call is not None else "—"
        self.facts.setText(
            tr("{length} · ≈ {cost} a call").format(length=length(recording.seconds), cost=cost)
        )
        self._show_position(0.0)
        megabytes = max(1, round(recording.size_bytes * max(1, self.plan.calls) / 1_000_000))
        self.traffic.setText(
            tr(
                "The program sends the file with each call, {size} MB in all: the shorter the "
                "recording, the faster and cheaper."
            ).format(size=megabytes)
        )

    def _toggle(self) -> None:
        if self.player.is_playing:
            self.player.stop()
            return
        recording, source = self.plan.recording, self.plan.recording_source
        if recording is None:
            return
        self._show_error("")
        path = self._context.workspace.audio.path_of(recording)
        wanted = source if self._original and source else path
        self._context.bridge.ask(
            wanted.is_file, lambda there: self._play(wanted, there), lambda _trouble: None
        )

    def _play(self, path: Path, is_there: bool) -> None:
        if not is_there:
            self._show_error(tr("The file is no longer where it was. Open it again."))
            return
        if self.player.is_playing or not self.isVisible():
            return
        self.player.play(path)
        if self.player.is_playing:
            self.play.setText(tr("Stop"))
            self.waveform.show_played(0.0)

    def _on_way(self, index: int) -> None:
        self._original = index == _ORIGINAL
        self.player.stop()

    def _on_position(self, part: float) -> None:
        self.waveform.show_played(part)
        self._show_position(part)

    def _on_stopped(self) -> None:
        self.play.setText(tr("Listen"))
        self.waveform.show_played(None)
        self._show_position(0.0)

    def _show_position(self, part: float) -> None:
        seconds = self.plan.recording.seconds if self.plan.recording else 0.0
        self.position.setText(f"{length(part * seconds)} / {length(seconds)}")

    def _show_busy(self, text: str) -> None:
        self.drop.show_busy(text)
        self.busy.say(text)
        self.facts.setVisible(not text)
        for control in (self.other, self.play, self.way):
            control.setEnabled(not text)

    def _show_error(self, text: str) -> None:
        self.drop.show_error(text)
        say(self.error, text)
